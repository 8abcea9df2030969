package io.github.bedrockcli.cli;

import java.util.List;
import java.util.Locale;

/**
 * What a value is completed by, in the form that the functions of the shells take.
 *
 * @param words of {@link Sort#WORDS} and {@link Sort#LIST} those to choose from, of {@link Sort#MODELS} the sort of models
 */
record Completed(Sort sort, List<String> words) {
    static final Completed NOTHING = new Completed(Sort.NONE, List.of());
    static final Completed FILE = new Completed(Sort.FILE, List.of());

    /** The ways there are; the shells know them by their names in lower case. */
    enum Sort {
        /** Free text: nothing is offered. */
        NONE,
        WORDS,
        /** Words parted by commas. */
        LIST,
        FILE,
        /** A file behind {@code @}. */
        AT,
        /** A parameter's name, and behind its equals sign a file behind {@code @}. */
        PARAM,
        /** Ids of models, and words that stand for one. */
        MODELS,
        PROFILES,
        SESSIONS,
        REGIONS,
        /** Ids of saved chats. */
        CHATS
    }

    Completed {
        words = List.copyOf(words);
    }

    static Completed of(Sort sort, String... words) {
        return new Completed(sort, List.of(words));
    }

    /** The sort, and behind it the words, parted by spaces. */
    String code() {
        String name = sort.name().toLowerCase(Locale.ROOT);
        return words.isEmpty() ? name : name + " " + String.join(" ", words);
    }
}
