package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * When a request is sent again, and after which wait. Each retry is told before its wait, none begins later than the call
 * may end, and a failure that is not retried says why.
 *
 * <p>The SDK's own strategies are not used, nor wrapped: they stop retrying after enough failures of other calls (a
 * bucket of 500 tokens), keep neither to the time of the call nor to {@code Retry-After} as a date, and retry a read
 * time-out, after which the answer may have been generated and paid for.
 */
final class Retries implements RetryStrategy {
    /** The longest that a server may ask to wait: who is to come back later than this does so on his own. */
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);
    /** How often a wait that may become shorter or longer is looked at anew. */
    private static final Duration STEP = Duration.ofMillis(500);

    private final Terms terms;
    private final Timekeeper time;
    private final @Nullable SharedRate rate;
    private final boolean pausing;

    /**
     * @param limit for a whole call, or null
     * @param generating whether these calls make a model generate, which is paid for
     * @param retryGeneration whether they are sent again though the answer may have been generated
     * @param notes told of each retry before its wait
     * @param facts of each call, as it begins
     */
    record Terms(
            int maxAttempts,
            @Nullable Duration limit,
            boolean generating,
            boolean retryGeneration,
            Backoff backoff,
            Consumer<String> notes,
            CallFacts facts) {}

    private Retries(Terms terms, Timekeeper time, @Nullable SharedRate rate, boolean pausing) {
        this.terms = terms;
        this.time = time;
        this.rate = rate;
        this.pausing = pausing;
    }

    /** For blocking clients; all calls of the client share a rate. The waits are on the calling thread. */
    static Retries blocking(Terms terms, Timekeeper time) {
        return new Retries(terms, time, new SharedRate(time::nanos), true);
    }

    /** For streams, of which there is one at a time: no thread waits, the SDK's timer does. */
    static Retries streaming(Terms terms, Timekeeper time) {
        return new Retries(terms, time, null, false);
    }

    /**
     * What the SDK keeps with a call.
     *
     * @param name said of its retries; empty where that is plain
     * @param started when the call began, by the clock of nanoseconds
     * @param number of the attempt, from 1
     * @param sent when this attempt began
     * @param clockSet whether the SDK has set its clock by a reply already
     */
    private record Attempt(String name, long started, int number, long sent, boolean clockSet) implements RetryToken {}

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        CallFacts.Facts facts = terms.facts().take();
        Earlier earlier = facts.earlier();
        long started = time.nanos() - earlier.spent().toNanos();
        if (rate != null) {
            long ticket = rate.ticket();
            if (!turn(ticket, 0, started)) {
                throw BedrockException.of(
                                Kind.THROTTLED,
                                "other calls of this run are throttled, and the turn of this one did not come in time")
                        .fix("give it longer with --timeout, or lower --concurrency")
                        .build();
            }
            rate.begin();
        }
        Attempt first = new Attempt(facts.name(), started, earlier.attempts() + 1, time.nanos(), false);
        return AcquireInitialTokenResponse.create(first, Duration.ZERO);
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        Attempt attempt = (Attempt) request.token();
        Throwable failure = request.failure();
        Optional<Setback> worth = Setback.of(failure);
        if (worth.isEmpty()) {
            throw end(attempt, failure, null);
        }
        Setback setback = worth.get();
        if (rate != null && setback.sort() == Setback.Sort.THROTTLED) {
            rate.throttled(attempt.sent());
        }
        boolean lost = setback.sort() == Setback.Sort.LOST;
        if (lost && !(terms.generating() && terms.retryGeneration())) {
            throw end(attempt, failure, terms.generating() ? again(failure) : null);
        }
        boolean clock = setback.sort() == Setback.Sort.CLOCK;
        if (attempt.number() >= terms.maxAttempts() || (clock && attempt.clockSet())) {
            throw end(attempt, failure, null);
        }
        Duration wait = wait(attempt, setback, failure);
        Duration left = pausing ? pause(attempt, setback, wait, failure) : announced(attempt, setback, wait);
        return RefreshRetryTokenResponse.create(
                new Attempt(
                        attempt.name(),
                        attempt.started(),
                        attempt.number() + 1,
                        time.nanos(),
                        clock || attempt.clockSet()),
                left);
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        if (rate != null) {
            rate.succeeded();
        }
        return RecordSuccessResponse.create(request.token());
    }

    @Override
    public int maxAttempts() {
        return terms.maxAttempts();
    }

    /** The SDK adds nothing to what is retried. */
    @Override
    public boolean useClientDefaults() {
        return false;
    }

    @Override
    public Builder<?, ?> toBuilder() {
        throw new UnsupportedOperationException("made once, for one client");
    }

    private static String again(Throwable failure) {
        boolean silent = Failures.of(failure).kind() == Kind.TIMEOUT;
        return (silent ? "raise --read-timeout" : "send it again") + ", or let --retry-generation do so;"
                + " the answer may then be paid twice";
    }

    /** At least as long as the service asks for; not at all where that is too long. */
    private Duration wait(Attempt attempt, Setback setback, Throwable failure) {
        boolean slowly = setback.sort() == Setback.Sort.SLOW || setback.sort() == Setback.Sort.THROTTLED;
        Duration own = setback.sort() == Setback.Sort.STALE
                ? Duration.ZERO
                : terms.backoff().after(attempt.number(), slowly, time.chance());
        Duration asked = RetryAfter.of(failure, time.now()).orElse(Duration.ZERO);
        if (asked.compareTo(LONGEST_ASKED) > 0) {
            throw end(attempt, failure, "the service asks to wait " + Text.seconds(asked) + ": try again after that");
        }
        Duration wait = own.compareTo(asked) > 0 ? own : asked;
        Duration limit = terms.limit();
        if (limit != null && time.nanos() - attempt.started() + wait.toNanos() >= limit.toNanos()) {
            throw end(
                    attempt,
                    failure,
                    "the next attempt would come in " + shown(wait) + ", later than the " + Text.seconds(limit)
                            + " of this call; give it longer with --timeout");
        }
        return wait;
    }

    /** Waits here, for the longer of the back-off and the turn among the other calls of this run. */
    private Duration pause(Attempt attempt, Setback setback, Duration wait, Throwable failure) {
        long ticket = rate == null ? SharedRate.FREE : rate.ticket();
        long turn = rate == null ? 0 : rate.untilTurn(ticket);
        announced(attempt, setback, Duration.ofNanos(Math.max(wait.toNanos(), turn)));
        if (!turn(ticket, wait.toNanos(), attempt.started())) {
            throw end(
                    attempt,
                    failure,
                    "other calls of this run are throttled too; give it longer with --timeout, or lower --concurrency");
        }
        if (rate != null) {
            rate.begin();
        }
        return Duration.ZERO;
    }

    private Duration announced(Attempt attempt, Setback setback, Duration wait) {
        String name = attempt.name().isEmpty() ? "" : attempt.name() + ": ";
        terms.notes()
                .accept("retry: " + name + setback.reason() + "; attempt " + (attempt.number() + 1) + " of "
                        + terms.maxAttempts() + " in " + shown(wait));
        return wait;
    }

    /** False where the time of the call ran out before the turn came. */
    private boolean turn(long ticket, long wait, long started) {
        long end = time.nanos() + wait;
        Duration limit = terms.limit();
        while (true) {
            long now = time.nanos();
            long left = Math.max(end - now, rate == null ? 0 : rate.untilTurn(ticket));
            if (left <= 0) {
                return true;
            }
            long step = Math.min(left, Math.max(end - now, STEP.toNanos()));
            if (limit != null && now - started + step >= limit.toNanos()) {
                return false;
            }
            sleep(Duration.ofNanos(step));
        }
    }

    private void sleep(Duration step) {
        try {
            time.pause(step);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted while waiting for the next attempt", e);
        }
    }

    /** The SDK then fails with the failure itself, which takes along what was suppressed. */
    private static TokenAcquisitionFailedException end(Attempt attempt, Throwable failure, @Nullable String advice) {
        failure.addSuppressed(new GaveUp(attempt.number(), advice));
        return new TokenAcquisitionFailedException("no more attempts", attempt, failure);
    }

    /** Such as {@code 1.3 s} or {@code 0.04 s}. */
    private static String shown(Duration wait) {
        int digits = wait.compareTo(Duration.ofSeconds(1)) < 0 ? 2 : 1;
        BigDecimal seconds = BigDecimal.valueOf(wait.toMillis(), 3).setScale(digits, RoundingMode.HALF_UP);
        return (seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString()) + " s";
    }
}
