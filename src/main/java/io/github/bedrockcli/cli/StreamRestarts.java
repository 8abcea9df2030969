package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.aws.Patience;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when a stream that broke is started again: only where {@code --retry-generation} asks for it, nothing of
 * the answer stays printed, and attempts and time are left. Each is said before its wait, since the answer may be paid
 * twice.
 */
final class StreamRestarts {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /** What another attempt would meet as well. */
    private static final Set<String> FINAL = Set.of("ValidationException", "AccessDeniedException");

    private final Patience patience;
    private final Notes notes;
    private final RandomGenerator random;
    private final long start = System.nanoTime();
    private int attempt = 1;

    StreamRestarts(Patience patience, Notes notes, RandomGenerator random) {
        this.patience = patience;
        this.notes = notes;
        this.random = random;
    }

    /**
     * Decides, says so, and waits.
     *
     * @param broke why the stream broke; null when it did not
     * @param takenBack whether what was written can be taken back
     */
    boolean again(StreamedAnswer answer, @Nullable BedrockException broke, boolean takenBack)
            throws InterruptedException {
        if (broke == null
                || broke.kind() != Kind.BROKEN_STREAM
                || broke.code().filter(FINAL::contains).isPresent()
                || !patience.retryGeneration()
                || attempt >= patience.maxAttempts()
                || !(takenBack || !answer.shown())) {
            return false;
        }
        Duration wait = wait(attempt);
        Duration left = left();
        if (left != null && left.compareTo(wait) <= 0) {
            return false;
        }
        attempt++;
        notes.note(String.format(
                Locale.ROOT,
                "retry: the stream broke (%s); attempt %d of %d in %.1f s; the answer may be paid twice",
                ErrorLines.oneLine(broke.getMessage()),
                attempt,
                patience.maxAttempts(),
                wait.toMillis() / 1000.0));
        Thread.sleep(wait.toMillis());
        return true;
    }

    /** Full jitter, as for other retries. */
    private Duration wait(int failures) {
        long most = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures - 1, 10));
        return Duration.ofMillis(random.nextLong(most + 1));
    }

    /** What is left of {@code --timeout}; null where there is none. */
    private @Nullable Duration left() {
        Duration whole = patience.callTimeout();
        return whole == null ? null : whole.minusNanos(System.nanoTime() - start);
    }

    /** Holds a later attempt to the time of the whole call, of which each stream by itself would have all. */
    Watch watch(EventStream stream) {
        Duration left = attempt == 1 ? null : left();
        return new Watch(stream, left, patience.callTimeout());
    }

    /** Closes a stream when the time of the whole call is up. */
    static final class Watch implements AutoCloseable {
        private final @Nullable Duration whole;
        private final @Nullable Thread thread;
        private volatile boolean late;

        private Watch(EventStream stream, @Nullable Duration left, @Nullable Duration whole) {
            this.whole = whole;
            if (left == null) {
                thread = null;
                return;
            }
            thread = new Thread(
                    () -> {
                        try {
                            Thread.sleep(Math.max(0, left.toMillis()));
                            late = true;
                            stream.close();
                        } catch (InterruptedException e) {
                            // The stream has ended in time.
                        }
                    },
                    "bedrock-deadline");
            thread.setDaemon(true);
            thread.start();
        }

        /** The failure, said of the time that was up where it was. */
        BedrockException judged(BedrockException failure) {
            return late && whole != null && failure.kind() == Kind.CANCELLED
                    ? BedrockException.of(Kind.TIMEOUT, "no whole answer within " + whole.toSeconds() + " s")
                            .fix("give it longer with --timeout, or ask for a shorter answer")
                            .cause(failure)
                            .build()
                    : failure;
        }

        @Override
        public void close() {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
