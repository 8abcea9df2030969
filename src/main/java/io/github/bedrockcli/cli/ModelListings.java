package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Bedrock.ModelFilter;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Fetches the lists that are wanted; one that the caller may not see is left out and named, as long as another comes. */
final class ModelListings {
    private final Bedrock bedrock;
    private final ModelFilters filters;
    private final Notes notes;
    private final Map<Listing, BedrockException> refused = new LinkedHashMap<>();

    ModelListings(Bedrock bedrock, ModelFilters filters, Notes notes) {
        this.bedrock = bedrock;
        this.filters = filters;
        this.notes = notes;
    }

    /** All rows in order; foundation models are fetched in any case, as the other rows take facts from theirs. */
    ModelList fetch() {
        List<ModelSummary> models = fetch(Listing.FOUNDATION_MODELS, this::foundationModels);
        if (!refused.isEmpty() && !filters.canDoWithoutModels()) {
            throw refused.values().iterator().next();
        }
        if (refused.isEmpty()) {
            new ModalityWords(bedrock, filters).check(models);
        }
        List<ModelSummary> others = new ArrayList<>();
        filters.listings().stream()
                .filter(listing -> listing != Listing.FOUNDATION_MODELS)
                .forEach(listing -> others.addAll(fetch(listing, () -> others(listing))));
        if (refused.keySet().containsAll(filters.listings())) {
            filters.listings().stream().map(refused::get).findFirst().ifPresent(failure -> {
                throw failure;
            });
        }
        refused.forEach((listing, failure) -> notes.note(
                "warning: " + listing.plural() + " are missing, listing them was denied: " + failure.getMessage()));
        return new ModelList(filters, models, others);
    }

    private List<ModelSummary> fetch(Listing listing, Supplier<List<ModelSummary>> call) {
        try {
            return call.get();
        } catch (BedrockException e) {
            if (e.kind() != Kind.ACCESS_DENIED) {
                throw e;
            }
            refused.put(listing, e);
            return List.of();
        }
    }

    private List<ModelSummary> others(Listing listing) {
        return switch (listing) {
            case FOUNDATION_MODELS -> List.of();
            case INFERENCE_PROFILES -> bedrock.inferenceProfiles();
            case CUSTOM_MODELS -> bedrock.customModels();
            case CUSTOM_MODEL_DEPLOYMENTS -> bedrock.customDeployments();
            case IMPORTED_MODELS -> bedrock.importedModels();
            case PROVISIONED_THROUGHPUTS -> bedrock.provisionedModels();
            case MARKETPLACE_ENDPOINTS -> bedrock.marketplaceEndpoints();
        };
    }

    private List<ModelSummary> foundationModels() {
        String provider = filters.provider();
        if (provider == null) {
            return bedrock.foundationModels(filters.service(null));
        }
        List<ModelSummary> models = ofProvider(provider);
        return models.isEmpty() ? underOtherSpellings(provider) : models;
    }

    /** As the service understands the name; a name that it does not take as a filter (Z.AI) is looked for here. */
    private List<ModelSummary> ofProvider(String name) {
        ModelFilter service = filters.service(name);
        return bedrock.foundationModels(service).stream()
                .filter(model -> service.provider() != null || name.equalsIgnoreCase(model.provider()))
                .toList();
    }

    /**
     * Nothing came for a provider: it may be called otherwise ({@code mistral} for {@code Mistral AI}), be misspelled, or
     * have nothing that the other filters let through.
     */
    private List<ModelSummary> underOtherSpellings(String provider) {
        TreeSet<String> names = new TreeSet<>();
        TreeSet<String> meant = new TreeSet<>();
        for (ModelSummary model : bedrock.foundationModels(ModelFilter.NONE)) {
            String name = model.provider();
            if (name != null) {
                names.add(name);
                boolean same = name.equalsIgnoreCase(provider)
                        || model.id().regionMatches(true, 0, provider + ".", 0, provider.length() + 1);
                if (same) {
                    meant.add(name);
                }
            }
        }
        if (meant.isEmpty()) {
            Spelling.nearest(provider, names).ifPresent(name -> {
                throw new UsageException(
                        "no provider '" + provider + "' in " + bedrock.region(),
                        "did you mean --provider '" + name + "'?");
            });
            notes.note("note: the providers in " + bedrock.region() + " are " + String.join(", ", names));
        }
        meant.remove(provider);
        return meant.stream().flatMap(name -> ofProvider(name).stream()).toList();
    }
}
