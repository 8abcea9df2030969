package io.github.bedrockcli.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One input: a text, the name of a picture's file, or both.
 *
 * @param place where it stands, for messages, such as {@code texts.jsonl line 3}
 * @param text the text, or null; there is none beside a problem
 * @param image the name of the picture's file, or null
 * @param id the input's own name for it, kept as it is, or null
 * @param problem why there is nothing, or null
 */
public record InputRow(
        String place,
        @Nullable String text,
        @Nullable String image,
        @Nullable JsonNode id,
        @Nullable String problem) {
    public static InputRow of(String place, String text) {
        return new InputRow(place, text, null, null, null);
    }

    static InputRow broken(String place, @Nullable JsonNode id, String problem) {
        return new InputRow(place, null, null, id, problem);
    }
}
