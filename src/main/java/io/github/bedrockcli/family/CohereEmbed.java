package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.EmbeddingInput;
import io.github.bedrockcli.model.EmbeddingInput.Kind;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.VectorType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cohere Embed 3 ({@code cohere.embed-english-v3}, {@code cohere.embed-multilingual-v3}) and Embed 4
 * ({@code cohere.embed-v4:0}, also behind inference profiles). Up to 96 texts a call; pictures one a call with version 3
 * and up to 96 with version 4, which also takes a text and a picture together. Version 3 takes at most 2,048 characters
 * a text, and pictures as PNG or JPEG of at most 5 MB. Tokens are counted in a response header only, for the call as a
 * whole.
 *
 * <p>{@code input_type} is required by the service: {@code search_document} is sent when none was given, and for the
 * pictures of version 3 {@code image}, the only one it takes for them. Vectors come as floats, whole numbers or packed
 * bits. Both shapes of reply, the list and "by type", have been seen for both versions.
 *
 * <p>Source: Bedrock user guide, "Cohere Embed v3" and "Cohere Embed v4", and recorded replies, 2026-11. The user guide
 * shows a picture among {@code inputs} as a plain string too; the object with {@code url} is Cohere's own form.
 */
final class CohereEmbed implements EmbeddingFamily {
    private static final String TYPES = "embedding_types";
    private static final int MAX_BATCH = 96;
    private static final int MAX_CHARACTERS_V3 = 2048;

    private static final PictureLimits PICTURES_V3 =
            new PictureLimits(List.of(MediaType.PNG, MediaType.JPEG), 5 * 1024 * 1024, Long.MAX_VALUE);
    private static final PictureLimits PICTURES_V4 =
            new PictureLimits(PictureLimits.ALL, PictureLimits.BODY, Long.MAX_VALUE);

    private static final Parameter INPUT_TYPE = Parameter.string(
                    "input_type", "what the inputs are for; vectors of documents and queries differ")
            .oneOf("search_document", "search_query", "classification", "clustering")
            .requiredElse("search_document")
            .common(Common.INPUT_TYPE);

    private static final Parameter TRUNCATE = Parameter.string(
                    "truncate", "which end of a text that is too long is cut; NONE makes it an error")
            .common(Common.TRUNCATE);

    private static final Parameter EMBEDDING_TYPES = Parameter.strings(
                    TYPES, "types of the vectors in the reply; binary and ubinary have eight components a number")
            .oneOf("float", "int8", "uint8", "binary", "ubinary")
            .atMost(5)
            .defaultsTo("float");

    private static final Map<Common, String> NO_CHOICE_V3 = Map.of(
            Common.DIMENSIONS, "its vectors always have 1024 numbers; cohere.embed-v4:0 takes it",
            Common.NORMALIZE, "it has no such choice");

    private static final ParameterTable V3 = v3(
            "Cohere Embed 3",
            INPUT_TYPE.oneOf("search_document", "search_query", "classification", "clustering", "image"));
    private static final ParameterTable V3_TEXTS = v3("Cohere Embed 3", INPUT_TYPE);
    private static final ParameterTable V3_PICTURES =
            v3("Cohere Embed 3 for pictures", INPUT_TYPE.oneOf("image").requiredElse("image"));

    private static final ParameterTable V4 = new ParameterTable(
            "Cohere Embed 4",
            List.of(
                    INPUT_TYPE,
                    TRUNCATE.oneOf("NONE", "LEFT", "RIGHT"),
                    EMBEDDING_TYPES,
                    Parameter.integer("output_dimension", "how many numbers a vector has")
                            .oneOf("256", "512", "1024", "1536")
                            .defaultsTo(1536)
                            .common(Common.DIMENSIONS),
                    Parameter.integer("max_tokens", "how many tokens of an input count at most")
                            .range("1", "128000")),
            Map.of(Common.NORMALIZE, "it has no such choice"));

    private static ParameterTable v3(String owner, Parameter inputType) {
        return new ParameterTable(
                owner,
                List.of(inputType, TRUNCATE.oneOf("NONE", "START", "END").defaultsTo("NONE"), EMBEDDING_TYPES),
                NO_CHOICE_V3);
    }

    @Override
    public String name() {
        return "cohere-embed";
    }

    @Override
    public List<String> prefixes() {
        return List.of("cohere.embed-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return isVersion3(id) ? V3 : V4;
    }

    @Override
    public ParameterTable parameters(ModelId id, Kind kind) {
        if (!isVersion3(id)) {
            return V4;
        }
        return kind == Kind.TEXT ? V3_TEXTS : V3_PICTURES;
    }

    @Override
    public Set<Kind> kinds(ModelId id) {
        return isVersion3(id) ? Set.of(Kind.TEXT, Kind.IMAGE) : Set.of(Kind.values());
    }

    @Override
    public int maxBatch(ModelId id, Kind kind) {
        return isVersion3(id) && kind == Kind.IMAGE ? 1 : MAX_BATCH;
    }

    @Override
    public Optional<String> refusal(EmbeddingInput input, ModelId id) {
        boolean third = isVersion3(id);
        String owner = parameters(id).owner();
        Media image = input.image();
        Optional<String> text = InputChecks.text(input, third ? MAX_CHARACTERS_V3 : Integer.MAX_VALUE, owner);
        return text.isPresent() || image == null ? text : (third ? PICTURES_V3 : PICTURES_V4).refusal(image, owner);
    }

    @Override
    public ObjectNode request(List<EmbeddingInput> inputs, ModelId id) {
        if (inputs.isEmpty() || inputs.size() > MAX_BATCH) {
            throw new IllegalArgumentException("Cohere Embed takes 1 to " + MAX_BATCH + " inputs a call");
        }
        ObjectNode body = Json.object();
        switch (inputs.get(0).kind()) {
            case TEXT -> {
                ArrayNode texts = body.putArray("texts");
                inputs.forEach(input -> texts.add(input.text()));
            }
            case IMAGE -> {
                ArrayNode images = body.putArray("images");
                inputs.forEach(input -> images.add(dataUri(input)));
            }
            case TEXT_AND_IMAGE -> {
                ArrayNode list = body.putArray("inputs");
                inputs.forEach(input -> addContent(list.addObject(), input));
            }
        }
        return body;
    }

    private static void addContent(ObjectNode item, EmbeddingInput input) {
        ArrayNode content = item.putArray("content");
        content.addObject().put("type", "text").put("text", input.text());
        content.addObject()
                .put("type", "image_url")
                .set("image_url", Json.object().put("url", dataUri(input)));
    }

    private static String dataUri(EmbeddingInput input) {
        Media image = Objects.requireNonNull(input.image());
        return "data:" + image.type().mime() + ";base64," + image.base64();
    }

    @Override
    public List<VectorType> types(JsonNode request) {
        return InputChecks.types(request.path(TYPES));
    }

    @Override
    public List<Embedding> vectors(JsonNode body, @Nullable Long inputTokens) {
        JsonNode embeddings = body.path("embeddings");
        return embeddings.isObject()
                ? VectorReader.embeddingsByType(embeddings, inputTokens)
                : VectorReader.embeddings(embeddings, inputTokens);
    }

    /** An id that tells nothing, such as a provisioned model's, is taken for the newest version. */
    private static boolean isVersion3(ModelId id) {
        return id.base().filter(base -> base.contains("-v3")).isPresent();
    }
}
