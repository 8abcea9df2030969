package io.github.bedrockcli.emulator;

import java.io.IOException;

/**
 * One thing that the emulator does wrong on purpose.
 *
 * @param text as it was asked for, such as {@code throttle:3}
 * @param selection the requests that meet it
 * @param effect what it does to them
 */
record Fault(String text, FaultSelection selection, Effect effect) {
    /** What a fault does to one request. */
    @FunctionalInterface
    interface Effect {
        /** Answers, or breaks the connection; an answer that is left without its end is cut off. */
        void play(Encounter encounter) throws IOException;
    }
}
