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
 * Amazon Nova Multimodal Embeddings ({@code amazon.nova-2-multimodal-embeddings-v1:0}), the synchronous form: a text or a
 * picture, one a call. Tokens are counted in a response header only.
 *
 * <p>Two fields are required that nobody has to think of: the purpose is sent as {@code GENERIC_INDEX} when none was
 * given, and texts are sent with {@code truncationMode} {@code NONE}, which cuts nothing unasked. Refuses texts of more
 * than 8,192 characters, the most a request holds inline.
 *
 * <p>Source: Nova user guide, "Complete embeddings request and response schema", and a recorded reply, 2026-11.
 */
final class NovaEmbed implements EmbeddingFamily {
    private static final String OWNER = "Nova Multimodal Embeddings";
    private static final String PARAMS = "singleEmbeddingParams";
    private static final int MAX_CHARACTERS = 8192;
    private static final PictureLimits PICTURES =
            new PictureLimits(PictureLimits.ALL, PictureLimits.BODY, Long.MAX_VALUE);

    private static final Parameter PURPOSE = Parameter.string(
                    "embeddingPurpose",
                    "what the vector is for: GENERIC_INDEX for what is stored, ..._RETRIEVAL for the query that looks"
                            + " for it")
            .at("/" + PARAMS + "/embeddingPurpose")
            .oneOf(
                    "GENERIC_INDEX",
                    "GENERIC_RETRIEVAL",
                    "TEXT_RETRIEVAL",
                    "IMAGE_RETRIEVAL",
                    "VIDEO_RETRIEVAL",
                    "DOCUMENT_RETRIEVAL",
                    "AUDIO_RETRIEVAL",
                    "CLASSIFICATION",
                    "CLUSTERING")
            .requiredElse("GENERIC_INDEX")
            .common(Common.INPUT_TYPE);

    private static final Parameter DIMENSION = Parameter.integer("embeddingDimension", "how many numbers a vector has")
            .at("/" + PARAMS + "/embeddingDimension")
            .oneOf("256", "384", "1024", "3072")
            .defaultsTo(3072)
            .common(Common.DIMENSIONS);

    private static final Parameter TRUNCATION = Parameter.string(
                    "text.truncationMode", "which end of a text that is too long is cut; NONE makes it an error")
            .at("/" + PARAMS + "/text/truncationMode")
            .oneOf("START", "END", "NONE")
            .requiredElse("NONE")
            .common(Common.TRUNCATE);

    private static final Parameter DETAIL = Parameter.string(
                    "image.detailLevel", "how a picture is looked at: DOCUMENT_IMAGE reads the text in it")
            .at("/" + PARAMS + "/image/detailLevel")
            .oneOf("STANDARD_IMAGE", "DOCUMENT_IMAGE")
            .defaultsTo("STANDARD_IMAGE");

    private static final Parameter SCHEMA =
            Parameter.string("schemaVersion", "version of the request's schema").oneOf("nova-multimodal-embed-v1");

    private static final ParameterTable ALL = table(PURPOSE, DIMENSION, TRUNCATION, DETAIL, SCHEMA);
    private static final ParameterTable TEXTS = table(PURPOSE, DIMENSION, TRUNCATION, SCHEMA);
    private static final ParameterTable PICTURES_TABLE = table(PURPOSE, DIMENSION, DETAIL, SCHEMA);

    private static ParameterTable table(Parameter... rows) {
        return new ParameterTable(OWNER, List.of(rows), Map.of(Common.NORMALIZE, "it has no such choice"));
    }

    @Override
    public String name() {
        return "nova-embed";
    }

    @Override
    public List<String> prefixes() {
        return List.of("amazon.nova-2-multimodal-embeddings-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return ALL;
    }

    @Override
    public ParameterTable parameters(ModelId id, Kind kind) {
        return kind == Kind.TEXT ? TEXTS : PICTURES_TABLE;
    }

    @Override
    public Set<Kind> kinds(ModelId id) {
        return Set.of(Kind.TEXT, Kind.IMAGE);
    }

    @Override
    public int maxBatch(ModelId id, Kind kind) {
        return 1;
    }

    @Override
    public Optional<String> refusal(EmbeddingInput input, ModelId id) {
        Media image = input.image();
        return image == null ? InputChecks.text(input, MAX_CHARACTERS, OWNER) : PICTURES.refusal(image, OWNER);
    }

    @Override
    public ObjectNode request(List<EmbeddingInput> inputs, ModelId id) {
        EmbeddingInput input = InputChecks.only(inputs);
        ObjectNode body = Json.object().put("taskType", "SINGLE_EMBEDDING");
        ObjectNode params = body.putObject(PARAMS);
        Media image = input.image();
        if (image == null) {
            params.putObject("text").put("value", input.text());
        } else {
            params.putObject("image")
                    .put("format", image.type().format())
                    .putObject("source")
                    .put("bytes", image.base64());
        }
        return body;
    }

    @Override
    public List<Embedding> vectors(JsonNode body, @Nullable Long inputTokens) {
        JsonNode embeddings = body.path("embeddings");
        if (embeddings.size() != 1) {
            throw new UnreadableReplyException(
                    "the reply has " + (embeddings.isArray() ? embeddings.size() : "no") + " vectors for one input");
        }
        return List.of(Embedding.of(VectorReader.floats(embeddings.path(0).path("embedding")), inputTokens));
    }
}
