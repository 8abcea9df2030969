package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.aws.StreamEvent;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A stream whose failure is explained; closing it ends the wait for the explanation at once. */
final class ExplainedStream implements EventStream {
    private final EventStream events;
    private final UnaryOperator<BedrockException> explainer;
    private final Errand<BedrockException> explanation = new Errand<>("bedrock-explanation", true);

    ExplainedStream(EventStream events, UnaryOperator<BedrockException> explainer) {
        this.events = events;
        this.explainer = explainer;
    }

    @Override
    public byte @Nullable [] next() {
        return explained(EventStream::next);
    }

    @Override
    public @Nullable StreamEvent nextEvent() {
        return explained(EventStream::nextEvent);
    }

    @Override
    public boolean isNextAtHand() {
        return events.isNextAtHand();
    }

    private <T> @Nullable T explained(Function<EventStream, @Nullable T> next) {
        try {
            return next.apply(events);
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
        explanation.close();
        events.close();
    }

    private BedrockException explained(BedrockException failure) {
        try {
            return explanation.ask(() -> explainer.apply(failure)).orElse(failure);
        } catch (BedrockException e) {
            return Thread.currentThread().isInterrupted() ? e : failure;
        } catch (IllegalStateException e) {
            // What was to explain the failure failed itself: the failure stands as it is.
            return failure;
        }
    }
}
