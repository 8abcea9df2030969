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

    /** Whether all the words stand in {@code all} in their order, with others between them. */
    static boolean inOrder(List<String> words, List<String> all) {
        int found = 0;
        for (String word : all) {
            if (found < words.size() && words.get(found).equals(word)) {
                found++;
            }
        }
        return found == words.size();
    }
}
