package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words typed as filters, read as the service spells them. */
final class FilterWords {
    private FilterWords() {}

    /** One of the known words. */
    static @Nullable String closed(String option, @Nullable String typed, List<String> known) {
        if (typed == null) {
            return null;
        }
        String word = folded(typed);
        if (known.contains(word)) {
            return word;
        }
        throw misspelled(option, typed, Spelling.nearest(typed, known).orElse(null), known);
    }

    static UsageException misspelled(String option, String typed, @Nullable String nearest, List<String> known) {
        String words = String.join(", ", known).toLowerCase(Locale.ROOT);
        return new UsageException(
                option + " is one of " + words + ", not '" + typed + "'",
                nearest == null ? null : "did you mean " + option + " " + nearest.toLowerCase(Locale.ROOT) + "?");
    }

    static String folded(String word) {
        return word.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
