package io.github.bedrockcli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How the turns of a chat are asked, as JSON: nothing of the account, of credentials or of the endpoint. */
final class SetupRecord {
    private SetupRecord() {}

    static ObjectNode of(Setup setup) {
        ObjectNode json = Json.object().put("model", setup.model().value());
        // What Bedrock told of an ARN that hides its model is not asked again.
        setup.model().base().ifPresent(base -> json.put("base", base));
        json.put("api", setup.api().toString());
        if (setup.family() != null) {
            json.put("family", setup.family());
        }
        if (setup.system() != null) {
            json.put("system", setup.system());
        }
        ObjectNode common = json.putObject("parameters");
        setup.common().forEach((option, value) -> common.set(Setup.name(option), value));
        ObjectNode vendor = json.putObject("vendor_parameters");
        setup.vendor().forEach(vendor::set);
        return json;
    }

    /** @throws IllegalArgumentException when it is none */
    static Setup read(JsonNode json) {
        ModelId model = ModelId.of(SavedChat.text(json, "model"));
        if (json.path("base").isTextual() && model.base().isEmpty()) {
            model = model.withBaseOf(ModelId.of(json.path("base").textValue()));
        }
        Map<Common, JsonNode> common = new EnumMap<>(Common.class);
        json.path("parameters")
                .fields()
                .forEachRemaining(entry -> common.put(option(entry.getKey()), entry.getValue()));
        Map<String, JsonNode> vendor = new LinkedHashMap<>();
        json.path("vendor_parameters").fields().forEachRemaining(entry -> vendor.put(entry.getKey(), entry.getValue()));
        return new Setup(
                model,
                ApiChoice.valueOf(SavedChat.text(json, "api").toUpperCase(Locale.ROOT)),
                json.path("family").textValue(),
                json.path("system").textValue(),
                common,
                vendor);
    }

    private static Common option(String name) {
        return Arrays.stream(Common.values())
                .filter(option -> Setup.name(option).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no parameter " + name));
    }
}
