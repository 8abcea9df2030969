package io.github.bedrockcli.aws;

import java.time.Duration;

/**
 * What was spent on a call before it is made again: it counts towards its attempts and its time.
 *
 * @param attempts requests sent already
 * @param spent since the first of them
 */
public record Earlier(int attempts, Duration spent) {
    /** For a call that is new. */
    public static final Earlier NONE = new Earlier(0, Duration.ZERO);
}
