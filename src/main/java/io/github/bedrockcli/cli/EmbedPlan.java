package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.bulk.InputRow;
import io.github.bedrockcli.family.EmbeddingFamily;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How texts become requests: the model, its family, and the parameters that every request carries. */
record EmbedPlan(
        ModelId id,
        EmbeddingFamily family,
        Map<Common, JsonNode> common,
        Map<String, JsonNode> vendor,
        ParameterOptions parameters) {

    int maxBatch() {
        return family.maxBatch(id);
    }

    /** Why a text cannot be sent; {@code --no-validate} leaves a text that is there to the service. */
    Optional<String> refusal(InputRow row) {
        String problem = row.problem();
        if (problem != null) {
            return Optional.of(problem);
        }
        return parameters.validate() ? family.refusal(row.text(), id) : Optional.empty();
    }

    BedrockRequest request(List<String> texts) {
        ObjectNode body = family.request(texts, id);
        family.parameters(id).apply(body, common, vendor, parameters.validate());
        parameters.edit(body);
        return new BedrockRequest(Api.INVOKE, id, Json.bytes(body), Knobs.NONE);
    }

    /** Builds a request for nobody, so that a wrong parameter is found before any text is read. */
    void checkParameters() {
        request(List.of("text"));
    }
}
