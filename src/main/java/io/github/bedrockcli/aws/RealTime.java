package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The machine's own time. Its pauses end, as cancelled calls, when the run that they belong to is closed. */
final class RealTime implements Timekeeper {
    private boolean closed;

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public synchronized void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
            // Rounded up: a wait of 0 would be one without an end.
            wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        if (closed) {
            throw BedrockException.of(Kind.CANCELLED, "the call was cancelled").build();
        }
    }

    @Override
    public double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
