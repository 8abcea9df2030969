package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock.ModelFilter;
import io.github.bedrockcli.model.ModelSummary;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which models are wanted, in the service's words; null for any.
 *
 * @param search lower case
 * @param named the lists that options ask for by name; none for foundation models and inference profiles
 */
record ModelFilters(
        @Nullable String provider,
        @Nullable String outputModality,
        @Nullable String inputModality,
        @Nullable String inferenceType,
        @Nullable String customization,
        @Nullable String search,
        @Nullable String lifecycle,
        boolean streaming,
        Set<Listing> named) {
    /** What ListFoundationModels takes, from the service model; every other word is filtered here. */
    private static final Set<String> SERVICE_MODALITIES = Set.of("TEXT", "IMAGE", "EMBEDDING");

    private static final Set<String> SERVICE_INFERENCE_TYPES = Set.of("ON_DEMAND", "PROVISIONED");
    private static final Pattern SERVICE_PROVIDER = Pattern.compile("[A-Za-z0-9- ]{1,63}");

    /** What the service filters, for one provider or for all. */
    ModelFilter service(@Nullable String name) {
        return new ModelFilter(
                name != null && SERVICE_PROVIDER.matcher(name).matches() ? name : null,
                outputModality != null && SERVICE_MODALITIES.contains(outputModality) ? outputModality : null,
                inferenceType != null && SERVICE_INFERENCE_TYPES.contains(inferenceType) ? inferenceType : null,
                customization);
    }

    ModelFilters {
        named = named.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(named));
    }

    /** The lists whose rows are shown, but profiles where none can pass: they are a way of calling of their own. */
    Set<Listing> listings() {
        Set<Listing> wanted = named.isEmpty()
                ? EnumSet.of(Listing.FOUNDATION_MODELS, Listing.INFERENCE_PROFILES)
                : EnumSet.copyOf(named);
        if (inferenceType != null && !inferenceType.equals("INFERENCE_PROFILE")) {
            wanted.remove(Listing.INFERENCE_PROFILES);
        }
        return wanted;
    }

    /** Whether the service filters its list, so that it is not the whole of it. */
    boolean narrowsTheService() {
        return provider != null || !service(null).equals(ModelFilter.NONE);
    }

    /** Whether a row of another list, saved earlier, would have passed: what is told of it counts, what is not does not. */
    boolean wouldHaveShown(ModelSummary saved) {
        String owner = saved.provider();
        boolean ofProvider = provider == null
                || owner == null
                || owner.equalsIgnoreCase(provider)
                || saved.id().regionMatches(true, 0, provider + ".", 0, provider.length() + 1);
        String name = saved.name();
        boolean found = search == null
                || saved.id().toLowerCase(Locale.ROOT).contains(search)
                || (name != null && name.toLowerCase(Locale.ROOT).contains(search));
        boolean customizable = customization == null || saved.customizations().contains(customization);
        return ofProvider && found && customizable && matches(saved);
    }

    /** Whether anything but a text to search for is asked of a model, so that one of which nothing is known fails. */
    boolean asksOfModel() {
        return provider != null
                || outputModality != null
                || inputModality != null
                || customization != null
                || lifecycle != null
                || streaming;
    }

    /** Everything but the provider, whose name may be typed otherwise, and the search, which looks at profiles too. */
    boolean matches(ModelSummary model) {
        return has(model.outputModalities(), outputModality)
                && has(model.inputModalities(), inputModality)
                && has(model.inferenceTypes(), inferenceType)
                && (lifecycle == null || lifecycle.equals(model.lifecycle()))
                && (!streaming || Boolean.TRUE.equals(model.streaming()));
    }

    /** Whether a row that stands below a model can be called as asked; the service says so only of some. */
    boolean matchesOwn(ModelSummary row) {
        return Listing.of(row.kind()) == Listing.INFERENCE_PROFILES || has(row.inferenceTypes(), inferenceType);
    }

    private static boolean has(List<String> words, @Nullable String wanted) {
        return wanted == null || words.contains(wanted);
    }
}
