package io.github.bedrockcli.access;

import java.time.Duration;
import java.util.function.Supplier;

/** The time that a row of questions has in all: each has that of one, or what is left. */
final class TimeLeft {
    /** For one answer of the control plane; networks that swallow packets are what a doctor is called for. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration LEAST = Duration.ofSeconds(1);

    private long end;

    TimeLeft(Duration whole) {
        end = System.nanoTime() + whole.toNanos();
    }

    /** Leaves this much in any case for what comes from now on. */
    void atLeast(Duration rest) {
        end = Math.max(end, System.nanoTime() + rest.toNanos());
    }

    /** Begins a question. */
    <T> Bounded<T> ask(Supplier<T> question) {
        Duration left = Duration.ofNanos(Math.max(end - System.nanoTime(), LEAST.toNanos()));
        return Bounded.start(left.compareTo(PATIENCE) < 0 ? left : PATIENCE, question);
    }
}
