package io.github.bedrockcli.aws;

import java.time.Duration;
import java.time.Instant;

/** What waiting needs: the time, pauses and chance. For real in the program, in steps in a test. */
interface Timekeeper extends AutoCloseable {
    /** A clock such as {@link System#nanoTime}. */
    long nanos();

    /** The time of day, by which a server may say when to come back. */
    Instant now();

    /** Waits; ends early when the thread is interrupted. */
    void pause(Duration time) throws InterruptedException;

    /** Evenly spread from 0 to below 1. */
    double chance();

    /** Ends all pauses, those to come too: the calls that wait are cancelled. */
    @Override
    void close();
}
