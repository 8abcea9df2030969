package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A question asked while a stream is read, on a thread of its own: closing ends the wait for its answer at once. */
final class Errand<T> implements AutoCloseable {
    private final String thread;
    private final boolean alone;
    private boolean closed;
    private @Nullable CompletableFuture<T> waiting;

    /**
     * @param thread the name of its thread
     * @param alone whether nobody else has any use for the answer: then who asks is interrupted when the wait is over
     */
    Errand(String thread, boolean alone) {
        this.thread = thread;
        this.alone = alone;
    }

    /**
     * Asks, and waits.
     *
     * @return empty when this was closed, before or meanwhile
     * @throws BedrockException when the question failed, or the wait was interrupted
     */
    Optional<T> ask(Supplier<T> question) {
        CompletableFuture<T> asked = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                return Optional.empty();
            }
            waiting = asked;
        }
        Thread running = new Thread(() -> answer(question, asked), thread);
        running.setDaemon(true);
        running.start();
        try {
            return Optional.of(asked.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled();
        } catch (CancellationException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BedrockException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (alone) {
                running.interrupt();
            }
        }
    }

    private static <T> void answer(Supplier<T> question, CompletableFuture<T> asked) {
        try {
            asked.complete(question.get());
        } catch (RuntimeException | Error e) {
            asked.completeExceptionally(e);
        }
    }

    /** Ends the wait, and lets nobody begin another. */
    @Override
    public void close() {
        CompletableFuture<T> asked;
        synchronized (this) {
            closed = true;
            asked = waiting;
        }
        if (asked != null) {
            asked.cancel(false);
        }
    }

    static BedrockException cancelled() {
        return BedrockException.of(Kind.CANCELLED, "the call was cancelled").build();
    }
}
