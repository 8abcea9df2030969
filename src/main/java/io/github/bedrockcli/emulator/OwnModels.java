package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lists and details of what the account made, imported or provisioned: one of each, which can be called by its ARN.
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
                .map(own -> customModel(own)
                        .put(
                                "baseModelName",
                                own.model().row().path("modelName").asText())
                        .put("ownerAccountId", Caller.ACCOUNT))
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
        List<ObjectNode> rows =
                catalogue.importedModels().stream().map(this::importedModel).toList();
        return page(request, "modelSummaries", "modelName", rows, Map.of());
    }

    /** ListProvisionedModelThroughputs. */
    Response provisioned(Request request) {
        List<ObjectNode> rows = catalogue.provisionedModels().stream()
                .map(this::provisionedModel)
                .toList();
        ControlPlane.filter(request, "statusEquals", List.of("Creating", "InService", "Updating", "Failed"));
        return page(
                request,
                "provisionedModelSummaries",
                "provisionedModelName",
                rows,
                Map.of("statusEquals", "status", "modelArnEquals", "modelArn"));
    }

    /** ListCustomModelDeployments. */
    Response deployments(Request request) {
        List<ObjectNode> rows = catalogue.deployments().stream()
                .map(own -> Json.object()
                        .put("customModelDeploymentArn", arn("custom-model-deployment/" + own.id()))
                        .put("customModelDeploymentName", own.name())
                        .put("modelArn", arn(customModel(own.model(), own.id())))
                        .put("createdAt", CREATED)
                        .put("status", "Active"))
                .toList();
        ControlPlane.filter(request, "statusEquals", List.of("Creating", "Active", "Failed"));
        return page(
                request,
                "modelDeploymentSummaries",
                "customModelDeploymentName",
                rows,
                Map.of("statusEquals", "status", "modelArnEquals", "modelArn"));
    }

    Response getCustom(String idOrArn) {
        return Response.json(customModel(find(catalogue.customModels(), idOrArn)));
    }

    Response getImported(String idOrArn) {
        return Response.json(importedModel(find(catalogue.importedModels(), idOrArn)));
    }

    Response getProvisioned(String idOrArn) {
        return Response.json(provisionedModel(find(catalogue.provisionedModels(), idOrArn)));
    }

    Response getDeployment(String idOrArn) {
        Catalogue.Own own = find(catalogue.deployments(), idOrArn);
        return Response.json(Json.object()
                .put("customModelDeploymentArn", arn("custom-model-deployment/" + own.id()))
                .put("modelDeploymentName", own.name())
                .put("modelArn", arn(customModel(own.model(), own.id())))
                .put("createdAt", CREATED)
                .put("status", "Active"));
    }

    /** ListPromptRouters. */
    Response routers(Request request) {
        Optional<String> type = ControlPlane.filter(request, "type", List.of("custom", "default"));
        return Page.of(
                request,
                "promptRouterSummaries",
                catalogue.routers().stream()
                        .map(this::router)
                        .filter(row ->
                                type.map(row.path("type").asText()::equals).orElse(true))
                        .toList());
    }

    Response getRouter(String idOrArn) {
        return Response.json(router(find(catalogue.routers(), idOrArn)));
    }

    /** ListMarketplaceModelEndpoints. */
    Response endpoints(Request request) {
        Optional<String> model = request.queryValue("modelSourceIdentifier");
        return Page.of(
                request,
                "marketplaceModelEndpoints",
                catalogue.endpoints().stream()
                        .map(this::endpoint)
                        .filter(row -> model.map(
                                        row.path("modelSourceIdentifier").asText()::equals)
                                .orElse(true))
                        .toList());
    }

    /** GetMarketplaceModelEndpoint: more than the list tells, under a member of its own. */
    Response getEndpoint(String arn) {
        ObjectNode endpoint = endpoint(find(catalogue.endpoints(), arn)).put("endpointStatus", "InService");
        endpoint.putObject("endpointConfig")
                .putObject("sageMaker")
                .put("initialInstanceCount", 1)
                .put("instanceType", "ml.g5.2xlarge")
                .put("executionRole", "arn:aws:iam::" + Caller.ACCOUNT + ":role/emulator");
        ObjectNode reply = Json.object();
        reply.set("marketplaceModelEndpoint", endpoint);
        return Response.json(reply);
    }

    /** A model of the marketplace runs on SageMaker, under an ARN of that service, and comes from a hub of AWS's. */
    private ObjectNode endpoint(Catalogue.Own own) {
        return Json.object()
                .put(
                        "endpointArn",
                        "arn:aws:sagemaker:" + caller.region() + ":" + Caller.ACCOUNT + ":endpoint/" + own.id())
                .put(
                        "modelSourceIdentifier",
                        "arn:aws:sagemaker:" + caller.region() + ":aws:hub-content/SageMakerPublicHub/Model/"
                                + own.name() + "/1.0.0")
                .put("status", "REGISTERED")
                .put("statusMessage", "")
                .put("createdAt", CREATED)
                .put("updatedAt", CREATED);
    }

    /** A router that has a single model to route to. */
    private ObjectNode router(Catalogue.Own own) {
        ObjectNode reply = Json.object()
                .put("promptRouterArn", arn("prompt-router/" + own.id()))
                .put("promptRouterName", own.name())
                .put("createdAt", CREATED)
                .put("updatedAt", CREATED)
                .put("status", "AVAILABLE")
                .put("type", "custom");
        reply.putObject("routingCriteria").put("responseQualityDifference", 0);
        reply.putArray("models").addObject().put("modelArn", own.model().arn(caller.region()));
        reply.putObject("fallbackModel").put("modelArn", own.model().arn(caller.region()));
        return reply;
    }

    /** By name, id or ARN, as the service takes all three. */
    private static Catalogue.Own find(List<Catalogue.Own> known, String idOrArn) {
        String last = idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
        return known.stream()
                .filter(own -> own.id().equals(last) || own.name().equals(last))
                .findFirst()
                .orElseThrow(() -> ServiceError.of(404, "ResourceNotFoundException", idOrArn + " not found."));
    }

    private ObjectNode customModel(Catalogue.Own own) {
        return named(own, "model", customModel(own.model(), own.id()))
                .put("baseModelArn", own.model().arn(caller.region()))
                .put("customizationType", "FINE_TUNING")
                .put("modelStatus", "Active");
    }

    private static String customModel(CatalogueModel base, String id) {
        return "custom-model/" + base.id() + "/" + id;
    }

    private ObjectNode importedModel(Catalogue.Own own) {
        return named(own, "model", "imported-model/" + own.id())
                .put("instructSupported", true)
                .put("modelArchitecture", "Llama 3");
    }

    private ObjectNode provisionedModel(Catalogue.Own own) {
        String model = own.model().arn(caller.region());
        return named(own, "provisionedModel", "provisioned-model/" + own.id())
                .put("modelArn", model)
                .put("desiredModelArn", model)
                .put("foundationModelArn", model)
                .put("modelUnits", 1)
                .put("desiredModelUnits", 1)
                .put("status", "InService")
                .put("lastModifiedTime", CREATED);
    }

    private ObjectNode named(Catalogue.Own own, String prefix, String resource) {
        return Json.object()
                .put(prefix + "Arn", arn(resource))
                .put(prefix + "Name", own.name())
                .put("creationTime", CREATED);
    }

    private String arn(String resource) {
        return "arn:aws:bedrock:" + caller.region() + ":" + Caller.ACCOUNT + ":" + resource;
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
