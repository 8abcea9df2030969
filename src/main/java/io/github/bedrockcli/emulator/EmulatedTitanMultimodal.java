package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.List;

/** Titan Multimodal Embeddings G1: {@code amazon.titan-embed-image-v1} (models.md section 8, 2026-11). */
final class EmulatedTitanMultimodal implements EmulatedModel {
    private static final int MAX_CHARACTERS = 100_000;
    private static final int MAX_BASE64 = 25_000_000;

    @Override
    public List<String> prefixes() {
        return List.of("amazon.titan-embed-image-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        Shape shape = TableShape.of(model)
                .optional("inputText", Rule.text(1, MAX_CHARACTERS))
                .optional("inputImage", Rule.text(1, MAX_BASE64));
        if (!body.has("inputText") && !body.has("inputImage")) {
            shape.required("inputText", Rule.text());
        }
        shape.require(body);
        int size = body.at("/embeddingConfig/outputEmbeddingLength").asInt(1024);
        String text = body.path("inputText").asText();
        String image = body.path("inputImage").asText();
        float[] vector = Vectors.unit(text.isEmpty() ? image : text, size);
        if (!text.isEmpty() && !image.isEmpty()) {
            vector = Vectors.mean(vector, Vectors.unit(image, size));
        }
        int tokens = text.isEmpty() ? 0 : new Echo.Question().count(text).inputTokens();
        ObjectNode reply = Json.object();
        reply.set("embedding", Vectors.floats(vector, 1));
        return new Embedded(reply.put("inputTextTokenCount", tokens).putNull("message"), tokens);
    }

    private record Embedded(ObjectNode reply, int tokens) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(tokens, 0, false);
        }
    }
}
