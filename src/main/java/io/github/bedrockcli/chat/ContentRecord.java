package io.github.bedrockcli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Footage;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a saved turn. */
final class ContentRecord {
    private ContentRecord() {}

    /**
     * Reads a part.
     *
     * @param media files that the chat holds, by SHA-256
     * @throws IllegalArgumentException when it is none
     */
    static Content read(JsonNode part, Map<String, Media> media) {
        if (part.path("text").isTextual()) {
            return new Content.Text(part.path("text").textValue());
        }
        if (part.has("image")) {
            return new Content.Image(held(part.path("image"), media));
        }
        if (part.has("document")) {
            return new Content.Document(held(part.path("document"), media));
        }
        if (part.has("video")) {
            JsonNode video = part.path("video");
            return new Content.Video(
                    video.has("uri")
                            ? new Footage.Stored(SavedChat.text(video, "uri"))
                            : new Footage.Held(held(video, media)));
        }
        if (part.has("raw")) {
            return new Content.Raw(part.path("raw"));
        }
        throw new IllegalArgumentException("a part of a turn is of no known kind");
    }

    /** The file in a record of its own, without a name. */
    static Media media(JsonNode record) {
        String format = SavedChat.text(record, "format");
        MediaType type = Arrays.stream(MediaType.values())
                .filter(known -> known.format().equals(format))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no format " + format));
        byte[] bytes = Base64.getDecoder().decode(SavedChat.text(record, "base64"));
        return new Media(
                type,
                "",
                bytes,
                record.path("width").asInt(),
                record.path("height").asInt());
    }

    private static Media held(JsonNode reference, Map<String, Media> media) {
        @Nullable Media held = media.get(SavedChat.text(reference, "sha256"));
        if (held == null) {
            throw new IllegalArgumentException("the content of " + reference.path("name") + " is missing");
        }
        return new Media(held.type(), SavedChat.text(reference, "name"), held.bytes(), held.width(), held.height());
    }
}
