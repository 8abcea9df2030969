package io.github.bedrockcli.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of one step of a check-up.
 *
 * @param step what was looked at, in one word
 * @param text what was found
 * @param fix the exact next thing to do, or null
 */
public record Finding(
        String step, State state, String text, @Nullable String fix) {
    /** How it stands. */
    public enum State {
        OK,
        PROBLEM,
        COULD_NOT_TELL;

        /** {@code could not tell}. */
        public String words() {
            return wireName().replace('_', ' ');
        }

        /** {@code could_not_tell}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
