package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import java.util.Base64;

/** CountTokens: Claude only, by base model id only (bedrock-api.md section 4 and the recordings). */
final class CountTokens {
    private static final int MAX_ID = 256;

    private CountTokens() {}

    static Response count(Catalogue catalogue, String region, String modelId, JsonNode body) {
        boolean claude = modelId.startsWith("anthropic.") || modelId.contains(":foundation-model/anthropic.");
        if (!claude || modelId.length() > MAX_ID) {
            // A profile of Claude has the right family and is refused all the same (recorded).
            catalogue.resolve(region, modelId);
            throw ServiceError.validation("The provided model doesn't support counting tokens.");
        }
        CatalogueModel model = catalogue.base(modelId);
        JsonNode input = body.path("input");
        int tokens;
        if (input.has("invokeModel")) {
            tokens = InvokeModel.inputTokens(
                    model, decode(input.path("invokeModel").path("body").asText()));
        } else if (input.has("converse")) {
            tokens = Converse.accept(model, input.path("converse")).input();
        } else {
            throw Constraint.missing("input");
        }
        return Response.json(Json.object().put("inputTokens", tokens));
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw ServiceError.of(400, "SerializationException", "Expected base64 string or null");
        }
    }
}
