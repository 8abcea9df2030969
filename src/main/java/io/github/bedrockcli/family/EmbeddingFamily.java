package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.EmbeddingInput;
import io.github.bedrockcli.model.EmbeddingInput.Kind;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.VectorType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A family that turns texts, pictures or both together into vectors. */
public interface EmbeddingFamily extends Family {
    @Override
    default String gives() {
        return "embeddings";
    }

    @Override
    default String askedWith() {
        return "bedrock embed";
    }

    /** What the model can make a vector of. */
    Set<Kind> kinds(ModelId id);

    /** How many inputs of one kind a call takes at most; they are all of that kind. */
    int maxBatch(ModelId id, Kind kind);

    /** The parameters of a call with inputs of this kind: those of {@link #parameters(ModelId)} that have a place in it. */
    default ParameterTable parameters(ModelId id, Kind kind) {
        return parameters(id);
    }

    /** Why the model would refuse this input, such as {@code the text is empty}; empty when it would not. */
    Optional<String> refusal(EmbeddingInput input, ModelId id);

    /** The request body for up to {@link #maxBatch} inputs of one kind, without parameters. */
    ObjectNode request(List<EmbeddingInput> inputs, ModelId id);

    /** The types of vectors that a request, with its parameters, asks for. */
    default List<VectorType> types(JsonNode request) {
        return List.of(VectorType.FLOAT);
    }

    /**
     * The vectors of a reply, in the order of the inputs.
     *
     * @param inputTokens the count from the response header, or null: the only one there is for some families
     * @throws UnreadableReplyException when there are no vectors in it
     * @throws RefusedReplyException when it tells a failure instead
     */
    List<Embedding> vectors(JsonNode body, @Nullable Long inputTokens);
}
