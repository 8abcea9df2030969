package io.github.bedrockcli.bulk;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Does the same work on every input of a lazy sequence, several at a time, and hands the results over in input order.
 * At most twice as many inputs as threads are taken and not yet handed over, so memory does not grow with the input.
 */
public final class OrderedPool {
    private final int concurrency;

    /** @param concurrency how many inputs are worked on at once, at least 1 */
    public OrderedPool(int concurrency) {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency is at least 1, not " + concurrency);
        }
        this.concurrency = concurrency;
    }

    /** Takes one result; what it throws stops the run and is thrown out of it. */
    @FunctionalInterface
    public interface Receiver<O, X extends Exception> {
        void accept(O result) throws X;
    }

    /**
     * Runs to the end of the inputs. The calling thread receives the results; the inputs are read on a thread of their
     * own, so that results do not wait for a slow source. The first failure, in input order, of an input, of the work
     * or of the receiver is thrown: the results before it have been received by then, nothing more is read or begun,
     * and what is still being worked on is interrupted and forgotten, as are results behind the failure.
     *
     * @throws InterruptedException when the calling thread is interrupted; its work is stopped likewise
     */
    public <I, O, X extends Exception> void run(Iterator<I> inputs, Function<I, O> work, Receiver<O, X> receiver)
            throws X, InterruptedException {
        Run<I, O> run = new Run<>(inputs, work);
        try {
            run.start();
            while (true) {
                Optional<Future<O>> next = run.next();
                if (next.isEmpty()) {
                    return;
                }
                receiver.accept(result(next.get()));
                run.received();
            }
        } finally {
            run.stop();
        }
    }

    private static <O> O result(Future<O> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** One run: the threads, and what has been taken and not yet handed over. */
    private final class Run<I, O> {
        private final Iterator<I> inputs;
        private final Function<I, O> work;
        private final Semaphore room = new Semaphore(2 * concurrency);
        /** Results under way in input order; an empty one is the end. */
        private final BlockingQueue<Optional<Future<O>>> taken = new LinkedBlockingQueue<>();

        /** Place of the first input, in input order, whose work has failed so far. */
        private final AtomicLong failed = new AtomicLong(Long.MAX_VALUE);

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final ExecutorService workers = Executors.newFixedThreadPool(concurrency, daemons("bedrock-call"));
        private final Thread feeder = daemons("bedrock-input").newThread(this::feed);

        Run(Iterator<I> inputs, Function<I, O> work) {
            this.inputs = inputs;
            this.work = work;
        }

        void start() {
            feeder.start();
        }

        Optional<Future<O>> next() throws InterruptedException {
            return taken.take();
        }

        void received() {
            room.release();
        }

        void stop() {
            stopped.set(true);
            workers.shutdownNow();
            feeder.interrupt();
        }

        private void feed() {
            try {
                room.acquire();
                for (long place = 0; !stopped.get() && inputs.hasNext(); place++) {
                    long number = place;
                    I input = inputs.next();
                    taken.add(Optional.of(workers.submit(() -> attempt(number, input))));
                    room.acquire();
                }
                taken.add(Optional.empty());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                taken.add(Optional.of(CompletableFuture.failedFuture(e)));
            }
        }

        private O attempt(long place, I input) {
            if (place > failed.get()) {
                // Nobody will see it: the receiver stops at the failure before it.
                throw new CancellationException("an input before this one has failed");
            }
            try {
                return work.apply(input);
            } catch (RuntimeException | Error e) {
                failed.accumulateAndGet(place, Math::min);
                stopped.set(true);
                throw e;
            }
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
