package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;
import java.util.List;

/** A family that turns inputs into vectors. */
public interface EmbeddingFamily extends Family {
    /** How many texts one call takes at most. */
    int maxBatch(ModelId id);

    /**
     * The request body for up to {@link #maxBatch} texts, without parameters.
     *
     * @throws UsageException when a text is one the family refuses, unless {@code validate} is off
     */
    ObjectNode request(List<String> texts, ModelId id, boolean validate);

    /**
     * The vectors of a reply, in the order of the texts.
     *
     * @param inputTokens the count from the response header, or -1: the only one there is for some families
     */
    List<Embedding> vectors(JsonNode body, long inputTokens);
}
