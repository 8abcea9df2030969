package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A call under way on a thread of its own, for whose answer nobody waits longer than was agreed. */
final class Bounded<T> {
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final Duration patience;
    private final long end;

    private Bounded(Duration patience) {
        this.patience = patience;
        this.end = System.nanoTime() + patience.toNanos();
    }

    /** Begins at once. */
    static <T> Bounded<T> start(Duration patience, Supplier<T> call) {
        Bounded<T> bounded = new Bounded<>(patience);
        Thread thread = new Thread(
                () -> {
                    try {
                        bounded.answer.complete(call.get());
                    } catch (RuntimeException | Error e) {
                        bounded.answer.completeExceptionally(e);
                    }
                },
                "bedrock-check");
        thread.setDaemon(true);
        thread.start();
        return bounded;
    }

    /** @throws BedrockException the call's, or of kind TIMEOUT when it takes too long */
    T get() {
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw BedrockException.of(Kind.TIMEOUT, "no answer within " + patience.toSeconds() + " s")
                    .cause(e)
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BedrockException.of(Kind.CANCELLED, "the call was cancelled")
                    .cause(e)
                    .build();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
