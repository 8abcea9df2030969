package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Titan Text Embeddings: G1 ({@code amazon.titan-embed-text-v1}, {@code amazon.titan-embed-g1-text-02}) and V2
 * ({@code amazon.titan-embed-text-v2:0}). One text a call; tokens are counted in the reply's body.
 *
 * <p>Refuses vectors of bits ({@code embeddingTypes} without {@code float}): such a reply has no {@code embedding}. The
 * length limits (50,000 characters, 8,192 tokens) are the
 * service's to judge: it counts tokens, and we cannot.
 *
 * <p>Source: Bedrock user guide, "Amazon Titan Text Embeddings models", and recorded replies, 2026-11.
 */
final class TitanEmbed implements EmbeddingFamily {
    private static final ParameterTable G1 = new ParameterTable(
            "Titan Text Embeddings G1",
            List.of(),
            Map.of(
                    Common.DIMENSIONS, "its vectors always have 1536 numbers; amazon.titan-embed-text-v2:0 takes it",
                    Common.NORMALIZE, "inputText is its only field; amazon.titan-embed-text-v2:0 takes it"));

    private static final ParameterTable V2 = new ParameterTable(
            "Titan Text Embeddings V2",
            List.of(
                    Parameter.integer("dimensions", "how many numbers a vector has")
                            .oneOf("256", "512", "1024")
                            .defaultsTo(1024)
                            .common(Common.DIMENSIONS),
                    Parameter.bool("normalize", "whether vectors have length 1")
                            .defaultsTo(true)
                            .common(Common.NORMALIZE),
                    Parameter.strings("embeddingTypes", "kinds of vectors in the reply")
                            .oneOf("float")
                            .atMost(1)
                            .defaultsTo("float")));

    @Override
    public String name() {
        return "titan-embed";
    }

    @Override
    public List<String> prefixes() {
        return List.of("amazon.titan-embed-text-", "amazon.titan-embed-g1-text-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return id.base().filter(TitanEmbed::isG1).isPresent() ? G1 : V2;
    }

    @Override
    public int maxBatch(ModelId id) {
        return 1;
    }

    @Override
    public Optional<String> refusal(String text, ModelId id) {
        return text.isEmpty() ? Optional.of("the text is empty") : Optional.empty();
    }

    @Override
    public ObjectNode request(List<String> texts, ModelId id) {
        if (texts.size() != 1) {
            throw new IllegalArgumentException("Titan takes one text a call, not " + texts.size());
        }
        return Json.object().put("inputText", texts.get(0));
    }

    @Override
    public List<Embedding> vectors(JsonNode body, @Nullable Long inputTokens) {
        JsonNode counted = body.path("inputTextTokenCount");
        Long tokens = counted.isIntegralNumber() ? Long.valueOf(counted.longValue()) : inputTokens;
        JsonNode vector = body.path("embedding");
        return List.of(
                VectorReader.vector(vector.isMissingNode() ? body.at("/embeddingsByType/float") : vector, tokens));
    }

    /** An id that tells nothing, such as a provisioned model's, is taken for V2, which knows everything G1 does. */
    private static boolean isG1(String base) {
        return base.startsWith("amazon.titan-embed-text-v1") || base.startsWith("amazon.titan-embed-g1-text-");
    }
}
