package io.github.bedrockcli.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done when the process is told to stop, and what the threads that were at work can still do. */
@Timeout(30)
final class StoppingTest {
    private final Stopping stopping = new Stopping();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whatIsLeftIsDoneOnceNewestFirst() {
        stopping.add(() -> done.add("first"));
        stopping.add(() -> done.add("forgotten")).close();
        stopping.add(() -> done.add("last"));

        assertThat(stopping.stop()).isEqualTo(130);
        assertThat(stopping.stop()).isEqualTo(130);
        assertThat(done).containsExactly("last", "first");
    }

    @Test
    void aCleanUpThatFailsKeepsNoOtherFromItsWork() {
        stopping.add(() -> done.add("other"));
        stopping.add(() -> {
            throw new IllegalStateException("broken");
        });
        assertThat(stopping.stop()).isEqualTo(130);
        assertThat(done).containsExactly("other");
    }

    @Test
    void aProgramThatHasEndedByItselfKeepsItsCodeAndIsNotCleanedUp() {
        stopping.add(() -> done.add("late"));
        stopping.end(7);
        assertThat(stopping.stop()).isEqualTo(7);
        assertThat(stopping.code()).isEqualTo(7);
        assertThat(done).isEmpty();
    }

    @Test
    void aServerMayCallAStopItsProperEnd() {
        stopping.endWith(0);
        assertThat(stopping.stop()).isZero();
    }

    @Test
    void nobodyGetsPastAStop() throws Exception {
        stopping.stop();
        Thread ending = started(() -> stopping.end(0));
        Thread adding = started(() -> stopping.add(() -> done.add("never")));
        awaitWaiting(ending);
        awaitWaiting(adding);
        ending.interrupt();
        awaitWaiting(ending);
        assertThat(stopping.code()).isEqualTo(130);
        assertThat(done).isEmpty();
    }

    @Test
    void aStopWaitsForWorkThatIsNotToBeCut() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread working = started(() -> stopping.whole(() -> {
            begun.countDown();
            awaited(goOn);
            done.add("work");
            return stopping.add(() -> done.add("clean-up"));
        }));
        awaited(begun);
        Thread stop = started(stopping::stop);
        awaitWaiting(stop);
        assertThat(stopping.code()).as("can be asked meanwhile").isEqualTo(130);
        goOn.countDown();
        stop.join();
        working.join();
        assertThat(done).containsExactly("work", "clean-up");
    }

    @Test
    void aSignalThatOthersHaveGotIsWaitedForAMoment() throws Exception {
        stopping.expect(Duration.ZERO);
        Thread expecting = started(() -> {
            try {
                stopping.expect(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                done.add("interrupted");
            }
            done.add("came back");
        });
        stopping.stop();
        awaitWaiting(expecting);
        assertThat(done).isEmpty();
    }

    @Test
    void afterAStopOnlyTheCleanUpsPrint() throws Exception {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        OutputStream out = stopping.guard(screen);
        AtomicBoolean failed = new AtomicBoolean();
        print(out, "before ", failed);
        stopping.add(() -> print(out, "note", failed));
        Thread stop = started(stopping::stop);
        stop.join();
        print(out, " error: cancelled", failed);
        assertThat(screen).hasToString("before note");
        assertThat(failed).isFalse();
    }

    private static void print(OutputStream out, String text, AtomicBoolean failed) {
        try {
            out.write(text.charAt(0));
            out.write(text.substring(1).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            failed.set(true);
        }
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** It waits, and for no end that is in sight. */
    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }
}
