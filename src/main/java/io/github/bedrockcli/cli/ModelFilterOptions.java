package io.github.bedrockcli.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which models are listed. */
final class ModelFilterOptions {
    private static final List<String> INFERENCE_TYPES = List.of("ON_DEMAND", "PROVISIONED", "INFERENCE_PROFILE");

    /** The table's word for it, which is shorter. */
    private static final String PROFILE = "PROFILE";

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "Models of one provider, such as Anthropic (default: all).")
    private @Nullable String provider;

    @Option(
            names = ModalityWords.OUTPUT,
            paramLabel = "WORD",
            description = "Models that give text, image, embedding, video, audio or speech (default: all).")
    private @Nullable String outputModality;

    @Option(
            names = ModalityWords.INPUT,
            paramLabel = "WORD",
            description = "Models that take text, image, video, audio or speech (default: all).")
    private @Nullable String inputModality;

    @Option(
            names = "--inference-type",
            paramLabel = "TYPE",
            description = "on_demand or provisioned: models callable that way under their own id;"
                    + " inference_profile (or profile): profiles, and models callable through one (default: all).")
    private @Nullable String inferenceType;

    @Option(
            names = "--customization",
            paramLabel = "TYPE",
            description = "Models open to fine_tuning, continued_pre_training or distillation (default: all).")
    private @Nullable String customization;

    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "Models with this text in their id or name, in any case (default: all).")
    private @Nullable String search;

    @Option(
            names = "--lifecycle",
            paramLabel = "STATE",
            description = "active, or legacy: still callable, with an end announced (default: both).")
    private @Nullable String lifecycle;

    @Option(names = "--streaming", description = "Only models that can stream their answer.")
    private boolean streaming;

    @Option(names = "--profiles", description = "Inference profiles only; this and the next five add up.")
    private boolean profiles;

    @Option(names = "--custom", description = "Custom models only: those that this account made from another.")
    private boolean custom;

    @Option(names = "--imported", description = "Imported models only.")
    private boolean imported;

    @Option(names = "--provisioned", description = "Provisioned throughputs only.")
    private boolean provisioned;

    @Option(
            names = "--deployments",
            description = "Custom model deployments only: what custom models are called through on demand.")
    private boolean deployments;

    @Option(names = "--endpoints", description = "Endpoints of marketplace models only.")
    private boolean endpoints;

    @Option(names = "--all", description = "Foundation models and all of these.")
    private boolean all;

    /** The options as values, in the service's spelling. */
    ModelFilters filters() {
        return new ModelFilters(
                provider == null || provider.isBlank() ? null : provider.strip(),
                ModalityWords.read(ModalityWords.OUTPUT, outputModality),
                ModalityWords.read(ModalityWords.INPUT, inputModality),
                inferenceType(),
                FilterWords.closed(
                        "--customization",
                        customization,
                        List.of("FINE_TUNING", "CONTINUED_PRE_TRAINING", "DISTILLATION")),
                search == null ? null : search.toLowerCase(Locale.ROOT),
                FilterWords.closed("--lifecycle", lifecycle, List.of("ACTIVE", "LEGACY")),
                streaming,
                named());
    }

    private @Nullable String inferenceType() {
        boolean alias =
                inferenceType != null && FilterWords.folded(inferenceType).equals(PROFILE);
        return alias ? "INFERENCE_PROFILE" : FilterWords.closed("--inference-type", inferenceType, INFERENCE_TYPES);
    }

    private Set<Listing> named() {
        if (all) {
            return EnumSet.allOf(Listing.class);
        }
        EnumSet<Listing> named = EnumSet.noneOf(Listing.class);
        add(named, profiles, Listing.INFERENCE_PROFILES);
        add(named, custom, Listing.CUSTOM_MODELS);
        add(named, deployments, Listing.CUSTOM_MODEL_DEPLOYMENTS);
        add(named, imported, Listing.IMPORTED_MODELS);
        add(named, provisioned, Listing.PROVISIONED_THROUGHPUTS);
        add(named, endpoints, Listing.MARKETPLACE_ENDPOINTS);
        return named;
    }

    private static void add(Set<Listing> named, boolean wanted, Listing listing) {
        if (wanted) {
            named.add(listing);
        }
    }
}
