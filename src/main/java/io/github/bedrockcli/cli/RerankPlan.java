package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.family.RerankFamily;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How a query and documents become a request: the model, its family, and the parameters. */
record RerankPlan(
        ModelId id,
        RerankFamily family,
        Map<Common, JsonNode> common,
        Map<String, JsonNode> vendor,
        ParameterOptions parameters) {

    /** @throws UsageException when a parameter is wrong, or it is more than a request can carry */
    BedrockRequest request(String query, List<String> documents) {
        ObjectNode body = family.request(query, documents, id);
        family.parameters(id).apply(body, withTopOf(documents.size()), vendor, parameters.validate());
        parameters.edit(body);
        byte[] bytes = Json.bytes(
                body,
                InputFiles.MAX_BYTES,
                count -> new UsageException(
                        "query and documents come to " + count + " bytes; a request holds at most "
                                + InputFiles.MAX_BYTES,
                        "rank fewer or shorter documents"));
        return new BedrockRequest(Api.INVOKE, id, bytes, Knobs.NONE);
    }

    /** The options, with {@code --top} no larger than the number of documents. */
    private Map<Common, JsonNode> withTopOf(int documents) {
        JsonNode top = common.get(Common.TOP);
        if (top == null || top.intValue() <= documents) {
            return common;
        }
        Map<Common, JsonNode> smaller = new EnumMap<>(common);
        smaller.put(Common.TOP, IntNode.valueOf(documents));
        return smaller;
    }

    /** Builds a request for nobody, so that a wrong parameter is found before any document is read. */
    void checkParameters() {
        family.parameters(id)
                .apply(family.request("query", List.of("document"), id), common, vendor, parameters.validate());
    }
}
