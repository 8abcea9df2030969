package io.github.bedrockcli.render;

import java.time.Duration;

/** Lengths of time as people say them. */
public final class Elapsed {
    private Elapsed() {}

    /** Such as {@code 8 s}, {@code 1 min 32 s} or {@code 2 h 5 min}. */
    public static String text(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
