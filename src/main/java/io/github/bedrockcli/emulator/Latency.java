package io.github.bedrockcli.emulator;

/** Times that replies tell: real ones, but never 0, as no real answer takes no time. */
final class Latency {
    private Latency() {}

    /** Milliseconds since a {@link System#nanoTime()}. */
    static long since(long started) {
        return Math.max(1, (System.nanoTime() - started) / 1_000_000);
    }
}
