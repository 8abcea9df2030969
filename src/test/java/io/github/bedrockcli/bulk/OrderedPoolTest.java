package io.github.bedrockcli.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Order, bounds and endings of the pool. */
@Timeout(30)
final class OrderedPoolTest {
    private final List<Integer> received = new ArrayList<>();

    private static Iterator<Integer> upTo(int end) {
        return IntStream.range(0, end).iterator();
    }

    @Test
    void resultsComeInInputOrderThoughLaterWorkEndsFirst() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        new OrderedPool(2)
                .run(
                        upTo(5),
                        number -> {
                            if (number == 0) {
                                await(second);
                            } else {
                                second.countDown();
                            }
                            return number * 10;
                        },
                        received::add);
        assertThat(received).containsExactly(0, 10, 20, 30, 40);
    }

    @Test
    void asManyAsAskedForRunAtOnce() throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        new OrderedPool(4)
                .run(
                        upTo(8),
                        number -> {
                            try {
                                together.await(10, TimeUnit.SECONDS);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                            return number;
                        },
                        received::add);
        assertThat(received).hasSize(8);
    }

    @Test
    void aMillionInputsNeverHaveMoreThanTwiceTheConcurrencyOutstanding() throws Exception {
        AtomicInteger outstanding = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Iterator<Integer> counted = IntStream.range(0, 1_000_000)
                .peek(number -> most.accumulateAndGet(outstanding.incrementAndGet(), Math::max))
                .iterator();
        AtomicInteger count = new AtomicInteger();
        new OrderedPool(8).run(counted, number -> number, number -> {
            assertThat(number).isEqualTo(count.getAndIncrement());
            outstanding.decrementAndGet();
        });
        assertThat(count).hasValue(1_000_000);
        // One more than the bound may be counted: an input is taken just after its place became free, and this test
        // counts the place as free only afterwards; and hasNext of this iterator takes one ahead.
        assertThat(most.get()).isBetween(1, 2 * 8 + 2);
    }

    @Test
    void theFirstFailureStopsTheRunAfterTheResultsBeforeIt() {
        AtomicInteger taken = new AtomicInteger();
        Iterator<Integer> endless = IntStream.iterate(0, number -> number + 1)
                .peek(number -> taken.incrementAndGet())
                .iterator();
        assertThatThrownBy(() -> new OrderedPool(2)
                        .run(
                                endless,
                                number -> {
                                    if (number == 3) {
                                        throw new IllegalStateException("three");
                                    }
                                    return number;
                                },
                                received::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("three");
        assertThat(received).containsExactly(0, 1, 2);
        assertThat(taken.get()).isLessThan(20);
    }

    @Test
    void whatWaitsForItsTurnBehindAFailureIsNotBegun() {
        // Once is a matter of luck: which thread is first.
        for (int round = 0; round < 100; round++) {
            List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
            assertThatThrownBy(() -> new OrderedPool(1)
                            .run(
                                    upTo(100),
                                    number -> {
                                        begun.add(number);
                                        if (number == 1) {
                                            throw new IllegalStateException("one");
                                        }
                                        return number;
                                    },
                                    number -> {}))
                    .hasMessage("one");
            assertThat(begun).containsExactly(0, 1);
        }
    }

    @Test
    void ofSeveralFailuresTheFirstInInputOrderIsThrown() {
        CountDownLatch later = new CountDownLatch(1);
        assertThatThrownBy(() -> new OrderedPool(2)
                        .<Integer, Integer, RuntimeException>run(
                                upTo(100),
                                number -> {
                                    if (number == 1) {
                                        later.countDown();
                                        throw new IllegalStateException("one");
                                    }
                                    await(later);
                                    throw new IllegalStateException("zero");
                                },
                                received::add))
                .hasMessage("zero");
        assertThat(received).isEmpty();
    }

    @Test
    void aFailingInputIsThrownAfterTheResultsBeforeIt() {
        Iterator<Integer> broken = IntStream.range(0, 5)
                .map(number -> {
                    if (number == 2) {
                        throw new IllegalArgumentException("line 3");
                    }
                    return number;
                })
                .iterator();
        assertThatThrownBy(() -> new OrderedPool(4).run(broken, number -> number, received::add))
                .hasMessage("line 3");
        assertThat(received).containsExactly(0, 1);
    }

    @Test
    void aFailingReceiverEndsTheRunAndInterruptsTheWork() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThatThrownBy(() -> new OrderedPool(2)
                        .run(
                                upTo(2),
                                number -> {
                                    if (number == 1) {
                                        started.countDown();
                                        try {
                                            new CountDownLatch(1).await();
                                        } catch (InterruptedException e) {
                                            interrupted.countDown();
                                        }
                                    }
                                    return number;
                                },
                                number -> {
                                    await(started);
                                    throw new java.io.IOException("closed");
                                }))
                .isInstanceOf(java.io.IOException.class);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterruptedCallerStopsTheRun() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                new OrderedPool(1)
                        .run(
                                upTo(1),
                                number -> {
                                    started.countDown();
                                    await(new CountDownLatch(1));
                                    return number;
                                },
                                received::add);
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        caller.start();
        await(started);
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(received).isEmpty();
    }

    @Test
    void resultsDoNotWaitForASlowInput() throws Exception {
        CountDownLatch firstReceived = new CountDownLatch(1);
        Iterator<Integer> slow = new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                if (next == 1) {
                    await(firstReceived);
                }
                return next < 2;
            }

            @Override
            public Integer next() {
                return next++;
            }
        };
        new OrderedPool(4).run(slow, number -> number, number -> {
            received.add(number);
            firstReceived.countDown();
        });
        assertThat(received).containsExactly(0, 1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
