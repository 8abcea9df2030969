package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lists of what the account made, imported or provisioned: one of each, which can be called by the ARN listed.
 *
 * <p>Source of members and filters: the service model of {@code bedrock} (botocore 1.43). The service model leaves the
 * words of {@code modelArchitecture} open; the one here is as the user guide names the architectures that can be imported.
 */
final class OwnModels {
    private static final String CREATED = ControlPlane.CREATED;

    private final Catalogue catalogue;
    private final Caller caller;

    OwnModels(Catalogue catalogue, Caller caller) {
        this.catalogue = catalogue;
        this.caller = caller;
    }

    /** ListCustomModels. */
    Response custom(Request request) {
        List<ObjectNode> rows = catalogue.customModels().stream()
                .map(own -> named(own, "model", "custom-model/" + own.model().id() + "/" + own.id())
                        .put("baseModelArn", own.model().arn(caller.region()))
                        .put(
                                "baseModelName",
                                own.model().row().path("modelName").asText())
                        .put("customizationType", "FINE_TUNING")
                        .put("ownerAccountId", Caller.ACCOUNT)
                        .put("modelStatus", "Active"))
                .toList();
        ControlPlane.filter(request, "modelStatus", List.of("Active", "Creating", "Failed"));
        return page(
                request,
                "modelSummaries",
                "modelName",
                rows,
                Map.of(
                        "modelStatus",
                        "modelStatus",
                        "baseModelArnEquals",
                        "baseModelArn",
                        "foundationModelArnEquals",
                        "baseModelArn"));
    }

    /** ListImportedModels. */
    Response imported(Request request) {
        List<ObjectNode> rows = catalogue.importedModels().stream()
                .map(own -> named(own, "model", "imported-model/" + own.id())
                        .put("instructSupported", true)
                        .put("modelArchitecture", "Llama 3"))
                .toList();
        return page(request, "modelSummaries", "modelName", rows, Map.of());
    }

    /** ListProvisionedModelThroughputs. */
    Response provisioned(Request request) {
        List<ObjectNode> rows = catalogue.provisionedModels().stream()
                .map(own -> named(own, "provisionedModel", "provisioned-model/" + own.id())
                        .put("modelArn", own.model().arn(caller.region()))
                        .put("desiredModelArn", own.model().arn(caller.region()))
                        .put("foundationModelArn", own.model().arn(caller.region()))
                        .put("modelUnits", 1)
                        .put("desiredModelUnits", 1)
                        .put("status", "InService")
                        .put("lastModifiedTime", CREATED))
                .toList();
        ControlPlane.filter(request, "statusEquals", List.of("Creating", "InService", "Updating", "Failed"));
        return page(
                request,
                "provisionedModelSummaries",
                "provisionedModelName",
                rows,
                Map.of("statusEquals", "status", "modelArnEquals", "modelArn"));
    }

    private ObjectNode named(Catalogue.Own own, String prefix, String resource) {
        return Json.object()
                .put(prefix + "Arn", "arn:aws:bedrock:" + caller.region() + ":" + Caller.ACCOUNT + ":" + resource)
                .put(prefix + "Name", own.name())
                .put("creationTime", CREATED);
    }

    /** @param equal query names that keep rows whose member, named beside, has the value */
    private static Response page(
            Request request, String member, String name, List<ObjectNode> rows, Map<String, String> equal) {
        Optional<String> text = request.queryValue("nameContains");
        Optional<Instant> before = time(request, "creationTimeBefore");
        Optional<Instant> after = time(request, "creationTimeAfter");
        Instant created = Instant.parse(CREATED);
        return Page.of(
                request,
                member,
                rows.stream()
                        .filter(row ->
                                text.map(row.path(name).asText()::contains).orElse(true))
                        .filter(row -> before.map(created::isBefore).orElse(true))
                        .filter(row -> after.map(created::isAfter).orElse(true))
                        .filter(row -> equal.entrySet().stream()
                                .allMatch(pair -> request.queryValue(pair.getKey())
                                        .map(row.path(pair.getValue()).asText()::equals)
                                        .orElse(true)))
                        .toList());
    }

    static Optional<Instant> time(Request request, String name) {
        return request.queryValue(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw ServiceError.of(400, "SerializationException", "STRING_VALUE cannot be converted to Timestamp");
            }
        });
    }
}
