package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one JSON object of {@code -o json} for an answer of pictures. */
public final class PictureJson {
    private PictureJson() {}

    /**
     * A picture that was written.
     *
     * @param path the file's name as the user would type it
     * @param base64 its bytes as they stand in the reply
     * @param bytes the file's size
     * @param width pixels; 0 where the picture's header does not tell
     * @param role what it is where it is not a result, such as {@code mask}
     */
    public record Written(
            String path,
            String base64,
            @Nullable Long seed,
            int bytes,
            int width,
            int height,
            @Nullable String role) {}

    /**
     * The contract's members, in its order, with {@code images} before {@code response}, in which each picture's data is
     * replaced by its file's name.
     *
     * @param stop null when the reply could not be read
     */
    public static ObjectNode of(AnswerFacts facts, List<Written> pictures, @Nullable Stop stop, JsonNode response) {
        ObjectNode json = Json.object();
        json.put("model", facts.model());
        json.put("family", facts.family());
        json.put("api", facts.api().wireName());
        json.put("region", facts.region());
        json.putNull("text");
        AnswerJson.addStop(json, stop);
        json.set("usage", AnswerJson.usage(Usage.UNKNOWN));
        json.set("latency_ms", AnswerJson.latency(facts));
        json.put("request_id", facts.requestId());
        ArrayNode images = json.putArray("images");
        pictures.forEach(picture -> images.add(image(picture)));
        json.set("response", withPaths(response, new ArrayList<>(pictures)));
        return json;
    }

    private static ObjectNode image(Written picture) {
        ObjectNode json = Json.object().put("path", picture.path());
        json.put("seed", picture.seed());
        json.put("bytes", picture.bytes());
        json.put("width", picture.width() == 0 ? null : (Integer) picture.width());
        json.put("height", picture.height() == 0 ? null : (Integer) picture.height());
        if (picture.role() != null) {
            json.put("role", picture.role());
        }
        return json;
    }

    /** @param left the pictures that have not been met yet: two may have the same bytes */
    private static JsonNode withPaths(JsonNode node, List<Written> left) {
        if (node.isTextual()) {
            for (Written picture : left) {
                if (picture.base64().equals(node.textValue())) {
                    left.remove(picture);
                    return TextNode.valueOf(picture.path());
                }
            }
            return node;
        }
        if (node.isArray()) {
            ArrayNode copy = Json.object().arrayNode();
            node.forEach(item -> copy.add(withPaths(item, left)));
            return copy;
        }
        if (node.isObject()) {
            ObjectNode copy = Json.object();
            node.properties().forEach(member -> copy.set(member.getKey(), withPaths(member.getValue(), left)));
            return copy;
        }
        return node;
    }
}
