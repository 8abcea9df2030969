package io.github.bedrockcli.aws;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of one streamed answer, pulled by the calling thread as they arrive. Close it to cancel the request, from
 * any thread: a {@link #next} that waits then fails as cancelled. The rest is for one thread at a time.
 */
public interface EventStream extends AutoCloseable {
    /**
     * Waits for the next event. With InvokeModelWithResponseStream an event is the chunk's inner JSON, byte for byte;
     * with ConverseStream it is an object with one member, the event's name, such as
     * {@code {"contentBlockDelta": {…}}}.
     *
     * @return the event, or null when the bytes have ended (whether the answer was whole is the decoder's to say)
     * @throws BedrockException when the request failed, when an exception event came, or when the connection broke; of
     *     kind {@code BROKEN_STREAM} whatever the reason once an event has been given, of kind {@code CANCELLED} after
     *     {@link #close}
     */
    byte @Nullable [] next();

    /** As {@link #next}, with the event's tree, which may be there without reading the bytes once more. */
    default @Nullable StreamEvent nextEvent() {
        byte[] event = next();
        return event == null ? null : StreamEvent.of(event);
    }

    /** Whether the next event has come whole already, so that {@link #next} will not wait; false where that is not known. */
    default boolean isNextAtHand() {
        return false;
    }

    /** The request id, once the reply's headers have come. */
    Optional<String> requestId();

    /** Requests sent for this stream until now, with those that were tried again; 1 before the first. */
    default int attempts() {
        return 1;
    }

    /**
     * Cancels what has not arrived; does nothing when the stream has ended. Any thread may call it, also while another
     * waits in {@link #next}.
     */
    @Override
    void close();
}
