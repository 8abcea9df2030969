package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.List;
import java.util.Locale;

/**
 * Nova Multimodal Embeddings, synchronous: {@code amazon.nova-2-multimodal-embeddings-v1:0} (models.md section 6 and the
 * recording, 2026-11).
 */
final class EmulatedNovaEmbed implements EmulatedModel {
    private static final List<String> MODALITIES = List.of("text", "image", "audio", "video");
    private static final int MAX_CHARACTERS = 8192;

    @Override
    public List<String> prefixes() {
        return List.of("amazon.nova-2-multimodal-embeddings-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        shape(model).require(body);
        JsonNode params = body.path("singleEmbeddingParams");
        List<String> given = MODALITIES.stream().filter(params::has).toList();
        if (given.size() != 1) {
            String fault = given.isEmpty()
                    ? "required key [text] not found"
                    : "extraneous key [" + given.get(1) + "] is not permitted";
            throw Violation.malformed(List.of(Rule.at(List.of("singleEmbeddingParams"), fault, fault)));
        }
        String modality = given.get(0);
        return new Embeddings(
                Json.line(params.path(modality).path(modality.equals("text") ? "value" : "source")),
                params.path("embeddingDimension").asInt(3072),
                types(modality, params.path(modality)));
    }

    private static Shape shape(CatalogueModel model) {
        Shape shape = TableShape.of(model).required("taskType", Rule.oneOf("SINGLE_EMBEDDING"));
        Shape params = shape.inner("singleEmbeddingParams");
        shape.required("singleEmbeddingParams", params);
        params.inner("text").optional("value", Rule.text(1, MAX_CHARACTERS)).optional("source", source());
        params.inner("image")
                .required("format", Rule.oneOf("png", "jpeg", "gif", "webp"))
                .required("source", source());
        params.inner("audio")
                .required("format", Rule.oneOf("mp3", "wav", "ogg"))
                .required("source", source());
        params.inner("video")
                .required("format", Rule.oneOf("mp4", "mov", "mkv", "webm", "flv", "mpeg", "mpg", "wmv", "3gp"))
                .required("source", source())
                .required("embeddingMode", Rule.oneOf("AUDIO_VIDEO_COMBINED", "AUDIO_VIDEO_SEPARATE"));
        return shape;
    }

    private static Shape source() {
        return Shape.object()
                .optional("bytes", Rule.text(1, Integer.MAX_VALUE))
                .optional(
                        "s3Location",
                        Shape.object().required("uri", Rule.text()).optional("bucketOwner", Rule.text()));
    }

    private static List<String> types(String modality, JsonNode input) {
        if (!modality.equals("video")) {
            return List.of(modality.toUpperCase(Locale.ROOT));
        }
        String mode = input.path("embeddingMode").asText();
        return mode.equals("AUDIO_VIDEO_SEPARATE") ? List.of("VIDEO", "AUDIO") : List.of(mode);
    }

    private record Embeddings(String content, int size, List<String> types) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(new Echo.Question().count(content).inputTokens(), 0, false);
        }

        @Override
        public ObjectNode reply() {
            ObjectNode reply = Json.object();
            ArrayNode embeddings = reply.putArray("embeddings");
            for (String type : types) {
                ObjectNode embedding = embeddings.addObject().put("embeddingType", type);
                embedding.set(
                        "embedding",
                        Vectors.floats(Vectors.unit(types.size() > 1 ? type + content : content, size), 1));
            }
            return reply;
        }
    }
}
