package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.AsyncJob;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks about an asynchronous invocation, ever more seldom, until it has come to its end. */
final class JobWait {
    /** Videos take from a minute to a quarter of an hour (Nova user guide): more questions would tell nothing new. */
    private static final Duration FIRST = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration TICK = Duration.ofSeconds(1);

    /** How many questions in a row may fail in a way that passes. */
    private static final int MOST_FAILURES = 5;

    private static final Set<Kind> PASSING = Set.of(Kind.THROTTLED, Kind.UNAVAILABLE, Kind.NETWORK, Kind.TIMEOUT);

    private final Bedrock bedrock;
    private final JobProgress progress;
    private final Pause pause;
    private final @Nullable Duration limit;

    /** Time as a wait needs it: the system's, or a test's. */
    interface Pause {
        Pause REAL = new Pause() {
            @Override
            public long now() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(duration.toMillis());
            }
        };

        /** Nanoseconds since some moment. */
        long now();

        void sleep(Duration duration) throws InterruptedException;
    }

    /** @param limit the longest wait, or null for none */
    JobWait(Bedrock bedrock, JobProgress progress, Pause pause, @Nullable Duration limit) {
        this.bedrock = bedrock;
        this.progress = progress;
        this.pause = pause;
        this.limit = limit;
    }

    /**
     * Waits for the end.
     *
     * @return the invocation at its end, or as it was last told of when the time was up
     * @throws BedrockException when asking fails for good; the invocation goes on all the same
     */
    AsyncJob untilOver(String arn) throws InterruptedException {
        long start = pause.now();
        Duration interval = FIRST;
        int failures = 0;
        AsyncJob job = null;
        try {
            while (true) {
                try {
                    job = bedrock.asyncJob(arn);
                    failures = 0;
                    progress.status(job, since(start));
                } catch (BedrockException e) {
                    failures++;
                    if (!PASSING.contains(e.kind()) || failures == MOST_FAILURES || (job == null && isUp(start))) {
                        throw e;
                    }
                }
                if (job != null && (job.isOver() || isUp(start))) {
                    return job;
                }
                sleep(interval, start);
                interval = min(interval.multipliedBy(3).dividedBy(2), LONGEST);
            }
        } finally {
            progress.end();
        }
    }

    /** In steps of a second at most, for a line that is looked at; not beyond the limit. */
    private void sleep(Duration interval, long start) throws InterruptedException {
        Duration left = limit == null ? interval : min(interval, limit.minus(since(start)));
        while (!left.isNegative() && !left.isZero()) {
            Duration step = min(left, TICK);
            pause.sleep(step);
            progress.tick(since(start));
            left = left.minus(step);
        }
    }

    private boolean isUp(long start) {
        return limit != null && since(start).compareTo(limit) >= 0;
    }

    private Duration since(long start) {
        return Duration.ofNanos(pause.now() - start);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
