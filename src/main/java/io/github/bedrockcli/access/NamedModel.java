package io.github.bedrockcli.access;

import io.github.bedrockcli.model.ModelSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A foundation model as its id and name designate it: the line of models that it belongs to, and which of the line it is.
 * Haiku 3, 3.5 and 4.5 are one line, Haiku and Sonnet two; so are sizes such as 8b and 70b.
 *
 * <p>Vendors write versions in many ways ({@code claude-3-5-haiku-20241022-v1:0}, {@code claude-haiku-4-5-20251001-v1:0},
 * {@code llama3-3-70b}, {@code mistral-large-2407}, {@code Claude Haiku 4.5}), so a line is known by the words that are left
 * when versions and dates are taken out, whatever their order, in the id or in the name.
 */
final class NamedModel {
    /** From older to newer: by version, then by date, then by what the id ends in. */
    static final Comparator<NamedModel> BY_AGE = Comparator.<NamedModel, List<Integer>>comparing(
                    model -> model.version.isEmpty() ? model.revision : model.version, NamedModel::compare)
            .thenComparingInt(model -> model.date)
            .thenComparing(model -> model.revision, NamedModel::compare)
            .thenComparing(model -> model.summary.id());

    /** Ids of provisioned throughput with a context size: {@code :24k}, {@code :mm}, {@code :0:512}. */
    private static final Pattern VARIANT = Pattern.compile(":[0-9]+k$|:mm$|:[0-9]+:[0-9]+$");

    private static final Pattern REVISION = Pattern.compile("-v([0-9]{1,6})(?::([0-9]{1,6}))?$");
    private static final Pattern DAY = Pattern.compile("20[0-9]{6}");
    private static final Pattern MONTH = Pattern.compile("2[0-9](0[1-9]|1[0-2])");
    private static final Pattern NUMBER = Pattern.compile("v?([0-9]{1,6})");
    private static final Pattern SIZE = Pattern.compile("[a-z]?[0-9]+(x[0-9]+)?[a-z]");
    /** "G1" stands in names of all ages. */
    private static final Pattern GENERATION = Pattern.compile("g[0-9]");

    private static final Pattern LETTERS_AND_NUMBER = Pattern.compile("([a-z]+)([0-9]{1,6})");

    private final ModelSummary summary;
    private final List<List<String>> words;
    private final List<Integer> version = new ArrayList<>();
    private final List<Integer> revision = new ArrayList<>();
    private final Set<String> lineOfId = new TreeSet<>();
    private final Set<String> lineOfName = new TreeSet<>();
    private int date;

    NamedModel(ModelSummary summary) {
        this.summary = summary;
        String name = Objects.requireNonNullElse(summary.name(), "").replace("+", " plus");
        this.words = List.of(NameWords.of(summary.id()), NameWords.of(name));
        String id = summary.id().toLowerCase(Locale.ROOT);
        Matcher end = REVISION.matcher(id);
        String rest = id;
        if (end.find()) {
            rest = id.substring(0, end.start());
            revision.add(Integer.valueOf(end.group(1)));
            if (end.group(2) != null) {
                revision.add(Integer.valueOf(end.group(2)));
            }
        }
        for (String token : tokens(rest.substring(rest.indexOf('.') + 1))) {
            read(token);
        }
        tokens(name.toLowerCase(Locale.ROOT)).forEach(token -> word(token, lineOfName));
    }

    /** Whether the id is one for provisioned throughput alone. Source: the recorded lists; no such id answers on demand. */
    static boolean isVariant(String id) {
        return VARIANT.matcher(id).find();
    }

    ModelSummary summary() {
        return summary;
    }

    String id() {
        return summary.id();
    }

    /** Words of the id and of the name, for completing what was misspelt. */
    List<List<String>> words() {
        return words;
    }

    boolean hasSideBySide(List<String> asked) {
        return words.stream().anyMatch(all -> NameWords.sideBySide(asked, all));
    }

    boolean hasInOrder(List<String> asked) {
        return words.stream().anyMatch(all -> NameWords.inOrder(asked, all));
    }

    boolean isOfLineOf(NamedModel other) {
        return provider().equals(other.provider())
                && ((!lineOfId.isEmpty() && lineOfId.equals(other.lineOfId))
                        || (!lineOfName.isEmpty() && lineOfName.equals(other.lineOfName)));
    }

    /** Whether these words, versions apart, are the whole name of the line. */
    boolean isLine(String asked) {
        Set<String> line = new TreeSet<>();
        tokens(asked.toLowerCase(Locale.ROOT)).forEach(token -> word(token, line));
        return line.size() > 1 && line.equals(lineOfId);
    }

    private String provider() {
        int dot = summary.id().indexOf('.');
        return dot < 0 ? "" : summary.id().substring(0, dot);
    }

    private static List<String> tokens(String text) {
        return List.of(text.split("[^a-z0-9]+")).stream()
                .filter(token -> !token.isEmpty())
                .toList();
    }

    private void read(String token) {
        if (DAY.matcher(token).matches()) {
            date = Integer.parseInt(token);
        } else if (MONTH.matcher(token).matches()) {
            date = Integer.parseInt("20" + token + "00");
        } else if (!GENERATION.matcher(token).matches()) {
            Matcher number = NUMBER.matcher(token);
            Matcher both = LETTERS_AND_NUMBER.matcher(token);
            if (number.matches()) {
                version.add(Integer.valueOf(number.group(1)));
            } else if (both.matches()) {
                version.add(Integer.valueOf(both.group(2)));
            }
            word(token, lineOfId);
        }
    }

    /** Adds what is left of a token without versions and dates. */
    private static void word(String token, Set<String> line) {
        Matcher both = LETTERS_AND_NUMBER.matcher(token);
        if (NUMBER.matcher(token).matches()
                || DAY.matcher(token).matches()
                || GENERATION.matcher(token).matches()) {
            return;
        }
        if (both.matches() && !SIZE.matcher(token).matches()) {
            line.add(both.group(1));
        } else {
            line.add(token);
        }
    }

    /** Number by number; the longer one is newer where it goes on. */
    private static int compare(List<Integer> left, List<Integer> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = Integer.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    @Override
    public String toString() {
        return id();
    }
}
