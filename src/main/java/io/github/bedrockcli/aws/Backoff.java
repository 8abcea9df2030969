package io.github.bedrockcli.aws;

import java.time.Duration;

/**
 * How long to wait before the next attempt: any time up to a limit that doubles with each attempt ("full jitter"), so
 * that many who failed together do not come back together.
 *
 * @param slow the first limit where the service needs time, as when it throttles
 * @param quick the first limit after other failures
 * @param longest the highest limit
 */
record Backoff(Duration slow, Duration quick, Duration longest) {
    /** For calls whose answer was asked for. */
    static final Backoff PATIENT = new Backoff(Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(20));

    /** For questions that may stay open. */
    static final Backoff BRIEF = new Backoff(Duration.ofMillis(500), Duration.ofMillis(100), Duration.ofSeconds(1));

    /**
     * @param attempts that failed, at least 1
     * @param chance from 0 to below 1
     */
    Duration after(int attempts, boolean slowly, double chance) {
        Duration base = slowly ? slow : quick;
        // Twenty doublings of a tenth of a second are more than a day.
        long limit = Math.min(longest.toNanos(), base.toNanos() << Math.min(attempts - 1, 20));
        return Duration.ofNanos((long) (limit * chance));
    }
}
