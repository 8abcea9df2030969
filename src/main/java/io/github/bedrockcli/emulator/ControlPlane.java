package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operations of the {@code bedrock} service: models, their availability, and inference profiles.
 *
 * <p>Source of members, filters and limits: the service model of {@code bedrock} (botocore 1.43).
 */
final class ControlPlane {
    private static final List<String> US = List.of("us-east-1", "us-east-2", "us-west-2");
    static final String CREATED = "2026-01-15T00:00:00Z";

    private final Catalogue catalogue;

    ControlPlane(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** ListFoundationModels: not paged; the four filters each keep a model that has the value. */
    Response listFoundationModels(Request request, Caller caller) {
        Optional<String> provider = request.queryValue("byProvider");
        Optional<String> customization = filter(
                request, "byCustomizationType", List.of("FINE_TUNING", "CONTINUED_PRE_TRAINING", "DISTILLATION"));
        Optional<String> output = filter(request, "byOutputModality", List.of("TEXT", "IMAGE", "EMBEDDING"));
        Optional<String> inference = filter(request, "byInferenceType", List.of("ON_DEMAND", "PROVISIONED"));
        ObjectNode reply = Json.object();
        ArrayNode summaries = reply.putArray("modelSummaries");
        catalogue.listed().stream()
                .filter(model -> provider.map(name -> name.equalsIgnoreCase(model.provider()))
                        .orElse(true))
                .filter(model -> matches(model, "customizationsSupported", customization))
                .filter(model -> matches(model, "outputModalities", output))
                .filter(model -> matches(model, "inferenceTypesSupported", inference))
                .forEach(model -> summaries.add(model.summary(caller.region())));
        return Response.json(reply);
    }

    Response getFoundationModel(String id, Caller caller) {
        ObjectNode reply = Json.object();
        reply.set("modelDetails", listed(id).summary(caller.region()));
        return Response.json(reply);
    }

    /** GetFoundationModelAvailability: everything in the catalogue is to be had. */
    Response getFoundationModelAvailability(String id) {
        ObjectNode reply = Json.object().put("modelId", listed(id).id());
        reply.putObject("agreementAvailability").put("status", "AVAILABLE");
        reply.put("authorizationStatus", "AUTHORIZED");
        reply.put("entitlementAvailability", "AVAILABLE");
        reply.put("regionAvailability", "AVAILABLE");
        return Response.json(reply);
    }

    /** ListInferenceProfiles: paged, filtered by type; without a type it lists the system-defined and the account's. */
    Response listInferenceProfiles(Request request, Caller caller) {
        Optional<String> type = filter(request, "type", List.of("SYSTEM_DEFINED", "APPLICATION"));
        List<ObjectNode> rows = catalogue.profiles().stream()
                .map(profile -> profile(profile, caller))
                .filter(row -> type.map(row.path("type").asText()::equals).orElse(true))
                .toList();
        return Page.of(request, "inferenceProfileSummaries", rows);
    }

    Response getInferenceProfile(String idOrArn, Caller caller) {
        Catalogue.Profile profile = catalogue
                .profile(idOrArn)
                .orElseThrow(() -> ServiceError.of(
                        404, "ResourceNotFoundException", "Inference profile " + idOrArn + " not found."));
        return Response.json(profile(profile, caller));
    }

    private CatalogueModel listed(String id) {
        return catalogue
                .find(id.substring(id.lastIndexOf('/') + 1))
                .orElseThrow(() -> ServiceError.validation("The provided model identifier is invalid."));
    }

    private static ObjectNode profile(Catalogue.Profile profile, Caller caller) {
        String geography = profile.geography();
        String kind = geography == null ? "application-inference-profile/" : "inference-profile/";
        ObjectNode row = Json.object();
        row.put("inferenceProfileName", profile.name());
        if (geography != null) {
            row.put("description", "Routes requests to " + profile.name());
        }
        row.put("createdAt", CREATED);
        row.put("updatedAt", CREATED);
        row.put(
                "inferenceProfileArn",
                "arn:aws:bedrock:" + caller.region() + ":" + Caller.ACCOUNT + ":" + kind + profile.id());
        ArrayNode models = row.putArray("models");
        for (String region : regions(geography, caller)) {
            models.addObject().put("modelArn", profile.model().arn(region));
        }
        row.put("inferenceProfileId", profile.id());
        row.put("status", "ACTIVE");
        row.put("type", geography == null ? "APPLICATION" : "SYSTEM_DEFINED");
        return row;
    }

    /** A global profile names its model without a region. */
    private static List<String> regions(@Nullable String geography, Caller caller) {
        if (geography == null) {
            return List.of(caller.region());
        }
        return geography.equals("global") ? List.of(caller.region(), "") : US;
    }

    private static boolean matches(CatalogueModel model, String member, Optional<String> value) {
        return value.map(word -> model.has(member, word)).orElse(true);
    }

    static Optional<String> filter(Request request, String name, List<String> allowed) {
        Optional<String> value = request.queryValue(name);
        value.filter(word -> !allowed.contains(word)).ifPresent(word -> {
            throw Constraint.enumeration(name, word, allowed);
        });
        return value;
    }
}
