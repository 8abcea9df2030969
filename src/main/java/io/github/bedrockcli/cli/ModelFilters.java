package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock.ModelFilter;
import io.github.bedrockcli.model.ModelSummary;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which models are wanted, in the service's words; null for any.
 *
 * @param search lower case
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
        boolean profilesOnly) {
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

    /** Profiles are a way of calling of their own. */
    boolean wantsProfiles() {
        return inferenceType == null || inferenceType.equals("INFERENCE_PROFILE");
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

    private static boolean has(List<String> words, @Nullable String wanted) {
        return wanted == null || words.contains(wanted);
    }
}
