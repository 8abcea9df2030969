package io.github.bedrockcli.access;

import io.github.bedrockcli.family.EmbeddingFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.family.ImageFamily;
import io.github.bedrockcli.family.RerankFamily;
import io.github.bedrockcli.family.TextFamily;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import io.github.bedrockcli.model.UsageException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what follows a model: the newest active model of its line in a region's list. The line is told from the id: what
 * is left of it without version, date and revision ({@code anthropic}, {@code claude}, {@code haiku}).
 */
final class Successors {
    private static final Pattern REVISION = Pattern.compile("(.+?)(?:-v?|:)([0-9]+)(?::([0-9]+))?(?::[a-z0-9]+)?");
    private static final Pattern DATE = Pattern.compile("20[0-9]{6}|2[0-9](?:0[1-9]|1[0-2])");
    private static final Pattern SIZE = Pattern.compile("[0-9.]+[bmek]|[0-9]+x[0-9]+b|a[0-9]+b");
    private static final Pattern LETTERS_THEN_NUMBER = Pattern.compile("([a-z]*)([0-9]+)");

    /** What vendors put into the ids of some generations of a line and not of others. */
    private static final Set<String> PASSING_WORDS = Set.of("instruct", "it", "chat");

    private Successors() {}

    /**
     * The newest active model of the same line that is newer than the model.
     *
     * @param models a region's list; what is no foundation model is passed over
     * @param id a model id, a profile id or an ARN that shows its model; need not be in the list
     */
    public static Optional<ModelSummary> of(List<ModelSummary> models, String id) {
        Optional<Name> own = name(id);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Name name = own.get();
        Optional<ModelSummary> known = models.stream()
                .filter(model -> base(id).filter(model.id()::equals).isPresent())
                .findFirst();
        List<Candidate> newer = new ArrayList<>();
        for (ModelSummary model : models) {
            if (callable(model) && known.map(old -> givesTheSame(old, model)).orElse(true)) {
                name(model.id())
                        .filter(other -> other.compareTo(name) > 0)
                        .ifPresent(other -> newer.add(new Candidate(model, other)));
            }
        }
        return newer.stream()
                .filter(candidate -> name.isOfTheLineOf(candidate.name))
                .max(Comparator.comparing(Candidate::name))
                .map(Candidate::model);
    }

    /**
     * The newest active model of the same provider that gives the same, whatever its line. For models whose line has
     * ended: an example, and no successor.
     *
     * @param models a region's list
     * @param id a model id, a profile id or an ARN that shows its model; need not be in the list
     */
    public static Optional<ModelSummary> alike(List<ModelSummary> models, String id) {
        Optional<String> base = base(id);
        Optional<Predicate<ModelSummary>> same = base.flatMap(own -> givesTheSame(models, own));
        if (base.isEmpty() || same.isEmpty()) {
            return Optional.empty();
        }
        String own = base.get();
        String provider = own.substring(0, own.indexOf('.') + 1);
        return models.stream()
                .filter(model -> !provider.isEmpty() && model.id().startsWith(provider))
                .filter(model -> callable(model)
                        && !NamedModel.isVariant(model.id())
                        && same.get().test(model))
                .filter(model -> !model.id().equals(own))
                .max(Comparator.comparing((ModelSummary model) -> Name.of(model.id()))
                        .thenComparing(ModelSummary::id));
    }

    /** What has to be said of another model so that it does what this one did; empty where nobody knows what that was. */
    private static Optional<Predicate<ModelSummary>> givesTheSame(List<ModelSummary> models, String base) {
        Optional<Family> family = Families.of(ModelId.of(base));
        if (family.filter(TextFamily.class::isInstance).isPresent()) {
            return Optional.of(ModelUse.TEXT.tiers().get(0));
        }
        if (family.filter(RerankFamily.class::isInstance).isPresent()) {
            return Optional.of(ModelUse.RANKING.tiers().get(0));
        }
        if (family.filter(EmbeddingFamily.class::isInstance).isPresent()) {
            return Optional.of(model -> model.outputModalities().contains("EMBEDDING"));
        }
        if (family.filter(ImageFamily.class::isInstance).isPresent()) {
            return Optional.of(model -> model.outputModalities().contains("IMAGE"));
        }
        return models.stream()
                .filter(model ->
                        model.id().equals(base) && !model.outputModalities().isEmpty())
                .findFirst()
                .map(old -> model -> model.outputModalities().equals(old.outputModalities()));
    }

