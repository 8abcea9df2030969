package io.github.bedrockcli.chat;

import org.jspecify.annotations.Nullable;

/** Where the user's turns come from: a terminal or a pipe. */
public interface TurnSource {
    /** Waits for the next turn; null when there are no more. */
    @Nullable
    Turn next();

    /** Calls {@code cancel} when the user wants the answer to stop, until the returned handle is closed. */
    Listening onInterrupt(Runnable cancel);

    /** Whether a person types the turns. */
    boolean interactive();

    /**
     * What was typed.
     *
     * @param verbatim true when it is a turn however it begins, false when a slash may make it a command
     */
    record Turn(String text, boolean verbatim) {}

    /** Ends the listening for interrupts. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
