package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Titan Text Embeddings G1 ({@code amazon.titan-embed-text-v1}, {@code amazon.titan-embed-g1-text-02}) and V2
 * ({@code amazon.titan-embed-text-v2:0}) (models.md section 8 and the recordings, 2026-11).
 */
final class EmulatedTitanEmbed implements EmulatedModel {
    private static final int G1_SIZE = 1536;
    private static final int MAX_CHARACTERS = 50_000;

    /** A vector that was not normalized is longer than 1, as in the recording of G1. */
    private static final float RAW_SCALE = 16;

    @Override
    public List<String> prefixes() {
        return List.of("amazon.titan-embed-text-", "amazon.titan-embed-g1-text-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        boolean second = model.id().startsWith("amazon.titan-embed-text-v2");
        TableShape.of(model).required("inputText", Rule.text(1, MAX_CHARACTERS)).require(body);
        String text = body.path("inputText").asText();
        int tokens = new Echo.Question().count(text).inputTokens();
        return new Vector(second ? second(body, text, tokens) : first(text, tokens), tokens);
    }

    private static ObjectNode first(String text, int tokens) {
        ObjectNode reply = Json.object();
        reply.set("embedding", Vectors.floats(Vectors.unit(text, G1_SIZE), RAW_SCALE));
        return reply.put("inputTextTokenCount", tokens);
    }

    private static ObjectNode second(JsonNode body, String text, int tokens) {
        float[] unit = Vectors.unit(text, body.path("dimensions").asInt(1024));
        float scale = body.path("normalize").asBoolean(true) ? 1 : RAW_SCALE;
        List<String> types = new ArrayList<>();
        body.path("embeddingTypes").forEach(type -> types.add(type.asText()));
        boolean floats = types.isEmpty() || types.contains("float");
        ObjectNode reply = Json.object();
        ObjectNode byType = Json.object();
        if (floats) {
            reply.set("embedding", Vectors.floats(unit, scale));
            byType.set("float", Vectors.floats(unit, scale));
        }
        if (types.contains("binary")) {
            byType.set("binary", Vectors.signs(unit));
        }
        reply.set("embeddingsByType", byType);
        return reply.put("inputTextTokenCount", tokens);
    }

    private record Vector(ObjectNode reply, int tokens) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(tokens, 0, false);
        }
    }
}