    /** Not one that is sold by the hour alone: no request could simply go there instead. */
    private static boolean callable(ModelSummary model) {
        return model.kind() == Kind.FOUNDATION_MODEL
                && "ACTIVE".equals(model.lifecycle())
                && !model.inferenceTypes().equals(List.of("PROVISIONED"));
    }

    private static boolean givesTheSame(ModelSummary one, ModelSummary other) {
        return one.outputModalities().isEmpty()
                || other.outputModalities().isEmpty()
                || other.outputModalities().containsAll(one.outputModalities());
    }

    private static Optional<String> base(String id) {
        try {
            return ModelId.of(id).base();
        } catch (UsageException e) {
            return Optional.empty();
        }
    }

    private static Optional<Name> name(String id) {
        return base(id).map(Name::of);
    }

    private record Candidate(ModelSummary model, Name name) {}

    /**
     * An id taken apart.
     *
     * @param words the vendor and all that is no version; sizes too
     * @param version of the generation, such as 3, 5
     * @param issue the date in the id, then its revision
     */
    private record Name(Set<String> words, List<BigInteger> version, List<BigInteger> issue)
            implements Comparable<Name> {
        private static final Comparator<List<BigInteger>> NUMBERS = Name::compare;

        static Name of(String base) {
            String text = base.toLowerCase(Locale.ROOT);
            List<BigInteger> revision = new ArrayList<>();
            Matcher end = REVISION.matcher(text);
            // A number that ends the id is a revision only with the service's :N or -vN; else it is the generation.
            if (end.matches() && (text.contains("-v" + end.group(2)) || end.group(3) != null || text.contains(":"))) {
                text = end.group(1);
                revision.add(new BigInteger(end.group(2)));
                if (end.group(3) != null) {
                    revision.add(new BigInteger(end.group(3)));
                }
            }
            Set<String> words = new TreeSet<>();
            List<BigInteger> version = new ArrayList<>();
            BigInteger date = BigInteger.ZERO;
            for (String part : text.split("[-._:]", -1)) {
                Matcher numbered = LETTERS_THEN_NUMBER.matcher(part);
                if (DATE.matcher(part).matches()) {
                    date = new BigInteger(part.length() == 4 ? "20" + part + "00" : part);
                } else if (!numbered.matches()) {
                    words.add(part);
                } else {
                    words.add(numbered.group(1).equals("v") ? "" : numbered.group(1));
                    version.add(new BigInteger(numbered.group(2)));
                }
            }
            words.remove("");
            List<BigInteger> issue = new ArrayList<>(List.of(date));
            issue.addAll(revision);
            return new Name(words, version, issue);
        }

        /** A size counts where both ids have one: vendors began to name it with some generations. */
        boolean isOfTheLineOf(Name other) {
            Set<String> own = sizes();
            Set<String> others = other.sizes();
            return line().equals(other.line()) && (own.isEmpty() || others.isEmpty() || own.equals(others));
        }

        private Set<String> sizes() {
            Set<String> sizes = new TreeSet<>(words);
            sizes.removeIf(word -> !SIZE.matcher(word).matches());
            return sizes;
        }

        /** The words without sizes and without what comes and goes between generations. */
        private Set<String> line() {
            Set<String> line = new TreeSet<>(words);
            line.removeIf(word -> SIZE.matcher(word).matches() || PASSING_WORDS.contains(word));
            return line;
        }

        @Override
        public int compareTo(Name other) {
            int byVersion = NUMBERS.compare(version, other.version);
            return byVersion != 0 ? byVersion : NUMBERS.compare(issue, other.issue);
        }

        private static int compare(List<BigInteger> one, List<BigInteger> other) {
            for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
                BigInteger left = i < one.size() ? one.get(i) : BigInteger.ZERO;
                BigInteger right = i < other.size() ? other.get(i) : BigInteger.ZERO;
                int order = left.compareTo(right);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
    }
}
