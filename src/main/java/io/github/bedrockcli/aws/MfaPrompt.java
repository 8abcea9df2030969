package io.github.bedrockcli.aws;

import org.jspecify.annotations.Nullable;

/** Asks the person at the terminal for something that must not show. */
@FunctionalInterface
public interface MfaPrompt {
    /** For runs without a terminal. */
    MfaPrompt NOBODY = question -> null;

    /**
     * Asks and waits.
     *
     * @return what was typed, or null when there is nobody to ask
     */
    @Nullable
    String ask(String question);
}
