package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The operations of the {@code bedrock} service: models, their availability, and inference profiles.
 *
 * <p>Source of members, filters and limits: the service model of {@code bedrock} (botocore 1.43).
 */
final class ControlPlane {
    static final String CREATED = "2026-01-15T00:00:00Z";

    private final Catalogue catalogue;
    private final Account account;

    ControlPlane(Catalogue catalogue, Account account) {
        this.catalogue = catalogue;
        this.account = account;
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
        catalogue.listed(caller.region()).stream()
                .filter(model -> account.offers(caller.region(), model.id()))
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
        reply.set("modelDetails", offered(id, caller).summary(caller.region()));
        return Response.json(reply);
    }

    /** GetFoundationModelAvailability: of any model that some region lists. */
    Response getFoundationModelAvailability(String id, Caller caller) {
        CatalogueModel model = known(id);
        Standing standing = account.standing(caller.region(), model.id());
        boolean there = catalogue.isIn(caller.region(), model);
        return Response.json((there ? standing : standing.outsideTheRegion()).reply(model.id()));
    }

    /**
     * ListFoundationModelAgreementOffers: models of Amazon need no agreement and have none. Ids, tokens and prices are the
     * emulator's own and say so.
     */
    Response listAgreementOffers(String id, Request request, Caller caller) {
        CatalogueModel model = offered(id, caller);
        filter(request, "offerType", List.of("ALL", "PUBLIC"));
        ObjectNode reply = Json.object().put("modelId", model.id());
        ArrayNode offers = reply.putArray("offers");
        if (!model.provider().equals("Amazon")) {
            offers.add(AgreementOffers.of(model, caller.region()));
        }
        return Response.json(reply);
    }

    /**
     * GetUseCaseForModelAccess: the form that Anthropic asks for, once for an account. The words for an account that has not
     * sent it are a public report's (2026-09); the members of the form are those of the console.
     */
    Response getUseCase(Caller caller) {
        if (account.formMissing(caller.region())) {
            throw ServiceError.of(
                    404,
                    "ResourceNotFoundException",
                    "You have not filled out the request form. Fill out the form before getting access.");
        }
        ObjectNode form = Json.object()
                .put("companyName", "The bedrock emulator")
                .put("companyWebsite", "https://example.com")
                .put("intendedUsers", "0")
                .put("industryOption", "Other")
                .put("otherIndustryOption", "Emulated")
                .put("useCases", "None: this form was never sent to anybody");
        return Response.json(Json.object().put("formData", Base64.getEncoder().encodeToString(Json.bytes(form))));
    }

    /** ListInferenceProfiles: paged, filtered by type; without a type it lists the system-defined and the account's. */
    Response listInferenceProfiles(Request request, Caller caller) {
        Optional<String> type = filter(request, "type", List.of("SYSTEM_DEFINED", "APPLICATION"));
        List<ObjectNode> rows = catalogue.profiles(caller.region()).stream()
                .filter(profile ->
                        account.offers(caller.region(), profile.model().id()))
                .map(profile -> profile(profile, caller))
                .filter(row -> type.map(row.path("type").asText()::equals).orElse(true))
                .toList();
        return Page.of(request, "inferenceProfileSummaries", rows);
    }

    Response getInferenceProfile(String idOrArn, Caller caller) {
        Catalogue.Profile profile = catalogue
                .profile(caller.region(), idOrArn)
                .filter(found -> account.offers(caller.region(), found.model().id()))
                .orElseThrow(() -> ServiceError.of(
                        404, "ResourceNotFoundException", "Inference profile " + idOrArn + " not found."));
        return Response.json(profile(profile, caller));
    }

    /** The model of an id or ARN that the region lists. */
    private CatalogueModel offered(String idOrArn, Caller caller) {
        CatalogueModel model = known(idOrArn);
        if (!catalogue.isIn(caller.region(), model) || !account.offers(caller.region(), model.id())) {
            throw ServiceError.unknownModel();
        }
        return model;
    }

    private CatalogueModel known(String idOrArn) {
        return catalogue.find(idOrArn.substring(idOrArn.lastIndexOf('/') + 1)).orElseThrow(ServiceError::unknownModel);
    }

    private static ObjectNode profile(Catalogue.Profile profile, Caller caller) {
        String geography = profile.geography();
        ObjectNode row = Json.object();
        row.put("inferenceProfileName", profile.name());
        if (geography != null) {
            row.put("description", "Routes requests to " + profile.name());
        }
        row.put("createdAt", CREATED);
        row.put("updatedAt", CREATED);
        row.put("inferenceProfileArn", profile.arn(caller.region()));
        ArrayNode models = row.putArray("models");
        for (String region : profile.destinations()) {
            models.addObject().put("modelArn", profile.model().arn(region));
        }
        row.put("inferenceProfileId", profile.id());
        row.put("status", "ACTIVE");
        row.put("type", geography == null ? "APPLICATION" : "SYSTEM_DEFINED");
        return row;
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
