package io.github.bedrockcli.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still but for the pauses, which take no time, and chance that is always the same. */
final class SteppedTime implements Timekeeper {
    private final double chance;
    private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    SteppedTime(double chance) {
        this.chance = chance;
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-11-22T08:00:00Z").plusNanos(nanos.get() - 1_000_000_000_000L);
    }

    @Override
    public void pause(Duration time) {
        pauses.add(time);
        pass(time);
    }

    @Override
    public double chance() {
        return chance;
    }

    @Override
    public void close() {}
}
