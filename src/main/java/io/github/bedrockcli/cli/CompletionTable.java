package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.BedrockRegions;
import io.github.bedrockcli.cli.Completed.Sort;
import io.github.bedrockcli.emulator.Faults;
import io.github.bedrockcli.emulator.KnownModels;
import io.github.bedrockcli.family.AsyncFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.family.ImageFamily;
import io.github.bedrockcli.model.ModelId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What each option and argument is completed by. Enumerated options tell it themselves; the others are entered here, by
 * the word that help pages show for their value or, where that says too little, by their name.
 */
final class CompletionTable {
    /** Labels of values that nobody can know before. */
    private static final Set<String> FREE = Set.of(
            "/POINTER",
            "/POINTER=JSON",
            "ACCOUNT",
            "ADDRESS",
            "ARN",
            "CODE",
            "DAYS",
            "ID[:VERSION]",
            "K=V",
            "N",
            "PROMPT",
            "QUERY",
            "S",
            "TEXT",
            "TIME",
            "TOKEN",
            "URI",
            "URL",
            "WxH|W:H",
            "X");

    private static final Map<String, Completed> LABELS = Map.of(
            "FILE", Completed.FILE,
            "FILE|s3://URI", Completed.FILE,
            "JSON|@FILE|-", Completed.of(Sort.AT),
            "NAME=VALUE", Completed.of(Sort.PARAM),
            "REGION", Completed.of(Sort.REGIONS));

    private static final Map<String, Completed> NAMES = Map.ofEntries(
            Map.entry("--account", Completed.NOTHING),
            Map.entry("--column", Completed.NOTHING),
            Map.entry("--customization", words("fine_tuning", "continued_pre_training", "distillation")),
            Map.entry("--external-id", Completed.NOTHING),
            Map.entry("--fault", new Completed(Sort.WORDS, faults())),
            Map.entry("--guardrail-stream-mode", words("sync", "async")),
            Map.entry("--inference-type", words("on_demand", "provisioned", "inference_profile")),
            Map.entry("--input-modality", words("text", "image", "video", "audio", "speech")),
            Map.entry(
                    "--input-type",
                    words(
                            "search_document",
                            "search_query",
                            "classification",
                            "clustering",
                            "GENERIC_INDEX",
                            "GENERIC_RETRIEVAL")),
            Map.entry("--latency", words("standard", "optimized")),
            Map.entry("--lifecycle", words("active", "legacy")),
            Map.entry("--output-modality", words("text", "image", "embedding", "video", "audio", "speech")),
            Map.entry("--profile", Completed.of(Sort.PROFILES)),
            Map.entry("--replay", Completed.NOTHING),
            Map.entry("--provider", new Completed(Sort.WORDS, providers())),
            Map.entry("--regions", new Completed(Sort.LIST, regionsOrAll())),
            Map.entry("--require", models(ModelSorts.ANY)),
            Map.entry("--resume", Completed.of(Sort.CHATS)),
            Map.entry("--role-session-name", Completed.NOTHING),
            Map.entry("--service-tier", words("priority", "default", "flex", "reserved")),
            Map.entry("--sort", words("newest", "oldest")),
            Map.entry("--sso-session", Completed.of(Sort.SESSIONS)),
            Map.entry("--status", words("in-progress", "completed", "failed")),
            Map.entry("--task", new Completed(Sort.WORDS, tasks())),
            Map.entry("--truncate", words("NONE", "START", "END", "LEFT", "RIGHT")));

    /** Which models a command's {@code --model} takes, by the name that {@link ModelSorts} has. */
    private static final Map<String, String> MODELS = Map.of(
            "invoke", ModelSorts.ANSWERS,
            "stream", ModelSorts.TEXT,
            "chat", ModelSorts.TEXT,
            "embed", ModelSorts.EMBEDDINGS,
            "rerank", ModelSorts.RANKINGS);

    private CompletionTable() {}

    /** What an option's value is completed by; empty where nobody has decided, which a test finds. */
    static Optional<Completed> of(OptionSpec option) {
        String name = option.longestName();
        if (name.equals("--model")) {
            return Optional.ofNullable(MODELS.get(option.command().name())).map(CompletionTable::models);
        }
        return words(option)
                .or(() -> Optional.ofNullable(LABELS.get(option.paramLabel())))
                .or(() -> Optional.ofNullable(NAMES.get(name)))
                .or(() -> FREE.contains(option.paramLabel()) ? Optional.of(Completed.NOTHING) : Optional.empty());
    }

    /** What an argument is completed by. */
    static Optional<Completed> of(PositionalParamSpec argument) {
        if (argument.paramLabel().equals("MODEL")) {
            boolean alsoFamilies = argument.command().name().equals("params");
            return Optional.of(
                    alsoFamilies
                            ? new Completed(
                                    Sort.MODELS,
                                    Stream.concat(Stream.of(ModelSorts.ANY), Families.names(Family.class).stream())
                                            .toList())
                            : models(ModelSorts.ANY));
        }
        if (argument.paramLabel().equals("COMMAND")) {
            return Optional.of(new Completed(
                    Sort.WORDS,
                    List.copyOf(argument.command().root().subcommands().keySet())));
        }
        return words(argument)
                .or(() -> FREE.contains(argument.paramLabel()) ? Optional.of(Completed.NOTHING) : Optional.empty());
    }

    /** The constants of an enumeration as users write them, or the candidates that the declaration names. */
    private static Optional<Completed> words(ArgSpec argument) {
        for (Class<?> type : argument.auxiliaryTypes()) {
            Object[] constants = type.getEnumConstants();
            if (constants != null) {
                List<String> words = Arrays.stream(constants)
                        .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                        .toList();
                return Optional.of(new Completed(argument.isMultiValue() ? Sort.LIST : Sort.WORDS, words));
            }
        }
        Iterable<String> candidates = argument.completionCandidates();
        return candidates == null
                ? Optional.empty()
                : Optional.of(new Completed(
                        Sort.WORDS,
                        StreamSupport.stream(candidates.spliterator(), false).toList()));
    }

    private static Completed words(String... words) {
        return Completed.of(Sort.WORDS, words);
    }

    private static Completed models(String sort) {
        return Completed.of(Sort.MODELS, sort);
    }

    private static List<String> regionsOrAll() {
        return Stream.concat(Stream.of("all"), BedrockRegions.names().stream()).toList();
    }

    /** As ids begin, which {@code --provider} takes for the provider's name. */
    private static List<String> providers() {
        return KnownModels.ids().stream()
                .flatMap(id -> ModelId.of(id).base().stream())
                .map(id -> id.substring(0, id.indexOf('.')))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> tasks() {
        return KnownModels.ids().stream()
                .map(ModelId::of)
                .flatMap(id -> Families.of(id).stream().flatMap(family -> tasks(family, id)))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> tasks(Family family, ModelId id) {
        if (family instanceof ImageFamily images) {
            return images.tasks(id).stream();
        }
        return family instanceof AsyncFamily later ? later.tasks(id).stream() : Stream.of();
    }

    /** The names of faults, without what may stand behind them. */
    private static List<String> faults() {
        return Faults.names().stream()
                .map(line -> line.syntax().split("[:\\[]", 2)[0])
                .toList();
    }
}
