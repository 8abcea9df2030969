package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which models are listed. */
final class ModelFilterOptions {
    /** The service's words for modalities; newer ones are taken as they come. */
    private static final List<String> MODALITIES = List.of("TEXT", "IMAGE", "EMBEDDING", "VIDEO", "AUDIO", "SPEECH");

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "Models of one provider, such as Anthropic (default: all).")
    private @Nullable String provider;

    @Option(
            names = "--output-modality",
            paramLabel = "WORD",
            description = "Models that give text, image, embedding, video, audio or speech (default: all).")
    private @Nullable String outputModality;

    @Option(
            names = "--input-modality",
            paramLabel = "WORD",
            description = "Models that take text, image, video, audio or speech (default: all).")
    private @Nullable String inputModality;

    @Option(
            names = "--inference-type",
            paramLabel = "TYPE",
            description = "on_demand or provisioned: models callable that way under their own id;"
                    + " inference_profile: profiles, and models callable through one (default: all).")
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

    @Option(names = "--profiles", description = "Only inference profiles.")
    private boolean profiles;

    /** The options as values, in the service's spelling. */
    ModelFilters filters() {
        return new ModelFilters(
                provider == null || provider.isBlank() ? null : provider.strip(),
                open("--output-modality", outputModality, MODALITIES),
                open("--input-modality", inputModality, MODALITIES),
                closed("--inference-type", inferenceType, List.of("ON_DEMAND", "PROVISIONED", "INFERENCE_PROFILE")),
                closed(
                        "--customization",
                        customization,
                        List.of("FINE_TUNING", "CONTINUED_PRE_TRAINING", "DISTILLATION")),
                search == null ? null : search.toLowerCase(Locale.ROOT),
                closed("--lifecycle", lifecycle, List.of("ACTIVE", "LEGACY")),
                streaming,
                profiles);
    }

    /** One of the known words. */
    private static @Nullable String closed(String option, @Nullable String typed, List<String> known) {
        if (typed == null) {
            return null;
        }
        String word = folded(typed);
        if (known.contains(word)) {
            return word;
        }
        throw misspelled(option, typed, Spelling.nearest(typed, known).orElse(null), known);
    }

    /** One of the known words, or one that is like none of them: the service may know it by now. */
    private static @Nullable String open(String option, @Nullable String typed, List<String> known) {
        if (typed == null) {
            return null;
        }
        String word = folded(typed);
        String nearest = Spelling.nearest(typed, known).orElse(null);
        if (known.contains(word) || nearest == null) {
            return word;
        }
        throw misspelled(option, typed, nearest, known);
    }

    private static UsageException misspelled(
            String option, String typed, @Nullable String nearest, List<String> known) {
        String words = String.join(", ", known).toLowerCase(Locale.ROOT);
        return new UsageException(
                option + " is one of " + words + ", not '" + typed + "'",
                nearest == null ? null : "did you mean " + option + " " + nearest.toLowerCase(Locale.ROOT) + "?");
    }

    private static String folded(String word) {
        return word.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
