package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.EmbeddingInput;
import io.github.bedrockcli.model.EmbeddingInput.Kind;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.VectorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Titan Text Embeddings: G1 ({@code amazon.titan-embed-text-v1}, {@code amazon.titan-embed-g1-text-02}) and V2
 * ({@code amazon.titan-embed-text-v2:0}). One text a call; tokens are counted in the reply's body.
 *
 * <p>Refuses empty texts and those of more than 50,000 characters; the limit of 8,192 tokens is the service's to judge.
 * A reply always has {@code embedding} unless bits alone were asked for, and then {@code embeddingsByType}.
 *
 * <p>Source: Bedrock user guide, "Amazon Titan Text Embeddings models" and "Amazon Titan Embeddings G1 - Text", and
 * recorded replies, 2026-11.
 */
final class TitanEmbed implements EmbeddingFamily {
    private static final String TYPES = "embeddingTypes";
    private static final int MAX_CHARACTERS = 50_000;

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
                    Parameter.strings(TYPES, "types of the vectors in the reply; binary is a 0 or a 1 a component")
                            .oneOf("float", "binary")
                            .atMost(2)
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
    public Set<Kind> kinds(ModelId id) {
        return Set.of(Kind.TEXT);
    }

    @Override
    public int maxBatch(ModelId id, Kind kind) {
        return 1;
    }

    @Override
    public Optional<String> refusal(EmbeddingInput input, ModelId id) {
        return InputChecks.text(input, MAX_CHARACTERS, parameters(id).owner());
    }

    @Override
    public ObjectNode request(List<EmbeddingInput> inputs, ModelId id) {
        return Json.object().put("inputText", InputChecks.only(inputs).text());
    }

    @Override
    public List<VectorType> types(JsonNode request) {
        return InputChecks.types(request.path(TYPES));
    }

    @Override
    public List<Embedding> vectors(JsonNode body, @Nullable Long inputTokens) {
        Long counted = Counts.of(body.path("inputTextTokenCount"));
        Long tokens = counted == null ? inputTokens : counted;
        JsonNode byType = body.path("embeddingsByType");
        return List.of(
                byType.isObject() && !byType.isEmpty()
                        ? VectorReader.embeddingByType(byType, tokens)
                        : Embedding.of(VectorReader.floats(body.path("embedding")), tokens));
    }

    /** An id that tells nothing, such as a provisioned model's, is taken for V2, which knows everything G1 does. */
    private static boolean isG1(String base) {
        return base.startsWith("amazon.titan-embed-text-v1") || base.startsWith("amazon.titan-embed-g1-text-");
    }
}
