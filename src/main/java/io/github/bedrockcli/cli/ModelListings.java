package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Bedrock.ModelFilter;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.bulk.OrderedPool;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the lists that are wanted, all at once; one that the caller may not see is left out and named, as long as another
 * comes.
 */
final class ModelListings {
    private final Bedrock bedrock;
    private final ModelFilters filters;
    private final Set<Listing> also;
    private final Consumer<String> notes;

    /** @param also lists that are fetched but not shown */
    ModelListings(Bedrock bedrock, ModelFilters filters, Set<Listing> also, Consumer<String> notes) {
        this.bedrock = bedrock;
        this.filters = filters;
        this.also = also;
        this.notes = notes;
    }

    /**
     * What came.
     *
     * @param models the foundation models that passed the service's filters
     * @param others the rows of the other lists that are to be shown
     * @param all everything that was listed, shown or not
     * @param missing the lists that were refused
     */
    record Listed(
            List<ModelSummary> models,
            List<ModelSummary> others,
            List<ModelSummary> all,
            Map<Listing, BedrockException> missing) {}

    /** One list that was asked for; {@code whole} is that of foundation models without the service's filters. */
    private record Question(Listing listing, boolean whole) {}

    private record Reply(
            Question question,
            List<ModelSummary> rows,
            @Nullable BedrockException refusal) {}

    /**
     * Foundation models are fetched in any case, as the other rows take facts from theirs.
     *
     * @param contentWithNone whether it is no failure that every list is refused
     */
    Listed fetch(boolean contentWithNone) throws InterruptedException {
        Set<Listing> shown = filters.listings();
        List<Question> questions = new ArrayList<>();
        questions.add(new Question(Listing.FOUNDATION_MODELS, false));
        if (!also.isEmpty() && filters.narrowsTheService()) {
            questions.add(new Question(Listing.FOUNDATION_MODELS, true));
        }
        EnumSet<Listing> wanted = EnumSet.copyOf(shown);
        wanted.addAll(also);
        wanted.remove(Listing.FOUNDATION_MODELS);
        wanted.forEach(listing -> questions.add(new Question(listing, false)));
        List<ModelSummary> models = new ArrayList<>();
        List<ModelSummary> others = new ArrayList<>();
        List<ModelSummary> all = new ArrayList<>();
        Map<Listing, BedrockException> missing = new EnumMap<>(Listing.class);
        new OrderedPool(questions.size()).run(questions.iterator(), this::ask, (Reply reply) -> {
            Question question = reply.question();
            BedrockException refusal = reply.refusal();
            if (refusal != null) {
                missing.putIfAbsent(question.listing(), refusal);
            }
            all.addAll(reply.rows());
            if (question.listing() == Listing.FOUNDATION_MODELS) {
                models.addAll(question.whole() ? List.of() : reply.rows());
            } else if (shown.contains(question.listing())) {
                others.addAll(reply.rows());
            }
        });
        settle(models, shown, missing, contentWithNone);
        return new Listed(models, others, all, missing);
    }

    private void settle(
            List<ModelSummary> models,
            Set<Listing> shown,
            Map<Listing, BedrockException> missing,
            boolean contentWithNone) {
        BedrockException withoutModels = missing.get(Listing.FOUNDATION_MODELS);
        if (withoutModels != null && filters.asksOfModel()) {
            throw withoutModels;
        }
        if (withoutModels == null) {
            new ModalityWords(bedrock, filters).check(models);
        }
        if (!contentWithNone && missing.keySet().containsAll(shown)) {
            shown.stream()
                    .flatMap(listing -> Optional.ofNullable(missing.get(listing)).stream())
                    .findFirst()
                    .ifPresent(failure -> {
                        throw withAnotherWay(failure);
                    });
        }
        missing.forEach(
                (listing, failure) -> notes.accept("warning: " + listing.plural() + " are missing, listing them was "
                        + (failure.kind() == Kind.ACCESS_DENIED ? "denied" : "refused") + ": " + failure.getMessage()));
    }

    /** Keys that may invoke and not list are common: API keys of Bedrock are often made so. */
    private static BedrockException withAnotherWay(BedrockException failure) {
        String allow = failure.fix().map(fix -> fix + "; or ").orElse("");
        return failure.explained(
                failure.reason().orElse(null),
                allow + "ask for single models: bedrock list-models --probe --require MODEL_ID",
                failure.docs().orElse(null));
    }

    private Reply ask(Question question) {
        try {
            return new Reply(question, rows(question), null);
        } catch (BedrockException e) {
            // A region that has an operation not yet refuses it; that says nothing of the other lists.
            boolean bearable = e.kind() == Kind.ACCESS_DENIED
                    || (e.kind() == Kind.REFUSED && question.listing() != Listing.FOUNDATION_MODELS);
            if (!bearable) {
                throw e;
            }
            return new Reply(question, List.of(), e);
        }
    }

    private List<ModelSummary> rows(Question question) {
        if (question.whole()) {
            return bedrock.foundationModels(ModelFilter.NONE);
        }
        return question.listing() == Listing.FOUNDATION_MODELS ? foundationModels() : others(question.listing());
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
            notes.accept("note: the providers in " + bedrock.region() + " are " + String.join(", ", names));
        }
        meant.remove(provider);
        return meant.stream().flatMap(name -> ofProvider(name).stream()).toList();
    }
}
