package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How fast calls may begin once one was throttled. */
class SharedRateTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final SteppedTime time = new SteppedTime(0);
    private final SharedRate rate = new SharedRate(time::nanos);
    /** Of throttles that have nothing to do with the rate. */
    private double chance;

    /** Workers that each make one call after the other, of a service that takes so many a second. */
    private final class Simulation {
        private final Random random = new Random(6);
        private final int taken;
        private final long latency;
        private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));
        private double bucket;
        private long filled = time.nanos();
        private int left;
        int done;
        int failed;
        int throttles;

        private record Event(long at, Runnable action) {}

        Simulation(int workers, int calls, int taken, Duration latency) {
            this.taken = taken;
            this.bucket = taken;
            this.latency = latency.toNanos();
            this.left = calls;
            for (int i = 0; i < workers; i++) {
                at(time.nanos(), this::next);
            }
        }

        void run() {
            while (!events.isEmpty()) {
                Event event = events.poll();
                time.pass(Duration.ofNanos(Math.max(0, event.at() - time.nanos())));
                event.action().run();
            }
        }

        private void at(long when, Runnable action) {
            events.add(new Event(when, action));
        }

        private void next() {
            if (left > 0) {
                left--;
                await(rate.ticket(), time.nanos(), 1);
            }
        }

        private void await(long ticket, long earliest, int attempt) {
            long wait = Math.max(earliest - time.nanos(), rate.untilTurn(ticket));
            if (wait <= 0) {
                send(attempt);
            } else {
                at(time.nanos() + Math.min(wait, SECOND / 2), () -> await(ticket, earliest, attempt));
            }
        }

        private void send(int attempt) {
            rate.begin();
            long sent = time.nanos();
            bucket = Math.min(taken, bucket + (sent - filled) * (double) taken / SECOND);
            filled = sent;
            if (bucket >= 1 && (chance == 0 || random.nextDouble() >= chance)) {
                bucket--;
                at(sent + latency, () -> {
                    rate.succeeded();
                    done++;
                    next();
                });
            } else {
                at(sent + latency / 10, () -> refused(sent, attempt));
            }
        }

        private void refused(long sent, int attempt) {
            throttles++;
            rate.throttled(sent);
            if (attempt == 4) {
                failed++;
                next();
                return;
            }
            Duration back = Backoff.PATIENT.after(attempt, true, random.nextDouble());
            await(rate.ticket(), time.nanos() + back.toNanos(), attempt + 1);
        }
    }

    @Test
    void nothingIsHeldUpWhereNothingThrottles() {
        Simulation calls = new Simulation(64, 5_000, 1_000_000, Duration.ofMillis(100));
        long start = time.nanos();
        calls.run();
        assertThat(calls.done).isEqualTo(5_000);
        assertThat(time.nanos() - start).isEqualTo(79 * SECOND / 10);
    }

    /** A hundred seconds' worth of calls, each with four attempts, the first of them all at once. */
    @ParameterizedTest
    @CsvSource({"64, 1", "64, 2", "64, 5", "64, 20", "64, 100", "8, 1", "8, 10", "2, 1", "1, 1"})
    void callsThatAreTooManyAllGetThrough(int workers, int taken) {
        Simulation calls = new Simulation(workers, 100 * taken, taken, Duration.ofMillis(20));
        long start = time.nanos();
        calls.run();
        assertThat(calls.done).isEqualTo(100 * taken);
        assertThat(calls.failed).isZero();
        assertThat((time.nanos() - start) / SECOND).isLessThan(160);
    }

    /** Ten thousand calls: without throttles they take 32 s, and with each throttle slowing them, many minutes. */
    @ParameterizedTest
    @CsvSource({"100, 60", "40, 60", "30, 60", "10, 400", "5, 400"})
    void throttlesByChanceDoNotBringAllToACrawl(int oneIn, int seconds) {
        chance = 1.0 / oneIn;
        Simulation calls = new Simulation(64, 10_000, 1_000_000, Duration.ofMillis(200));
        long start = time.nanos();
        calls.run();
        // A call whose four attempts all meet one fails, however slow it is.
        assertThat(calls.done + calls.failed).isEqualTo(10_000);
        assertThat(calls.failed).isLessThan(50);
        assertThat((time.nanos() - start) / SECOND).isLessThan(seconds);
    }

    @Test
    void throttlesAtBothOfTwoRatesAreNotForTheNumberOfCalls() {
        RateEvidence evidence = new RateEvidence(0.07, 0.4);
        assertThat(window(evidence, 100, 6)).isFalse();
        assertThat(window(evidence, 60, 6)).isFalse();
        assertThat(window(evidence, 40, 0)).isFalse();
        assertThat(window(evidence, 40, 6)).isTrue();
    }

    @Test
    void aQuotaThatShrankIsNoChance() {
        RateEvidence evidence = new RateEvidence(0.07, 0.4);
        assertThat(window(evidence, 100, 6)).isFalse();
        assertThat(window(evidence, 70, 20)).isFalse();
        assertThat(window(evidence, 20, 6)).isFalse();
    }

    private static boolean window(RateEvidence evidence, double perSecond, int throttles) {
        boolean inVain = false;
        for (int i = 0; i < 30; i++) {
            inVain |= evidence.inVain(perSecond, i < throttles ? 1 : 0);
        }
        return inVain;
    }

    @Test
    void aThrottleThatIsAloneAmongManyRepliesSlowsNobody() {
        begin(10);
        for (int i = 0; i < 50; i++) {
            rate.succeeded();
        }
        rate.throttled(time.nanos());
        assertThat(rate.ticket()).isEqualTo(SharedRate.FREE);
    }

    @Test
    void beforeAnyThrottleNobodyWaits() {
        rate.begin();
        rate.succeeded();
        assertThat(rate.ticket()).isEqualTo(SharedRate.FREE);
        assertThat(rate.untilTurn(SharedRate.FREE)).isZero();
    }

    @Test
    void aThrottleSpacesWhatComesAfterIt() {
        begin(10);
        rate.throttled(time.nanos());
        assertThat(rate.perSecond()).isEqualTo(7);
        assertThat(rate.untilTurn(rate.ticket())).isZero();
        assertThat(rate.untilTurn(rate.ticket())).isEqualTo(SECOND / 7);
        assertThat(rate.untilTurn(rate.ticket())).isEqualTo(2 * SECOND / 7);
    }

    @Test
    void aThrottleSlowsThoseThatWaitAlready() {
        begin(10);
        rate.throttled(time.nanos());
        rate.ticket();
        rate.ticket();
        long third = rate.ticket();
        long was = rate.untilTurn(third);
        time.pass(Duration.ofMillis(50));
        rate.throttled(time.nanos());
        assertThat(rate.untilTurn(third)).isGreaterThan(was);
    }

    @Test
    void callsThatWereUnderWayTogetherSlowOnlyOnce() {
        begin(10);
        long sent = time.nanos();
        time.pass(Duration.ofMillis(10));
        rate.throttled(sent);
        double once = rate.perSecond();
        rate.throttled(sent);
        rate.throttled(sent);
        assertThat(rate.perSecond()).isEqualTo(once);
        rate.throttled(time.nanos());
        assertThat(rate.perSecond()).isLessThan(once);
    }

    @Test
    void successSpeedsUpAgainUntilThereIsNoLimit() {
        begin(10);
        rate.throttled(time.nanos());
        double last = rate.perSecond();
        for (int step = 0; step < 5; step++) {
            time.pass(Duration.ofSeconds(3));
            rate.succeeded();
            assertThat(rate.perSecond()).isGreaterThan(last);
            last = rate.perSecond();
        }
        assertThat(rate.ticket()).isEqualTo(SharedRate.FREE);
    }

    @Test
    void successBringsTheTurnOfThoseThatWaitForward() {
        begin(10);
        rate.throttled(time.nanos());
        for (int i = 0; i < 20; i++) {
            rate.ticket();
        }
        long last = rate.ticket();
        time.pass(Duration.ofSeconds(2));
        long was = rate.untilTurn(last);
        rate.succeeded();
        assertThat(rate.untilTurn(last)).isLessThan(was).isPositive();
    }

    @Test
    void howeverOftenItIsThrottledACallBeginsEveryTwentySeconds() {
        for (int i = 0; i < 50; i++) {
            time.pass(Duration.ofMillis(1));
            rate.throttled(time.nanos());
        }
        rate.ticket();
        assertThat(rate.untilTurn(rate.ticket())).isEqualTo(20 * SECOND);
    }

    private void begin(int calls) {
        for (int i = 0; i < calls; i++) {
            rate.begin();
        }
    }
}
