package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Cohere Embed v3 ({@code cohere.embed-english-v3}, {@code cohere.embed-multilingual-v3}) and v4
 * ({@code cohere.embed-v4:0}) (models.md section 9 and the recordings, 2026-11).
 */
final class EmulatedCohereEmbed implements EmulatedModel {
    private static final int V3_SIZE = 1024;
    private static final int V4_SIZE = 1536;
    private static final int MAX_BATCH = 96;
    private static final int MAX_CHARACTERS_V3 = 2048;

    /** A part of a mixed input. The user guide shows the picture as a plain string, Cohere as an object. */
    private static final Rule PART = Shape.object()
            .required("type", Rule.oneOf("text", "image_url"))
            .optional("text", Rule.text(1, Integer.MAX_VALUE))
            .optional("image_url", Rule.any());

    @Override
    public List<String> prefixes() {
        return List.of("cohere.embed-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        boolean fourth = model.id().startsWith("cohere.embed-v4");
        shape(model, fourth).require(body);
        checkSources(body, fourth);
        return new Embeddings(reply(body, fourth), tokens(body));
    }

    private static Shape shape(CatalogueModel model, boolean fourth) {
        Rule image = Rule.text(1, Integer.MAX_VALUE);
        Shape shape = TableShape.of(model)
                .optional(
                        "texts", Rule.list(Rule.text(1, fourth ? Integer.MAX_VALUE : MAX_CHARACTERS_V3), 1, MAX_BATCH))
                .optional("images", Rule.list(image, 1, fourth ? MAX_BATCH : 1));
        if (fourth) {
            shape.optional(
                    "inputs",
                    Rule.list(Shape.object().required("content", Rule.list(PART, 1, Integer.MAX_VALUE)), 1, MAX_BATCH));
        }
        return shape;
    }

    /** Exactly one of the sources, and v3's input type {@code image} with pictures only. */
    private static void checkSources(JsonNode body, boolean fourth) {
        List<String> sources = new ArrayList<>(List.of("texts", "images"));
        if (fourth) {
            sources.add("inputs");
        }
        long given = sources.stream().filter(body::has).count();
        if (given != 1) {
            String place = given == 0
                    ? "required key [texts] not found"
                    : "subject must not be valid against all of " + String.join(", ", sources);
            throw Violation.malformed(List.of(Rule.at(List.of(), place, place)));
        }
        if (!fourth && body.has("images") != body.path("input_type").asText().equals("image")) {
            throw Violation.malformed(List.of(Rule.at(
                    List.of("input_type"), body.path("input_type").asText() + " is not a valid enum value", "")));
        }
    }

    /**
     * Lists where a v3 request names no types; by type where it does. v4 answers by type in either case: so say all
     * recordings, against the documentation.
     */
    private static ObjectNode reply(JsonNode body, boolean fourth) {
        int size = fourth ? body.path("output_dimension").asInt(V4_SIZE) : V3_SIZE;
        List<float[]> vectors = new ArrayList<>();
        sources(body).forEach(text -> vectors.add(Vectors.unit(text, size)));
        List<String> types = new ArrayList<>();
        body.path("embedding_types").forEach(type -> types.add(type.asText()));
        boolean lists = !fourth && types.isEmpty();
        ObjectNode reply = Json.object().put("id", RequestIds.uuid());
        if (body.has("texts")) {
            reply.set("texts", body.path("texts"));
        }
        if (lists) {
            reply.set("embeddings", array("float", vectors));
        } else {
            ObjectNode byType = reply.putObject("embeddings");
            (types.isEmpty() ? List.of("float") : types).forEach(type -> byType.set(type, array(type, vectors)));
        }
        return reply.put("response_type", lists ? "embeddings_floats" : "embeddings_by_type");
    }

    private static ArrayNode array(String type, List<float[]> vectors) {
        ArrayNode array = Json.object().arrayNode();
        for (float[] vector : vectors) {
            array.add(
                    switch (type) {
                        case "int8" -> Vectors.bytes(vector, 0);
                        case "uint8" -> Vectors.bytes(vector, 128);
                        case "binary" -> Vectors.packed(vector, -128);
                        case "ubinary" -> Vectors.packed(vector, 0);
                        default -> Vectors.floats(vector, 1);
                    });
        }
        return array;
    }

    private static List<String> sources(JsonNode body) {
        List<String> sources = new ArrayList<>();
        body.path("texts").forEach(text -> sources.add(text.asText()));
        body.path("images").forEach(image -> sources.add(image.asText()));
        body.path("inputs").forEach(input -> sources.add(Json.line(input)));
        return sources;
    }

    private static int tokens(JsonNode body) {
        Echo.Question question = new Echo.Question();
        body.path("texts").forEach(text -> question.count(text.asText()));
        body.path("inputs")
                .forEach(input -> input.path("content")
                        .forEach(part -> question.count(part.path("text").asText())));
        return question.inputTokens();
    }

    private record Embeddings(ObjectNode reply, int tokens) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(tokens, 0, false);
        }
    }
}
