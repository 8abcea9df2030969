package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.aws.StreamEvent;
import io.github.bedrockcli.model.ModelId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is opened again, once and before anything came of it, when the service refuses the bare model id because it
 * answers through an inference profile only.
 */
final class ResolvingStream implements EventStream {
    private final Function<ModelId, EventStream> opener;
    private final Function<BedrockException, ModelId> profile;

    /** Goes on when the stream is closed: the profile will do for the next request. */
    private final Errand<ModelId> search = new Errand<>("bedrock-profile", false);

    private EventStream current;
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
        return next(EventStream::next);
    }

    @Override
    public @Nullable StreamEvent nextEvent() {
        return next(EventStream::nextEvent);
    }

    @Override
    public boolean isNextAtHand() {
        return settled && current().isNextAtHand();
    }

    private <T> @Nullable T next(Function<EventStream, @Nullable T> next) {
        if (settled) {
            return next.apply(current());
        }
        settled = true;
        try {
            return next.apply(current());
        } catch (BedrockException e) {
            if (!OnDemandRefusal.is(e)) {
                throw e;
            }
            reopen(found(e));
            return next.apply(current());
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
        synchronized (this) {
            closed = true;
            open = current;
        }
        search.close();
        open.close();
    }

    private synchronized EventStream current() {
        return current;
    }

    private ModelId found(BedrockException refusal) {
        return search.ask(() -> profile.apply(refusal)).orElseThrow(Errand::cancelled);
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
}
