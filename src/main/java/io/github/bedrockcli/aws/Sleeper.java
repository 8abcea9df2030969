package io.github.bedrockcli.aws;

import java.time.Duration;

/** Waits: for real in the program, by stepping a clock in a test. */
@FunctionalInterface
interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
