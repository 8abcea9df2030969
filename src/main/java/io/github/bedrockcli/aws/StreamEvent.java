package io.github.bedrockcli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import org.jspecify.annotations.Nullable;

/**
 * One event of a stream, as bytes and as the tree that they are: whichever it came as, the other is made when it is asked
 * for. For one thread at a time.
 */
public final class StreamEvent {
    private byte @Nullable [] bytes;
    private @Nullable JsonNode tree;

    private StreamEvent(byte @Nullable [] bytes, @Nullable JsonNode tree) {
        this.bytes = bytes;
        this.tree = tree;
    }

    /** An event that is read when somebody asks for its tree. */
    public static StreamEvent of(byte[] bytes) {
        return new StreamEvent(bytes, null);
    }

    /** An event that has been read already. */
    static StreamEvent of(byte[] bytes, JsonNode tree) {
        return new StreamEvent(bytes, tree);
    }

    /** An event that is written when somebody asks for its bytes. */
    static StreamEvent of(JsonNode tree) {
        return new StreamEvent(null, tree);
    }

    /** The event as it came; UTF-8. */
    public byte[] bytes() {
        byte[] known = bytes;
        if (known == null) {
            known = Json.bytes(tree());
            bytes = known;
        }
        return known;
    }

    /** Whether the event has more bytes than {@code most}; one that was never bytes here is small. */
    public boolean isLongerThan(int most) {
        byte[] known = bytes;
        return known != null && known.length > most;
    }

    /** The event's tree; an empty object where it is no JSON: Palmyra, for one, ends its stream with a literal [DONE]. */
    public JsonNode tree() {
        JsonNode known = tree;
        if (known == null) {
            known = bytes == null ? Json.object() : parse(bytes);
            tree = known;
        }
        return known;
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (JsonProcessingException e) {
            return Json.object();
        }
    }
}
