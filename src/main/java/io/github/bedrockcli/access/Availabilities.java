package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.bulk.OrderedPool;
import io.github.bedrockcli.model.ModelAvailability;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Asks GetFoundationModelAvailability of many models, each once, several at a time. No failure of one touches another;
 * where failures show that asking on is in vain, no more is asked.
 *
 * <p>Pace: the service model and the page "Amazon Bedrock endpoints and quotas" were searched for a rate of this operation
 * in 2026-11 and none was found. So the first few are
 * asked alone, then a bounded number is under way at once, never two begun at the same moment, each waits out its own
 * back-off before it makes room for the next, and where many were throttled all the same they are asked again, two at a time.
 */
final class Availabilities {
    private static final int CONCURRENCY = 16;
    private static final int SLOW_CONCURRENCY = 2;

    /** Between two that are begun: a server with a short queue drops what is more, and a second passes until the next try. */
    private static final Duration APART = Duration.ofMillis(5);

    /** How many are asked before the first answer has shown that asking is allowed. */
    private static final int FIRST = 4;

    /** From so many on, throttling is about how fast we ask; fewer are the service's own trouble with these models. */
    private static final int MANY_THROTTLED = 3;

    private final Bedrock bedrock;

    Availabilities(Bedrock bedrock) {
        this.bedrock = bedrock;
    }

    /**
     * What came of asking for one model: the statuses, or why there are none.
     *
     * @param failure what kind of failure, or null
     */
    record Told(
            @Nullable ModelAvailability statuses,
            @Nullable String reason,
            @Nullable Kind failure) {}

    /**
     * @return an entry for each id
     * @throws BedrockException when credentials or configuration are at fault, which no other model would change
     */
    Map<String, Told> ask(Collection<String> modelIds) throws InterruptedException {
        Map<String, Told> told = new LinkedHashMap<>();
        ask(new LinkedHashSet<>(modelIds), CONCURRENCY, told);
        List<String> throttled = told.entrySet().stream()
                .filter(entry -> entry.getValue().failure() == Kind.THROTTLED)
                .map(Map.Entry::getKey)
                .toList();
        if (throttled.size() >= MANY_THROTTLED && throttled.size() < told.size()) {
            ask(throttled, SLOW_CONCURRENCY, told);
        }
        return told;
    }

    private void ask(Collection<String> ids, int concurrency, Map<String, Told> told) throws InterruptedException {
        if (ids.isEmpty()) {
            return;
        }
        Patience patience = new Patience();
        List<String> order = List.copyOf(ids);
        int[] next = {0};
        new OrderedPool(Math.min(concurrency, order.size()))
                .run(
                        order.iterator(),
                        id -> ask(id, patience),
                        (Told answer) -> told.put(order.get(next[0]++), answer));
    }

    private Told ask(String id, Patience patience) {
        patience.enter();
        try {
            Told given = patience.givenUp();
            return given == null ? call(id, patience) : given;
        } finally {
            patience.leave();
        }
    }

    private Told call(String id, Patience patience) {
        try {
            ModelAvailability statuses = bedrock.availability(id);
            patience.answered();
            return new Told(statuses, null, null);
        } catch (BedrockException e) {
            Told failed = new Told(null, reason(e), e.kind());
            patience.failed(failed);
            return failed;
        }
    }

    private static String reason(BedrockException failure) {
        return switch (failure.kind()) {
            case CREDENTIALS, CONFIGURATION, CANCELLED -> throw failure;
            case ACCESS_DENIED -> "not allowed to ask (bedrock:GetFoundationModelAvailability)";
            case REFUSED ->
                "the service does not tell (" + failure.code().orElse("refused") + ": "
                        + Words.few(failure.getMessage()) + ")";
            default -> Words.failure(failure);
        };
    }

    /**
     * Counts failures of a kind in a row, and gives up when more of the same is all that can come: a right that is missing is
     * missing for every model, a network that is gone is gone.
     */
    private static final class Patience {
        private final Semaphore lanes = new Semaphore(FIRST);
        private @Nullable Kind last;
        private int inARow;
        private boolean everAnswered;
        private long next = System.nanoTime();
        private @Nullable Told givenUp;

        /** Waits for a lane, and for the moment to set off. */
        void enter() {
            lanes.acquireUninterruptibly();
            long wait = turn() - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
        }

        private synchronized long turn() {
            next = Math.max(next + APART.toNanos(), System.nanoTime());
            return next;
        }

        void leave() {
            lanes.release();
        }

        synchronized @Nullable Told givenUp() {
            return givenUp;
        }

        synchronized void answered() {
            if (!everAnswered) {
                lanes.release(CONCURRENCY - FIRST);
            }
            everAnswered = true;
            inARow = 0;
        }

        synchronized void failed(Told failure) {
            inARow = failure.failure() == last ? inARow + 1 : 1;
            last = failure.failure();
            if (last != null && inARow >= limit(last)) {
                givenUp = failure;
            }
        }

        private int limit(Kind kind) {
            return switch (kind) {
                case ACCESS_DENIED -> everAnswered ? Integer.MAX_VALUE : 3;
                case THROTTLED -> CONCURRENCY;
                case NETWORK, TIMEOUT, UNAVAILABLE -> 5;
                default -> Integer.MAX_VALUE;
            };
        }
    }
}
