package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models and profiles that the emulator has, from {@code catalogue.json}: a sample of us-east-1, used for every
 * region, where a model that has profiles is reached through a profile of any geography. Ids, names, modalities and inference types are those of the recorded lists and of the model pages of 2026-11.
 */
final class Catalogue {
    private static final String FILE = "catalogue.json";

    private final Map<String, CatalogueModel> models;
    private final Map<String, Profile> applicationProfiles;
    private final Map<String, Own> custom;
    private final Map<String, Own> imported;
    private final Map<String, Own> provisioned;
    private final Map<String, Own> deployments;
    private final Map<String, Own> routers;

    private Catalogue(JsonNode root) {
        models = new LinkedHashMap<>();
        for (JsonNode row : root.path("models")) {
            CatalogueModel model = new CatalogueModel((ObjectNode) row);
            models.put(model.id(), model);
        }
        applicationProfiles = new LinkedHashMap<>();
        for (JsonNode row : root.path("applicationProfiles")) {
            CatalogueModel model = models.get(row.path("modelId").asText());
            if (model == null) {
                throw new IllegalStateException(FILE + " has a profile of no model: " + row);
            }
            String id = row.path("id").asText();
            applicationProfiles.put(id, new Profile(id, row.path("name").asText(), null, model));
        }
        custom = own(root.path("custom"));
        imported = own(root.path("imported"));
        provisioned = own(root.path("provisioned"));
        deployments = own(root.path("deployments"));
        routers = own(root.path("routers"));
    }

    private Map<String, Own> own(JsonNode rows) {
        Map<String, Own> own = new LinkedHashMap<>();
        for (JsonNode row : rows) {
            CatalogueModel model = models.get(row.path("modelId").asText());
            if (model == null) {
                throw new IllegalStateException(FILE + " has a row of no model: " + row);
            }
            String id = row.path("id").asText();
            own.put(id, new Own(id, row.path("name").asText(), model));
        }
        return own;
    }

    static Catalogue load() {
        try (InputStream in = Catalogue.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the program");
            }
            return new Catalogue(Json.parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    /** All models of the file, those at the end of their lives too: an account may have them provisioned. */
    List<CatalogueModel> all() {
        return List.copyOf(models.values());
    }

    /** The models a region lists: all that are not retired. */
    List<CatalogueModel> listed() {
        return models.values().stream().filter(model -> !model.retired()).toList();
    }

    /** The listed model with this id. */
    Optional<CatalogueModel> find(String id) {
        return Optional.ofNullable(models.get(id)).filter(model -> !model.retired());
    }

    /** System-defined profiles first, in catalogue order, then those of the account. */
    List<Profile> profiles() {
        List<Profile> profiles = new ArrayList<>();
        for (CatalogueModel model : listed()) {
            for (String geography : model.profiles()) {
                String name = geography.toUpperCase(Locale.ROOT) + " "
                        + model.row().path("modelName").asText();
                profiles.add(new Profile(geography + "." + model.id(), name, geography, model));
            }
        }
        profiles.addAll(applicationProfiles.values());
        return profiles;
    }

    List<Own> customModels() {
        return List.copyOf(custom.values());
    }

    List<Own> importedModels() {
        return List.copyOf(imported.values());
    }

    List<Own> provisionedModels() {
        return List.copyOf(provisioned.values());
    }

    List<Own> deployments() {
        return List.copyOf(deployments.values());
    }

    List<Own> routers() {
        return List.copyOf(routers.values());
    }

    /** The profile with this id or ARN. */
    Optional<Profile> profile(String idOrArn) {
        String id = idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
        return profiles().stream().filter(profile -> profile.id().equals(id)).findFirst();
    }

    /**
     * The model that a request's {@code modelId} names.
     *
     * @throws ServiceError in the recorded words: unknown, at the end of its life, or not to be had without a profile
     */
    CatalogueModel resolve(String text) {
        ModelId id = parse(text);
        String last = text.substring(text.lastIndexOf('/') + 1);
        return switch (id.kind()) {
            case FOUNDATION_MODEL -> onDemand(text, alive(models.get(last)));
            case INFERENCE_PROFILE ->
                alive(id.base()
                        .map(models::get)
                        .filter(model -> model.retired() || !model.profiles().isEmpty())
                        .orElse(null));
            case APPLICATION_INFERENCE_PROFILE ->
                alive(Optional.ofNullable(applicationProfiles.get(last))
                        .map(Profile::model)
                        .orElse(null));
            case PROVISIONED_MODEL -> own(provisioned, last);
            case IMPORTED_MODEL -> own(imported, last);
            case CUSTOM_MODEL_DEPLOYMENT -> own(deployments, last);
            case PROMPT_ROUTER -> own(routers, last);
            case CUSTOM_MODEL ->
                alive(id.base().map(Catalogue::withoutContext).map(models::get).orElse(null));
            default -> throw unknown();
        };
    }

    /**
     * The model of an asynchronous invocation: a base id serves there also where one that is answered at once needs a
     * profile (Bedrock user guide, "TwelveLabs Marengo Embed 2.7", its table of operations, 2026-11).
     */
    CatalogueModel resolveAsync(String text) {
        return parse(text).kind() == ModelId.Kind.FOUNDATION_MODEL ? base(text) : resolve(text);
    }

    /** The model of a base id, whether or not it can be had on demand: what CountTokens takes. */
    CatalogueModel base(String id) {
        return alive(models.get(id.substring(id.lastIndexOf('/') + 1)));
    }

    /** What an account has of a model serves it beyond the end that the model has for everybody. */
    private static CatalogueModel own(Map<String, Own> known, String id) {
        return Optional.ofNullable(known.get(id)).map(Own::model).orElseThrow(Catalogue::unknown);
    }

    private static ModelId parse(String text) {
        try {
            return ModelId.of(text);
        } catch (UsageException e) {
            throw unknown();
        }
    }

    private static CatalogueModel alive(@Nullable CatalogueModel model) {
        if (model == null) {
            throw unknown();
        }
        if (model.retired()) {
            throw ServiceError.of(
                    404,
                    "ResourceNotFoundException",
                    "This model version has reached the end of its life. "
                            + "Please refer to the AWS documentation for more details.");
        }
        return model;
    }

    private static CatalogueModel onDemand(String asked, CatalogueModel model) {
        if (!model.has("inferenceTypesSupported", "ON_DEMAND")) {
            throw ServiceError.validation("Invocation of model ID " + asked
                    + " with on-demand throughput isn\u2019t supported. Retry your request with the ID or ARN of an "
                    + "inference profile that contains this model.");
        }
        return model;
    }

    private static String withoutContext(String base) {
        return base.replaceAll(":(\\d+k|mm)$", "");
    }

    private static ServiceError unknown() {
        return ServiceError.validation("The provided model identifier is invalid.");
    }

    /**
     * A custom model, its deployment, an imported model, a provisioned throughput or a prompt router.
     *
     * @param model the foundation model that it is made of, serves or, for an imported one, answers like
     */
    record Own(String id, String name, CatalogueModel model) {}

    /**
     * An inference profile.
     *
     * @param geography the prefix of a system-defined one; null for one of the account
     */
    record Profile(String id, String name, @Nullable String geography, CatalogueModel model) {}
}
