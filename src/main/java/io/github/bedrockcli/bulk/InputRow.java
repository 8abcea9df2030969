package io.github.bedrockcli.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One text of an input.
 *
 * @param place where it stands, for messages, such as {@code texts.jsonl line 3}
 * @param text the text; empty when there is a problem
 * @param id the input's own name for it, kept as it is, or null
 * @param problem why there is no text, or null
 */
public record InputRow(
        String place,
        String text,
        @Nullable JsonNode id,
        @Nullable String problem) {
    static InputRow of(String place, String text) {
        return new InputRow(place, text, null, null);
    }

    static InputRow broken(String place, String problem) {
        return new InputRow(place, "", null, problem);
    }
}
