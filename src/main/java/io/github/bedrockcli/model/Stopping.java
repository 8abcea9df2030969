package io.github.bedrockcli.model;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is left to do when the process is told to stop (Ctrl-C, a signal) before it has ended by itself. The clean-ups of
 * that moment run once, newest first, on the thread that calls {@link #stop}. From then on the other threads print
 * nothing, since what they would print is only how the end looks from where they are, and none gets past {@link #end}.
 */
public final class Stopping {
    /** As shells count a program that SIGINT ended; the same for the other signals that ask a program to end. */
    public static final int INTERRUPTED = 130;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile @Nullable Thread stopper;
    private volatile int code = INTERRUPTED;
    private boolean ended;

    /** A clean-up that is forgotten when this is closed. */
    public final class Mark implements AutoCloseable {
        private final Runnable cleanUp;

        private Mark(Runnable cleanUp) {
            this.cleanUp = cleanUp;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                marks.remove(this);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Work that a stop comes before or after, never in the middle of. */
    public interface Work<T, X extends Exception> {
        T run() throws X;
    }

    /** From now on, this is to be done when the process is told to stop; quickly, and with no wait for other threads. */
    public Mark add(Runnable cleanUp) {
        return whole(() -> {
            Mark mark = new Mark(cleanUp);
            marks.push(mark);
            return mark;
        });
    }

    /** Does something short, such as to make a file and {@link #add} its removal, that a stop waits for. */
    public <T, X extends Exception> T whole(Work<T, X> work) throws X {
        lock.lock();
        try {
            if (!isOver()) {
                return work.run();
            }
        } finally {
            lock.unlock();
        }
        throw waitForTheEnd();
    }

    /** The exit code of a process that was told to stop, where being told so is its proper end. */
    public void endWith(int stoppedCode) {
        code = stoppedCode;
    }

    /**
     * The process was told to stop: does what is left to do, unless it has ended by itself.
     *
     * @return the code to exit with
     */
    public int stop() {
        List<Mark> left;
        lock.lock();
        try {
            if (ended || stopper != null) {
                return code;
            }
            stopper = Thread.currentThread();
            told.countDown();
            left = new ArrayList<>(marks);
            marks.clear();
        } finally {
            lock.unlock();
        }
        for (Mark mark : left) {
            try {
                mark.cleanUp.run();
            } catch (RuntimeException e) {
                // The others are still to be done, and nobody is left to be told.
            }
        }
        return code;
    }

    /** A signal may be on its way that others have got already: waits for it, and where it comes, does not come back. */
    public void expect(Duration moment) throws InterruptedException {
        if (told.await(moment.toMillis(), TimeUnit.MILLISECONDS)) {
            throw waitForTheEnd();
        }
    }

    /** The code to exit with as things stand; waits for nobody. */
    public int code() {
        return code;
    }

    /** The process ends by itself, with this code. Where it was told to stop already, this does not come back. */
    public void end(int ownCode) {
        whole(() -> {
            ended = true;
            code = ownCode;
            return ownCode;
        });
    }

    /** The same stream, but for what other threads write after the process was told to stop, which goes nowhere. */
    public OutputStream guard(OutputStream out) {
        return new Guarded(out);
    }

    private boolean isOver() {
        Thread stopping = stopper;
        return stopping != null && !stopping.equals(Thread.currentThread());
    }

    private IllegalStateException waitForTheEnd() {
        while (true) {
            try {
                never.await();
            } catch (InterruptedException e) {
                // The end of the process is all that is waited for.
            }
        }
    }

    private final class Guarded extends FilterOutputStream {
        Guarded(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            if (!isOver()) {
                out.write(value);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!isOver()) {
                out.write(bytes, offset, length);
            }
        }
    }
}
