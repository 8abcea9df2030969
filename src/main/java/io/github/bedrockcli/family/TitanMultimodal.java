package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.EmbeddingInput;
import io.github.bedrockcli.model.EmbeddingInput.Kind;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Titan Multimodal Embeddings G1 ({@code amazon.titan-embed-image-v1}): a text, a picture, or both averaged into
 * one vector; one input a call. Tokens of the text are counted in the reply's body.
 *
 * <p>A {@code message} in the reply is a refusal in spite of HTTP 200. Refuses texts of more than 100,000 characters and
 * pictures of more than 25,000,000 characters as base64 or 2048 x 2048 pixels; which file types there are is not
 * documented for calls, so none is refused.
 *
 * <p>Source: Bedrock user guide, "Amazon Titan Multimodal Embeddings G1" and its quotas, and public issue
 * aws-samples/video-semantic-search-with-aws-ai-ml-services 4 for the pixels, 2026-11.
 */
final class TitanMultimodal implements EmbeddingFamily {
    private static final int MAX_CHARACTERS = 100_000;
    private static final PictureLimits PICTURES =
            new PictureLimits(PictureLimits.ALL, PictureLimits.BODY, 2048L * 2048);

    private static final ParameterTable TABLE = new ParameterTable(
            "Titan Multimodal Embeddings G1",
            List.of(Parameter.integer("outputEmbeddingLength", "how many numbers a vector has")
                    .at("/embeddingConfig/outputEmbeddingLength")
                    .oneOf("256", "384", "1024")
                    .defaultsTo(1024)
                    .common(Common.DIMENSIONS)),
            Map.of(Common.NORMALIZE, "it has no such choice"));

    @Override
    public String name() {
        return "titan-multimodal";
    }

    @Override
    public List<String> prefixes() {
        return List.of("amazon.titan-embed-image-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return TABLE;
    }

    @Override
    public Set<Kind> kinds(ModelId id) {
        return Set.of(Kind.values());
    }

    @Override
    public int maxBatch(ModelId id, Kind kind) {
        return 1;
    }

    @Override
    public Optional<String> refusal(EmbeddingInput input, ModelId id) {
        Media image = input.image();
        Optional<String> text = InputChecks.text(input, MAX_CHARACTERS, TABLE.owner());
        return text.isPresent() || image == null ? text : PICTURES.refusal(image, TABLE.owner());
    }

    @Override
    public ObjectNode request(List<EmbeddingInput> inputs, ModelId id) {
        EmbeddingInput input = InputChecks.only(inputs);
        ObjectNode body = Json.object();
        Media image = input.image();
        if (input.text() != null) {
            body.put("inputText", input.text());
        }
        if (image != null) {
            body.put("inputImage", image.base64());
        }
        return body;
    }

    @Override
    public List<Embedding> vectors(JsonNode body, @Nullable Long inputTokens) {
        JsonNode message = body.path("message");
        if (!message.isNull() && !message.asText().isEmpty()) {
            throw new RefusedReplyException(message.asText());
        }
        Long counted = Counts.of(body.path("inputTextTokenCount"));
        return List.of(
                Embedding.of(VectorReader.floats(body.path("embedding")), counted == null ? inputTokens : counted));
    }
}
