package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a short name such as {@code haiku} or {@code nova-lite} stands for: the newest active model of the region's own list
 * whose id or name has its words, by the id that it can be called by. Every full id has a
 * provider and a dot, or a colon, and goes through as it is, without a question. For one thread at a time.
 */
public final class ShortNames {
    /**
     * Nothing that Bedrock lists has an id without a dot, and never one between two numbers alone, as versions have it
     * ({@code sonnet-4.5}, {@code Claude Haiku 4.5}); ARNs have colons and slashes too.
     */
    private static final Pattern SHORT = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_ -]|(?<=[0-9])\\.(?=[0-9]))*+");

    /** No name of a model comes near. */
    private static final int LONGEST = 80;

    /** How many ids an ambiguous name lists. */
    private static final int LISTED = 6;

    /** How an endpoint answers that has no lists. */
    private static final Set<Kind> NO_LISTS = Set.of(Kind.REFUSED, Kind.UNREADABLE, Kind.INTERNAL);

    private final Bedrock bedrock;
    private final boolean allowGlobal;
    private final Consumer<String> notes;
    private final Map<String, ModelId> known = new HashMap<>();

    /**
     * @param allowGlobal whether a global profile may be used where there is none of the geography
     * @param notes gets a line for each name that is resolved
     */
    public ShortNames(Bedrock bedrock, boolean allowGlobal, Consumer<String> notes) {
        this.bedrock = bedrock;
        this.allowGlobal = allowGlobal;
        this.notes = notes;
    }

    /** Whether this is a word and no id. */
    public static boolean isShort(String typed) {
        return SHORT.matcher(typed.strip()).matches();
    }

    /**
     * The id that was typed, or that the short name stands for. A word that has nothing in common with the names of models
     * is an id that the region does not know: to say so is the service's part.
     *
     * @throws UsageException when it stands for no model or for several, or for one that cannot be called from here
     * @throws BedrockException when the region's models cannot be listed
     */
    public ModelId id(String typed, ModelUse use) {
        String name = typed.strip();
        if (!isShort(name)) {
            return ModelId.of(typed);
        }
        ModelId before = known.get(use + " " + name);
        if (before != null) {
            return before;
        }
        if (name.length() > LONGEST) {
            throw new UsageException(
                    "no model is called '" + name.substring(0, LONGEST) + "\u2026'",
                    use.listing() + " shows the models of a region");
        }
        ModelId found = find(name, use);
        known.put(use + " " + name, found);
        return found;
    }

    private ModelId find(String name, ModelUse use) {
        RegionModels region = new RegionModels(bedrock);
        List<ModelSummary> listed;
        try {
            listed = lists(region, name);
        } catch (BedrockException e) {
            // An endpoint that has no lists: nothing is short for it, and what is typed is for the service to judge.
            if (use == ModelUse.ANY || !NO_LISTS.contains(e.kind())) {
                throw e;
            }
            notes.accept("note: '" + name + "' is sent as it is: the region's models cannot be listed ("
                    + e.getMessage() + ")");
            return ModelId.of(name);
        }
        if (listed.stream().anyMatch(model -> name.equals(model.id()))) {
            return ModelId.of(name);
        }
        List<NamedModel> models = listed.stream()
                .filter(ShortNames::isOnDemand)
                .map(NamedModel::new)
                .toList();
        List<NamedModel> matches = matches(models, name, use);
        if (matches.isEmpty() && use != ModelUse.ANY && isForeign(models, name)) {
            return ModelId.of(name);
        }
        List<NamedModel> line = matches.isEmpty() ? unfit(models, name, use, region.region()) : oneLine(matches, name);
        return newest(line, name, new ProfileChoice(region, allowGlobal), region.region());
    }

    /** Both lists are asked for at once; that of the profiles may fail, and is then only missed if it is needed. */
    private static List<ModelSummary> lists(RegionModels region, String name) {
        CompletableFuture<@Nullable Void> profiles = CompletableFuture.runAsync(region::profiles, task -> {
            Thread thread = new Thread(task, "bedrock-profiles");
            thread.setDaemon(true);
            thread.start();
        });
        try {
            List<ModelSummary> models = region.models();
            profiles.exceptionally(failure -> null).join();
            return models;
        } catch (BedrockException e) {
            throw unlisted(e, name);
        }
    }

    private static BedrockException unlisted(BedrockException failure, String name) {
        String fix = switch (failure.kind()) {
            case CONFIGURATION, CREDENTIALS, CANCELLED -> null;
            case ACCESS_DENIED ->
                "give the model's full id: '" + name + "' is a short name, which takes"
                        + " bedrock:ListFoundationModels and bedrock:ListInferenceProfiles";
            default ->
                "give the model's full id: '" + name + "' is a short name, which the region's list has to"
                        + " explain; --no-resolve sends it as it is";
        };
        if (fix == null) {
            return failure;
        }
        return failure.withFix(fix);
    }

    /** Whether it is called by its id or through a profile, and not as provisioned throughput alone. */
    private static boolean isOnDemand(ModelSummary model) {
        List<String> types = model.inferenceTypes();
        return isId(model.id())
                && !NamedModel.isVariant(model.id())
                && (types.isEmpty() || types.contains("ON_DEMAND") || types.contains("INFERENCE_PROFILE"));
    }

    /** @param id as the service gave it, which may be none */
    private static boolean isId(@Nullable String id) {
        try {
            return id != null && !ModelId.of(id).value().isEmpty();
        } catch (UsageException e) {
            return false;
        }
    }

    /** Active models before legacy ones, words side by side before words apart, then what fits the use best. */
    private static List<NamedModel> matches(List<NamedModel> models, String name, ModelUse use) {
        List<String> words = NameWords.of(name);
        List<BiPredicate<NamedModel, List<String>>> ways = List.of(NamedModel::hasSideBySide, NamedModel::hasInOrder);
        for (boolean legacy : new boolean[] {false, true}) {
            for (BiPredicate<NamedModel, List<String>> way : ways) {
                for (Predicate<ModelSummary> tier : use.tiers()) {
                    List<NamedModel> found = models.stream()
                            .filter(model -> isLegacy(model) == legacy)
                            .filter(model -> tier.test(model.summary()))
                            .filter(model -> way.test(model, words))
                            .toList();
                    if (!found.isEmpty()) {
                        return found;
                    }
                }
            }
        }
        return List.of();
    }

    private static boolean isLegacy(NamedModel model) {
        String status = model.summary().lifecycle();
        return status != null && !status.equals("ACTIVE");
    }

    /**
     * The matches of one line of models, the newest first.
     *
     * @throws UsageException when they are of several lines, none of which the name is the whole name of
     */
    private static List<NamedModel> oneLine(List<NamedModel> matches, String name) {
        List<List<NamedModel>> lines = lines(matches);
        if (lines.size() == 1) {
            return lines.get(0);
        }
        List<List<NamedModel>> named = lines.stream()
                .filter(line -> line.stream().anyMatch(model -> model.isLine(name)))
                .toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        throw new UsageException(
                "'" + name + "' may mean any of " + lines.size() + " models: " + ids(lines),
                "say more of the name, or give a full id");
    }

    /** The newest of each line, a few at most. */
    private static String ids(List<List<NamedModel>> lines) {
        return lines.stream()
                        .map(line -> line.get(0).id())
                        .sorted()
                        .limit(LISTED)
                        .collect(Collectors.joining(", "))
                + (lines.size() > LISTED ? ", \u2026" : "");
    }

    private static List<List<NamedModel>> lines(List<NamedModel> matches) {
        List<List<NamedModel>> lines = new ArrayList<>();
        for (NamedModel model : matches) {
            List<NamedModel> joined = new ArrayList<>(List.of(model));
            List<List<NamedModel>> apart = new ArrayList<>();
            for (List<NamedModel> line : lines) {
                if (line.stream().anyMatch(model::isOfLineOf)) {
                    joined.addAll(line);
                } else {
                    apart.add(line);
                }
            }
            apart.add(joined);
            lines = apart;
        }
        lines.forEach(line -> line.sort(NamedModel.BY_AGE.reversed()));
        return lines;
    }

    /** The newest that can be called from here. */
    private ModelId newest(List<NamedModel> line, String name, ProfileChoice profiles, String region) {
        for (NamedModel model : line) {
            Optional<ProfileChoice.Chosen> profile = Optional.empty();
            if (!model.summary().inferenceTypes().contains("ON_DEMAND")) {
                profile = profile(model, name, profiles);
                if (profile.isEmpty()) {
                    continue;
                }
            }
            String id = profile.map(ProfileChoice.Chosen::described).orElse(model.id());
            String newer = model == line.get(0)
                    ? ""
                    : "; the newer " + line.get(0).id() + " cannot be called from " + region
                            + " without --allow-global";
            notes.accept("note: " + name + " is " + id + newer);
            if (isLegacy(model)) {
                notes.accept("warning: " + model.id() + " is legacy" + end(model.summary())
                        + "; no active model is called " + name);
            }
            return profile.map(ProfileChoice.Chosen::id).orElseGet(() -> ModelId.of(model.id()));
        }
        NamedModel wanted = line.get(0);
        throw new UsageException(
                "'" + name + "' is " + wanted.id()
                        + ", which answers only through an inference profile, and none may be" + " used from " + region,
                profiles.advice(wanted.id()));
    }

    private static Optional<ProfileChoice.Chosen> profile(NamedModel model, String name, ProfileChoice profiles) {
        try {
            return profiles.of(model.id());
        } catch (BedrockException e) {
            if (e.kind() != Kind.ACCESS_DENIED) {
                throw e;
            }
            throw e.withFix(
                    "'" + name + "' is " + model.id() + ", which answers only through an inference profile: allow"
                            + " bedrock:ListInferenceProfiles for the caller, or give the profile's id");
        }
    }

    private static String end(ModelSummary model) {
        return model.endOfLife() == null
                ? ""
                : " and ends on " + model.endOfLife().toString().substring(0, 10);
    }

    /**
     * The one line of models that has the name, though it does not fit the use: the command says best what to do with it.
     *
     * @throws UsageException when no model has the name, or several lines that do not fit
     */
    private static List<NamedModel> unfit(List<NamedModel> models, String name, ModelUse use, String region) {
        List<List<NamedModel>> lines = lines(matches(models, name, ModelUse.ANY));
        if (lines.size() == 1) {
            return lines.get(0);
        }
        if (!lines.isEmpty()) {
            throw new UsageException(
                    "no model called '" + name + "' " + use.words() + ": " + ids(lines) + " do not",
                    use.listing() + " shows those that do");
        }
        throw new UsageException(
                "no model of " + region + " is called '" + name + "'",
                spelt(models, name).map(near -> "did you mean " + near + "? ").orElse("") + use.listing()
                        + " shows the models of a region");
    }

    /** Whether no word of the name is that of a model, nor near to one: then it is no short name but an unknown id. */
    private static boolean isForeign(List<NamedModel> models, String name) {
        Set<String> vocabulary = vocabulary(models);
        return NameWords.of(name).stream()
                .allMatch(word -> !vocabulary.contains(word) && near(word, vocabulary) == null);
    }

    private static Set<String> vocabulary(List<NamedModel> models) {
        return models.stream()
                .flatMap(model -> model.words().stream())
                .flatMap(List::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The name with each word that no model has replaced by the nearest one that some model has. */
    private static Optional<String> spelt(List<NamedModel> models, String name) {
        Set<String> vocabulary = vocabulary(models);
        List<@Nullable String> words = new ArrayList<>();
        for (String word : NameWords.of(name)) {
            words.add(vocabulary.contains(word) ? word : near(word, vocabulary));
        }
        List<String> meant = words.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        boolean all = meant.size() == words.size() && models.stream().anyMatch(model -> model.hasInOrder(meant));
        return all ? Optional.of(String.join("-", meant)) : Optional.empty();
    }

    private static @Nullable String near(String word, Set<String> vocabulary) {
        if (Character.isDigit(word.charAt(0))) {
            return null;
        }
        List<String> words = vocabulary.stream()
                .filter(other -> !Character.isDigit(other.charAt(0)) && other.length() > 2)
                .toList();
        List<String> begun = words.stream()
                .filter(other -> word.length() > 3 && other.startsWith(word))
                .toList();
        return begun.size() == 1 ? begun.get(0) : Spelling.nearest(word, words).orElse(null);
    }
}
