package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
 * Cohere Embed 3 ({@code cohere.embed-english-v3}, {@code cohere.embed-multilingual-v3}) and Embed 4
 * ({@code cohere.embed-v4:0}, also behind inference profiles). Up to 96 texts a call; version 3 takes at most 2,048
 * characters a text. Tokens are counted in a response header only, for the call as a whole.
 *
 * <p>{@code input_type} is required by the service: {@code search_document} is sent when none was given. Refuses vectors
 * of other kinds than float: their numbers would be taken for the wrong thing. Both shapes of reply, the list and
 * "by type", have been seen for both versions.
 *
 * <p>Source: Bedrock user guide, "Cohere Embed models", and recorded replies, 2026-11.
 */
final class CohereEmbed implements EmbeddingFamily {
    private static final int MAX_TEXTS = 96;
    private static final int MAX_CHARACTERS_V3 = 2048;

    private static final Parameter TYPES = Parameter.strings("embedding_types", "kinds of vectors in the reply")
            .oneOf("float")
            .atMost(1)
            .defaultsTo("float");

    private static final Parameter INPUT_TYPE = Parameter.string(
                    "input_type", "what the texts are for; vectors of documents and queries differ")
            .oneOf("search_document", "search_query", "classification", "clustering")
            .requiredElse("search_document")
            .common(Common.INPUT_TYPE);

    private static final ParameterTable V3 = new ParameterTable(
            "Cohere Embed 3",
            List.of(
                    INPUT_TYPE,
                    Parameter.string("truncate", "which end of a text that is too long is cut; NONE makes it an error")
                            .oneOf("NONE", "START", "END")
                            .defaultsTo("NONE")
                            .common(Common.TRUNCATE),
                    TYPES),
            Map.of(
                    Common.DIMENSIONS, "its vectors always have 1024 numbers; cohere.embed-v4:0 takes it",
                    Common.NORMALIZE, "it has no such choice"));

    private static final ParameterTable V4 = new ParameterTable(
            "Cohere Embed 4",
            List.of(
                    INPUT_TYPE,
                    Parameter.string("truncate", "which end of a text that is too long is cut; NONE makes it an error")
                            .oneOf("NONE", "LEFT", "RIGHT")
                            .common(Common.TRUNCATE),
                    Parameter.integer("output_dimension", "how many numbers a vector has")
                            .oneOf("256", "512", "1024", "1536")
                            .defaultsTo(1536)
                            .common(Common.DIMENSIONS),
                    Parameter.integer("max_tokens", "how many tokens of a text count at most")
                            .range("1", "128000"),
                    TYPES),
            Map.of(Common.NORMALIZE, "it has no such choice"));

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
    public int maxBatch(ModelId id) {
        return MAX_TEXTS;
    }

    @Override
    public Optional<String> refusal(String text, ModelId id) {
        if (text.isEmpty()) {
            return Optional.of("the text is empty");
        }
        int characters = text.codePointCount(0, text.length());
        if (isVersion3(id) && characters > MAX_CHARACTERS_V3) {
            return Optional.of(
                    "the text has " + characters + " characters; Cohere Embed 3 takes at most " + MAX_CHARACTERS_V3);
        }
        return Optional.empty();
    }

    @Override
    public ObjectNode request(List<String> texts, ModelId id) {
        if (texts.isEmpty() || texts.size() > MAX_TEXTS) {
            throw new IllegalArgumentException("Cohere Embed takes 1 to " + MAX_TEXTS + " texts a call");
        }
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("texts");
        texts.forEach(list::add);
        return body;
    }

    @Override
    public List<Embedding> vectors(JsonNode body, @Nullable Long inputTokens) {
        JsonNode embeddings = body.path("embeddings");
        return VectorReader.vectors(embeddings.isObject() ? embeddings.path("float") : embeddings, inputTokens);
    }

    /** An id that tells nothing, such as a provisioned model's, is taken for the newest version. */
    private static boolean isVersion3(ModelId id) {
        return id.base().filter(base -> base.contains("-v3")).isPresent();
    }
}
