package io.github.bedrockcli.aws;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How fast the calls of a run may begin once they are throttled; before that it holds nothing up. A throttle slows all of
 * them, those that wait already too, and success lets them go faster again, until no limit is left. Where throttles are
 * very few among the replies, or go on however slow the calls are, each is left to the back-off of its own call.
 *
 * <p>The curve is CUBIC with the numbers of the AWS SDKs' adaptive retry mode (class RateLimiterTokenBucket of
 * software.amazon.awssdk:retries 2.46.17). Two things differ: calls are spaced instead of let through in bursts, and of
 * calls that were under way together only the first throttle counts, as for a lost packet in TCP. Counting each would
 * let one burst of 64 calls bring the rate down to the lowest.
 */
final class SharedRate {
    /** For a call that need not wait. */
    static final long FREE = -1;

    private static final double SLOWER = 0.7;
    private static final double CURVE = 0.4;
    /** Calls a second that are few. */
    private static final double FEW = 5;
    /** Calls a second: the slowest, as long between two calls as the longest back-off. */
    private static final double LOWEST = 0.05;
    /** Calls a second, beyond which there is no limit. */
    private static final double HIGHEST = 500;

    /**
     * The share of throttles among replies up to which the rate is left as it is. Simulated with quotas of 1 to 100 calls
     * a second and with throttles by chance: counting every throttle brought 10,000 calls, one in thirty throttled by
     * chance, down to 14 a second; from a share of a tenth on, calls under a real quota fail all their attempts.
     */
    private static final double RARE = 0.07;
    /** Of about how many replies that share is. */
    private static final double MEMORY = 100;
    /** A run begins as after so many good replies: few enough for a throttle at its very beginning to count. */
    private static final double BEFORE_THE_FIRST = 10;

    /** The share from which on throttles are taken for a quota's in any case. */
    private static final double MUCH = 0.4;

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanos;
    /** Replies and the throttles among them, the older the less they count. */
    private double replies = BEFORE_THE_FIRST;

    private double refused;
    private final RateEvidence evidence = new RateEvidence(RARE, MUCH);
    /** How many replies more no throttle slows anybody, as it is not for the number of calls. */
    private int pardoned;
    /** How many replies the next time. */
    private int pardon = 2000;

    /** Read without the lock where it is false, as it is in most runs: calls would wait for each other. */
    private volatile boolean limited;

    private double perSecond = HIGHEST;
    private double before = HIGHEST;
    private long throttledAt;
    /** The number of the next ticket to be given out. */
    private long next;
    /** The first ticket that was not due when the spacing last changed, and when it is. */
    private long first;

    private long firstDue;
    /** Calls begun in this second and in the one before. */
    private int begun;

    private int begunBefore;
    private long second;

    /** @param nanos a clock such as {@link System#nanoTime} */
    SharedRate(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A place in the queue, or {@link #FREE}. */
    long ticket() {
        return limited ? queued() : FREE;
    }

    private synchronized long queued() {
        if (!limited) {
            return FREE;
        }
        long now = nanos.getAsLong();
        if (due(next) - now < 0) {
            first = next;
            firstDue = now;
        }
        return next++;
    }

    /** Nanoseconds until the ticket's turn as things stand: they may change while it waits. */
    synchronized long untilTurn(long ticket) {
        return !limited || ticket < first ? 0 : Math.max(0, due(ticket) - nanos.getAsLong());
    }

    /** A call is sent now. */
    synchronized void begin() {
        count(nanos.getAsLong());
        begun++;
    }

    /** @param sentAt when the throttled call was sent */
    synchronized void throttled(long sentAt) {
        replied(1);
        if (refused > MUCH * replies) {
            pardoned = 0;
        }
        if (pardoned > 0 || refused <= RARE * replies) {
            return;
        }
        if (limited && sentAt - throttledAt < 0) {
            return;
        }
        long now = nanos.getAsLong();
        count(now);
        before = Math.max(LOWEST, Math.min(limited ? perSecond : HIGHEST, Math.max(1, Math.max(begun, begunBefore))));
        if (!limited) {
            limited = true;
            first = next;
            evidence.forget();
        }
        space(SLOWER * before, now, true);
        throttledAt = now;
    }

    synchronized void succeeded() {
        replied(0);
        if (!limited) {
            return;
        }
        long now = nanos.getAsLong();
        double faster = curve((now - throttledAt) / SECOND);
        if (faster >= HIGHEST) {
            limited = false;
        } else if (faster > perSecond) {
            space(faster, now, false);
        }
    }

    /** Calls a second, so many seconds after a throttle: up to what was too much, for a while near it, then beyond. */
    private double curve(double seconds) {
        // In few calls a second nothing is learnt in the time that is right for many: it goes slower then.
        double slow = Math.min(1, before / FEW);
        double most = before / slow;
        return slow * (CURVE * Math.pow(seconds * slow - Math.cbrt(most * (1 - SLOWER) / CURVE), 3) + most);
    }

    /** Calls a second as things stand; for tests. */
    synchronized double perSecond() {
        return limited ? perSecond : HIGHEST;
    }

    /** Spaces the tickets that are not due yet anew. A throttled call that nobody waits behind is next at once. */
    private void space(double rate, long now, boolean slower) {
        long waiting = first;
        if (firstDue - now <= 0) {
            waiting = Math.min(next, first + (long) ((now - firstDue) * perSecond / SECOND) + 1);
        }
        long was = due(waiting);
        perSecond = Math.max(LOWEST, rate);
        long interval = (long) (SECOND / perSecond);
        boolean nobody = waiting >= next;
        firstDue = slower ? (nobody ? now : now + interval) : Math.min(was, now + interval);
        first = waiting;
    }

    private long due(long ticket) {
        return firstDue + (long) ((ticket - first) * SECOND / perSecond);
    }

    private void replied(int throttles) {
        replies = replies * (1 - 1 / MEMORY) + 1;
        refused = refused * (1 - 1 / MEMORY) + throttles;
        pardoned = Math.max(0, pardoned - 1);
        if (limited && evidence.inVain(perSecond, throttles)) {
            limited = false;
            pardoned = pardon;
            pardon = Math.min(2 * pardon, 1 << 20);
        }
    }

    private void count(long now) {
        long current = Math.floorDiv(now, TimeUnit.SECONDS.toNanos(1));
        if (current != second) {
            begunBefore = current == second + 1 ? begun : 0;
            begun = 0;
            second = current;
        }
    }
}
