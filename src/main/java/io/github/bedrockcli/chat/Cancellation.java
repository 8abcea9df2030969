package io.github.bedrockcli.chat;

import io.github.bedrockcli.aws.EventStream;
import org.jspecify.annotations.Nullable;

/** Lets another thread, that of the Ctrl-C, stop the call that the thread which made this is waiting for. */
final class Cancellation {
    private final Thread caller = Thread.currentThread();
    private @Nullable EventStream stream;
    private boolean cancelled;
    private boolean finished;

    /** Stops the call: closes its stream, or wakes the caller where there is no stream to close. */
    synchronized void cancel() {
        if (finished || cancelled) {
            return;
        }
        cancelled = true;
        if (stream == null) {
            caller.interrupt();
        } else {
            stream.close();
        }
    }

    /** From now on there is a stream to close. */
    synchronized void opened(EventStream events) {
        stream = events;
        if (cancelled) {
            events.close();
        }
    }

    /** Said by the caller: the call is over, a later {@link #cancel} does nothing, and what woke it has been seen. */
    synchronized void finish() {
        finished = true;
        if (cancelled) {
            Thread.interrupted();
        }
    }

    synchronized boolean cancelled() {
        return cancelled;
    }
}
