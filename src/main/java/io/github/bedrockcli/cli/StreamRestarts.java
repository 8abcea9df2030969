package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.Earlier;
import io.github.bedrockcli.aws.Patience;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when a stream that broke is started again: only where {@code --retry-generation} asks for it, nothing of
 * the answer stays printed, and attempts and time are left, of which the retries before each stream take their part. Each
 * is said before its wait, since the answer may be paid twice.
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
    private int attempts;
    private int restarts;

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
                || attempts >= patience.maxAttempts()
                || !(takenBack || !answer.shown())) {
            return false;
        }
        Duration wait = wait(restarts + 1);
        Duration left = left();
        if (left != null && left.compareTo(wait) <= 0) {
            return false;
        }
        restarts++;
        notes.note(String.format(
                Locale.ROOT,
                "retry: the stream broke (%s); attempt %d of %d in %.1f s; the answer may be paid twice",
                ErrorLines.oneLine(broke.getMessage()),
                attempts + 1,
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
        return whole == null ? null : whole.minus(spent());
    }

    private Duration spent() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** What counts towards the attempts and the time of the next stream. */
    Earlier earlier() {
        return attempts == 0 ? Earlier.NONE : new Earlier(attempts, spent());
    }

    /** A stream has ended, well or not, after so many requests. */
    void made(int requests) {
        attempts += requests;
    }
}
