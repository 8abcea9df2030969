package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.EventStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A stream whose failure is explained; closing it ends the wait for the explanation at once. */
final class ExplainedStream implements EventStream {
    private final EventStream events;
    private final UnaryOperator<BedrockException> explainer;
    private boolean closed;
    private @Nullable CompletableFuture<BedrockException> waiting;
    private @Nullable BedrockException unexplained;

    ExplainedStream(EventStream events, UnaryOperator<BedrockException> explainer) {
        this.events = events;
        this.explainer = explainer;
    }

    @Override
    public byte @Nullable [] next() {
        try {
            return events.next();
        } catch (BedrockException e) {
            throw explained(e);
        }
    }

    @Override
    public Optional<String> requestId() {
        return events.requestId();
    }

    @Override
    public int attempts() {
        return events.attempts();
    }

    @Override
    public void close() {
        CompletableFuture<BedrockException> asked;
        BedrockException failure;
        synchronized (this) {
            closed = true;
            asked = waiting;
            failure = unexplained;
        }
        if (asked != null && failure != null) {
            asked.complete(failure);
        }
        events.close();
    }

    /** On a thread of its own, which is interrupted when nobody waits for it any more. */
    private BedrockException explained(BedrockException failure) {
        CompletableFuture<BedrockException> asked = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                return failure;
            }
            waiting = asked;
            unexplained = failure;
        }
        Thread thread = new Thread(() -> explain(failure, asked), "bedrock-explanation");
        thread.setDaemon(true);
        thread.start();
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return BedrockException.of(Kind.CANCELLED, "the call was cancelled").build();
        } catch (ExecutionException e) {
            return failure;
        } finally {
            thread.interrupt();
        }
    }

    private void explain(BedrockException failure, CompletableFuture<BedrockException> asked) {
        try {
            asked.complete(explainer.apply(failure));
        } catch (RuntimeException | Error e) {
            asked.completeExceptionally(e);
        }
    }
}
