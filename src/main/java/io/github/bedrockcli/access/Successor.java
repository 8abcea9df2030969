package io.github.bedrockcli.access;

import io.github.bedrockcli.model.ModelSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The newest active model of the line that a retired one belonged to, told from ids alone: same provider, the same words
 * ({@code claude}, {@code haiku}), and then the highest version, then the latest date.
 */
final class Successor {
    private static final Pattern DATE = Pattern.compile("20\\d{6}|2[0-9]\\d{2}");
    private static final Pattern SIZE = Pattern.compile("\\d+(?:x\\d+)?[bk]|a\\d+b");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private Successor() {}

    /** @param retired id of a foundation model */
    static Optional<ModelSummary> of(String retired, Collection<ModelSummary> listed) {
        Set<String> words = words(retired);
        List<ModelSummary> same = listed.stream()
                .filter(model -> "ACTIVE".equals(model.lifecycle()))
                .filter(model -> !model.id().equals(retired))
                .filter(model -> provider(model.id()).equals(provider(retired)))
                .filter(model -> words(model.id()).containsAll(words))
                .toList();
        List<ModelSummary> exact =
                same.stream().filter(model -> words(model.id()).equals(words)).toList();
        return (exact.isEmpty() && !words.isEmpty() ? same : exact)
                .stream().max(Comparator.comparing(ModelSummary::id, Successor::compareVersions));
    }

    private static String provider(String id) {
        int dot = id.indexOf('.');
        return dot < 0 ? id : id.substring(0, dot);
    }

    /** What names the line: letters only, without versions, dates, sizes. */
    private static Set<String> words(String id) {
        Set<String> words = new TreeSet<>();
        for (String part : name(id).split("[-._]")) {
            String word = part.toLowerCase(Locale.ROOT);
            if (SIZE.matcher(word).matches()) {
                continue;
            }
            String letters = word.replaceAll("\\d+", "");
            if (letters.length() > 1) {
                words.add(letters);
            }
        }
        return words;
    }

    /** The part after the provider, without {@code -v1:0}. */
    private static String name(String id) {
        String name = id.substring(id.indexOf('.') + 1);
        int colon = name.indexOf(':');
        String bare = colon < 0 ? name : name.substring(0, colon);
        return bare.replaceFirst("-v\\d+$", "");
    }

    private static int compareVersions(String left, String right) {
        int byVersion = compare(numbers(left, false), numbers(right, false));
        if (byVersion != 0) {
            return byVersion;
        }
        int byDate = compare(numbers(left, true), numbers(right, true));
        return byDate != 0 ? byDate : compare(release(left), release(right));
    }

    /** {@code -v2:0} as numbers. */
    private static List<Long> release(String id) {
        Matcher matcher = Pattern.compile("-v(\\d+)(?::(\\d+))?").matcher(id);
        List<Long> numbers = new ArrayList<>();
        if (matcher.find()) {
            numbers.add(number(matcher.group(1)));
            numbers.add(number(matcher.group(2)));
        }
        return numbers;
    }

    private static List<Long> numbers(String id, boolean dates) {
        List<Long> numbers = new ArrayList<>();
        for (String part : name(id).split("[-._]")) {
            if (SIZE.matcher(part.toLowerCase(Locale.ROOT)).matches()) {
                continue;
            }
            Matcher matcher = NUMBER.matcher(part);
            while (matcher.find()) {
                if (DATE.matcher(matcher.group()).matches() == dates) {
                    numbers.add(number(matcher.group()));
                }
            }
        }
        return numbers;
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null || digits.length() > 18 ? 0 : Long.parseLong(digits);
    }

    private static int compare(List<Long> left, List<Long> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            long a = i < left.size() ? left.get(i) : 0;
            long b = i < right.size() ? right.get(i) : 0;
            if (a != b) {
                return Long.compare(a, b);
            }
        }
        return 0;
    }
}
