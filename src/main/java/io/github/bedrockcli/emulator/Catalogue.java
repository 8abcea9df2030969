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
 * The models and profiles that the emulator has, from {@code catalogue.json}: a sample of us-east-1, used for every region,
 * but that profiles are those of the region's geography, and a model that is only to be had through one is only where it
 * has one. Ids, names, modalities and inference types are those of the recorded lists and of the model pages of 2026-11.
 *
 * <p>Sources of the geographies: Bedrock user guide, "Supported Regions and models for inference profiles", and the model
 * pages. Destinations differ there by model and source region; here a geography has the same for all its models, at most
 * five, as the service model (botocore 1.43) has it. Lifecycle dates: the user guide's "Model lifecycle", its table of legacy
 * models of 2026-09, and recorded replies; a model that is imitated beyond its end has no end here.
 */
final class Catalogue {
    private static final String FILE = "catalogue.json";

    private final Map<String, CatalogueModel> models;
    private final Map<String, Geography> geographies;
    private final Map<String, Profile> applicationProfiles;
    private final Map<String, Own> custom;
    private final Map<String, Own> imported;
    private final Map<String, Own> provisioned;
    private final Map<String, Own> deployments;
    private final Map<String, Own> routers;
    private final Map<String, Own> endpoints;

    private Catalogue(JsonNode root) {
        models = new LinkedHashMap<>();
        for (JsonNode row : root.path("models")) {
            CatalogueModel model = new CatalogueModel((ObjectNode) row);
            models.put(model.id(), model);
        }
        geographies = new LinkedHashMap<>();
        root.path("geographies").properties().forEach(row -> geographies.put(row.getKey(), geography(row.getValue())));
        applicationProfiles = new LinkedHashMap<>();
        for (JsonNode row : root.path("applicationProfiles")) {
            CatalogueModel model = models.get(row.path("modelId").asText());
            if (model == null) {
                throw new IllegalStateException(FILE + " has a profile of no model: " + row);
            }
            String id = row.path("id").asText();
            applicationProfiles.put(id, new Profile(id, row.path("name").asText(), null, model, List.of()));
        }
        custom = own(root.path("custom"));
        imported = own(root.path("imported"));
        provisioned = own(root.path("provisioned"));
        deployments = own(root.path("deployments"));
        routers = own(root.path("routers"));
        endpoints = own(root.path("endpoints"));
    }

