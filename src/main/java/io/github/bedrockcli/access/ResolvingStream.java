package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.model.ModelId;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is opened again, once and before anything came of it, when the service refuses the bare model id because it
 * answers through an inference profile only.
 */
final class ResolvingStream implements EventStream {
    private final Function<ModelId, EventStream> opener;
    private final Function<BedrockException, ModelId> profile;
    private EventStream current;
    private @Nullable CompletableFuture<ModelId> search;
    private boolean closed;

    /** Whether the service has taken or refused the request for good; for the reading thread alone. */
    private boolean settled;

    /**
     * @param opener opens the stream of a model
     * @param profile finds the profile to use after a refusal, or fails with the refusal
     */
    ResolvingStream(Function<ModelId, EventStream> opener, ModelId asked, Function<BedrockException, ModelId> profile) {
        this.opener = opener;
        this.profile = profile;
        this.current = opener.apply(asked);
    }

    @Override
    public byte @Nullable [] next() {
        if (settled) {
            return current().next();
        }
        settled = true;
        try {
            return current().next();
        } catch (BedrockException e) {
            if (!OnDemandRefusal.is(e)) {
                throw e;
            }
            reopen(found(e));
            return current().next();
        }
    }

    @Override
    public Optional<String> requestId() {
        return current().requestId();
    }

    @Override
    public int attempts() {
        return current().attempts();
    }

    @Override
    public void close() {
        EventStream open;
        CompletableFuture<ModelId> waiting;
        synchronized (this) {
            closed = true;
            open = current;
            waiting = search;
        }
        if (waiting != null) {
            waiting.cancel(false);
        }
        open.close();
    }

    private synchronized EventStream current() {
        return current;
    }

    /** Looks for the profile on a thread of its own, so that closing ends the wait for it at once. */
    private ModelId found(BedrockException refusal) {
        CompletableFuture<ModelId> found = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                throw cancelled();
            }
            search = found;
        }
        Thread thread = new Thread(() -> search(refusal, found), "bedrock-profile");
        thread.setDaemon(true);
        thread.start();
        try {
            return found.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw cancelled();
        } catch (CancellationException e) {
            throw cancelled();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BedrockException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void search(BedrockException refusal, CompletableFuture<ModelId> found) {
        try {
            found.complete(profile.apply(refusal));
        } catch (RuntimeException | Error e) {
            found.completeExceptionally(e);
        }
    }

    private void reopen(ModelId model) {
        EventStream second = opener.apply(model);
        EventStream first;
        boolean late;
        synchronized (this) {
            first = current;
            current = second;
            late = closed;
        }
        first.close();
        if (late) {
            second.close();
        }
    }

    private static BedrockException cancelled() {
        return BedrockException.of(Kind.CANCELLED, "the call was cancelled").build();
    }
}
