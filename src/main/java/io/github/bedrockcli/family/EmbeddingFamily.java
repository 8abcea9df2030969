package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.ModelId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A family that turns texts into vectors. */
public interface EmbeddingFamily extends Family {
    @Override
    default String gives() {
        return "embeddings";
    }

    @Override
    default String askedWith() {
        return "bedrock embed";
    }

    /** How many texts one call takes at most. */
    int maxBatch(ModelId id);

    /** Why the model would refuse this text, such as {@code the text is empty}; empty when it would not. */
    Optional<String> refusal(String text, ModelId id);

    /** The request body for up to {@link #maxBatch} texts, without parameters. */
    ObjectNode request(List<String> texts, ModelId id);

    /**
     * The vectors of a reply, in the order of the texts.
     *
     * @param inputTokens the count from the response header, or null: the only one there is for some families
     * @throws UnreadableReplyException when there are no vectors of floats in it
     */
    List<Embedding> vectors(JsonNode body, @Nullable Long inputTokens);
}