    private static Geography geography(JsonNode row) {
        List<Wildcard> sources = new ArrayList<>();
        row.path("sources").forEach(source -> sources.add(new Wildcard(source.asText())));
        List<String> destinations = new ArrayList<>();
        row.path("destinations").forEach(destination -> destinations.add(destination.asText()));
        return new Geography(sources, destinations);
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

    /** The models a region lists: all that are not retired and can be had there in some way. */
    List<CatalogueModel> listed(String region) {
        return models.values().stream()
                .filter(model -> !model.retired() && isIn(region, model))
                .toList();
    }

    /** The model with this id, wherever it is listed. */
    Optional<CatalogueModel> find(String id) {
        return Optional.ofNullable(models.get(id)).filter(model -> !model.retired());
    }

    /** Whether a region has it: a model that needs a profile is where one of its profiles starts. */
    boolean isIn(String region, CatalogueModel model) {
        return !model.needsProfile() || model.profiles().stream().anyMatch(name -> startsIn(region, name));
    }

    /** System-defined profiles of a region first, in catalogue order, then those of the account. */
    List<Profile> profiles(String region) {
        List<Profile> profiles = new ArrayList<>();
        for (CatalogueModel model : listed(region)) {
            for (String geography : model.profiles()) {
                if (startsIn(region, geography)) {
                    profiles.add(systemProfile(region, geography, model));
                }
            }
        }
        for (Profile profile : applicationProfiles.values()) {
            profiles.add(profile.to(List.of(region)));
        }
        return profiles;
    }

    private Profile systemProfile(String region, String geography, CatalogueModel model) {
        String name = geography.toUpperCase(Locale.ROOT) + " "
                + model.row().path("modelName").asText();
        return new Profile(geography + "." + model.id(), name, geography, model, destinations(region, geography));
    }

    /** A global profile names its model in the region that is asked, and once without a region. */
    private List<String> destinations(String region, String geography) {
        Geography known = geographies.get(geography);
        List<String> destinations = known == null ? List.of() : known.destinations();
        return destinations.isEmpty() ? List.of(region, "") : destinations;
    }

    private boolean startsIn(String region, String geography) {
        Geography known = geographies.get(geography);
        return known != null && known.sources().stream().anyMatch(source -> source.fits(region));
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

    List<Own> endpoints() {
        return List.copyOf(endpoints.values());
    }

    /** The profile of a region with this id or ARN. */
    Optional<Profile> profile(String region, String idOrArn) {
        String id = idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
        return profiles(region).stream()
                .filter(profile -> profile.id().equals(id))
                .findFirst();
    }

    /**
     * What a request's {@code modelId} names.
     *
     * @throws ServiceError in the recorded words: unknown, of another geography, at the end of its life, or not to be had
     *     without a profile
     */
    Target resolve(String region, String text) {
        ModelId id = parse(text);
        String last = text.substring(text.lastIndexOf('/') + 1);
        return switch (id.kind()) {
            case FOUNDATION_MODEL -> {
                CatalogueModel model = onDemand(text, alive(models.get(last)), region);
                yield Target.open(model, List.of(model.arn(region)));
            }
            case INFERENCE_PROFILE -> throughProfile(region, id);
            case APPLICATION_INFERENCE_PROFILE -> {
                Profile profile =
                        Optional.ofNullable(applicationProfiles.get(last)).orElseThrow(ServiceError::unknownModel);
                yield Target.open(
                        alive(profile.model()), profile.to(List.of(region)).resources(region));
            }
            case PROVISIONED_MODEL -> own(provisioned, text);
            case IMPORTED_MODEL -> own(imported, text);
            case CUSTOM_MODEL_DEPLOYMENT -> own(deployments, text);
            case MARKETPLACE_ENDPOINT -> own(endpoints, text);
            case PROMPT_ROUTER -> {
                CatalogueModel model = own(routers, text).model();
                yield Target.open(model, List.of(text, model.arn(region)));
            }
            case CUSTOM_MODEL ->
                Target.own(
                        alive(id.base()
                                .map(Catalogue::withoutContext)
                                .map(models::get)
                                .orElse(null)),
                        text);
            default -> throw ServiceError.unknownModel();
        };
    }

    private Target throughProfile(String region, ModelId id) {
        String geography = id.geography().orElse("");
        CatalogueModel model = alive(id.base()
                .map(models::get)
                .filter(known ->
                        known.retired() || (known.profiles().contains(geography) && startsIn(region, geography)))
                .orElse(null));
        return Target.open(model, systemProfile(region, geography, model).resources(region));
    }

    /**
     * The model of an asynchronous invocation: a base id serves there also where one that is answered at once needs a
     * profile (Bedrock user guide, "TwelveLabs Marengo Embed 2.7", its table of operations, 2026-11).
     */
    Target resolveAsync(String region, String text) {
        if (parse(text).kind() != ModelId.Kind.FOUNDATION_MODEL) {
            return resolve(region, text);
        }
        CatalogueModel model = base(text);
        return Target.open(model, List.of(model.arn(region)));
    }

    /** The model of a base id, whether or not it can be had on demand: what CountTokens takes. */
    CatalogueModel base(String id) {
        return alive(models.get(id.substring(id.lastIndexOf('/') + 1)));
    }

    /** What an account has of a model serves it beyond the end that the model has for everybody. */
    private static Target own(Map<String, Own> known, String arn) {
        return Optional.ofNullable(known.get(arn.substring(arn.lastIndexOf('/') + 1)))
                .map(own -> Target.own(own.model(), arn))
                .orElseThrow(ServiceError::unknownModel);
    }

    private static ModelId parse(String text) {
        try {
            return ModelId.of(text);
        } catch (UsageException e) {
            throw ServiceError.unknownModel();
        }
    }

    private static CatalogueModel alive(@Nullable CatalogueModel model) {
        if (model == null) {
            throw ServiceError.unknownModel();
        }
        if (model.retired()) {
            throw ModelRefusal.END_OF_LIFE.error(model);
        }
        return model;
    }

    private CatalogueModel onDemand(String asked, CatalogueModel model, String region) {
        if (!isIn(region, model)) {
            throw ServiceError.unknownModel();
        }
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

    /**
     * A custom model, its deployment, an imported model, a provisioned throughput or a prompt router.
     *
     * @param model the foundation model that it is made of, serves or, for an imported one, answers like
     */
    record Own(String id, String name, CatalogueModel model) {}

    /**
     * Where profiles of one prefix start and lead to.
     *
     * @param destinations none where they lead everywhere
     */
    private record Geography(List<Wildcard> sources, List<String> destinations) {}

    /**
     * An inference profile.
     *
     * @param geography the prefix of a system-defined one; null for one of the account
     * @param destinations the regions it routes to; an empty name stands for any
     */
    record Profile(
            String id, String name, @Nullable String geography, CatalogueModel model, List<String> destinations) {
        Profile to(List<String> regions) {
            return new Profile(id, name, geography, model, regions);
        }

        String arn(String region) {
            String kind = geography == null ? "application-inference-profile/" : "inference-profile/";
            return "arn:aws:bedrock:" + region + ":" + Caller.ACCOUNT + ":" + kind + id;
        }

        /** What policies are asked for, in this order: the profile, then its model in each region. */
        private List<String> resources(String region) {
            List<String> resources = new ArrayList<>();
            resources.add(arn(region));
            destinations.forEach(destination -> resources.add(model.arn(destination)));
            return resources;
        }
    }

    /**
     * What an invocation is for.
     *
     * @param resources the ARNs that policies are asked for, in order
     * @param open whether it is a model that is open to everybody with access to it, not one of the account's own
     */
    record Target(CatalogueModel model, List<String> resources, boolean open) {
        private static Target open(CatalogueModel model, List<String> resources) {
            return new Target(model, resources, true);
        }

        private static Target own(CatalogueModel model, String arn) {
            return new Target(model, List.of(arn), false);
        }
    }
}
