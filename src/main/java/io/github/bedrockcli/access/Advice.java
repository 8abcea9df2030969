package io.github.bedrockcli.access;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a failure beside the service's words.
 *
 * @param why in plain words, to follow what failed
 * @param fix the one next step, for this caller
 * @param docs a page that tells more, or null
 */
record Advice(String why, @Nullable String fix, @Nullable String docs) {
    static Advice of(String why, @Nullable String fix) {
        return new Advice(why, fix, null);
    }
}
