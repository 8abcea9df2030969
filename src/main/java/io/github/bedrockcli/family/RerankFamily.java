package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Ranked;
import java.util.List;

/** A family that orders documents by how well they answer a query. */
public interface RerankFamily extends Family {
    @Override
    default String gives() {
        return "rankings";
    }

    @Override
    default String askedWith() {
        return "bedrock rerank";
    }

    /** How many documents one call takes at most. */
    int maxDocuments(ModelId id);

    /** The request body, without parameters. */
    ObjectNode request(String query, List<String> documents, ModelId id);

    /**
     * The documents of a reply, best first; fewer than were sent where the request asked for the top ones only.
     *
     * @param documents how many were sent
     * @throws UnreadableReplyException when it is no ranking of them
     */
    List<Ranked> ranking(JsonNode body, int documents);
}
