package io.github.bedrockcli.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which models are listed. */
final class ModelFilterOptions {
    private static final List<String> INFERENCE_TYPES = List.of("ON_DEMAND", "PROVISIONED", "INFERENCE_PROFILE");

    /** The table's word for it, which is shorter. */
    private static final String PROFILE = "PROFILE";

    private @Nullable String provider;
    private @Nullable String outputModality;
    private @Nullable String inputModality;
    private @Nullable String inferenceType;
    private @Nullable String customization;
    private @Nullable String search;
    private @Nullable String lifecycle;
    private boolean streaming;
    private boolean profiles;
    private boolean custom;
    private boolean imported;
    private boolean provisioned;
    private boolean deployments;
    private boolean endpoints;
    private boolean all;

    void declare(Declarations command) {
        command.option("--provider", "NAME", "Models of one provider, such as Anthropic (default: all).")
                .text(value -> provider = value);
        command.option(
                        ModalityWords.OUTPUT,
                        "WORD",
                        "Models that give text, image, embedding, video, audio or speech (default: all).")
                .text(value -> outputModality = value);
        command.option(
                        ModalityWords.INPUT,
                        "WORD",
                        "Models that take text, image, video, audio or speech (default: all).")
                .text(value -> inputModality = value);
        command.option(
                        "--inference-type",
                        "TYPE",
                        "on_demand or provisioned: models callable that way under their own id;"
                                + " inference_profile (or profile): profiles, and models callable through one (default: all).")
                .text(value -> inferenceType = value);
        command.option(
                        "--customization",
                        "TYPE",
                        "Models open to fine_tuning, continued_pre_training or distillation (default: all).")
                .text(value -> customization = value);
        command.option("--search", "TEXT", "Models with this text in their id or name, in any case (default: all).")
                .text(value -> search = value);
        command.option(
                        "--lifecycle",
                        "STATE",
                        "active, or legacy: still callable, with an end announced (default: both).")
                .text(value -> lifecycle = value);
        command.flag("--streaming", "Only models that can stream their answer.", value -> streaming = value);
        command.flag(
                "--profiles", "Inference profiles only; this and the next five add up.", value -> profiles = value);
        command.flag(
                "--custom", "Custom models only: those that this account made from another.", value -> custom = value);
        command.flag("--imported", "Imported models only.", value -> imported = value);
        command.flag("--provisioned", "Provisioned throughputs only.", value -> provisioned = value);
        command.flag(
                "--deployments",
                "Custom model deployments only: what custom models are called through on demand.",
                value -> deployments = value);
        command.flag("--endpoints", "Endpoints of marketplace models only.", value -> endpoints = value);
        command.flag("--all", "Foundation models and all of these.", value -> all = value);
    }

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
