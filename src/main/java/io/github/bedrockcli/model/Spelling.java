package io.github.bedrockcli.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Spelling {
    private Spelling() {}

    /** The candidate nearest to {@code word}, if it is near enough: at most a third of the letters differ. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        String wanted = fold(word);
        return candidates.stream()
                .filter(candidate -> distance(wanted, fold(candidate)) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(wanted, fold(candidate))));
    }

    /** All candidates, the nearest to {@code word} first. */
    public static List<String> byDistance(String word, Collection<String> candidates) {
        String wanted = fold(word);
        return candidates.stream()
                .sorted(Comparator.comparingInt((String candidate) -> distance(wanted, fold(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Case, dashes and underscores do not count: {@code maxTokens} and {@code max_tokens} are the same word. */
    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Levenshtein distance. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int substitution = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
