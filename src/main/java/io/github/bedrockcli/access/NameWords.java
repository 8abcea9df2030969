package io.github.bedrockcli.access;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words of a model's id or name, or of a short name: letters and numbers apart, so that {@code llama3} is two. */
final class NameWords {
    private static final Pattern WORD = Pattern.compile("[a-z]+|[0-9]+");

    private NameWords() {}

    /** In lower case; numbers without zeros before them, so that 02 is 2. */
    static List<String> of(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .map(word -> word.replaceFirst("^0+(?=[0-9])", ""))
                .toList();
    }

    /** Whether all the words stand in {@code all} side by side. */
    static boolean sideBySide(List<String> words, List<String> all) {
        for (int i = 0; i + words.size() <= all.size(); i++) {
            if (all.subList(i, i + words.size()).equals(words)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether all the words stand in {@code all} in their order, with others between them; but no number is passed over
     * on the way from or to one of a version, so that 4.1 is not found in 4.6 v1, nor Claude 3 Haiku in Claude 3.5 Haiku.
     */
    static boolean inOrder(List<String> words, List<String> all) {
        return words.isEmpty() || found(words, 0, all, 0);
    }

    /** Whether the words from {@code word} on stand in {@code all} from {@code from} on. */
    private static boolean found(List<String> words, int word, List<String> all, int from) {
        boolean strict = word > 0 && (isVersion(words, word) || isVersion(words, word - 1)) && !isSize(words, word);
        for (int i = from; i < all.size(); i++) {
            boolean here = all.get(i).equals(words.get(word));
            if (here && (word + 1 == words.size() || found(words, word + 1, all, i + 1))) {
                return true;
            }
            if (strict && isNumber(all.get(i))) {
                return false;
            }
        }
        return false;
    }

    private static boolean isNumber(String word) {
        return Character.isDigit(word.charAt(0));
    }

    /** Dates are longer, and sizes go on with a letter. */
    private static boolean isVersion(List<String> words, int word) {
        return isNumber(words.get(word)) && words.get(word).length() < 4 && !isSize(words, word);
    }

    /** Such as 70b and 8x7b. */
    private static boolean isSize(List<String> words, int word) {
        return isNumber(words.get(word))
                && word + 1 < words.size()
                && (words.get(word + 1).equals("b") || words.get(word + 1).equals("x"));
    }
}
