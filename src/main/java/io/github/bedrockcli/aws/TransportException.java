package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request could not be sent, or its reply not be read: what happened in plain words, and whether to try again. */
final class TransportException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final boolean retryable;
    private final boolean answerLost;
    private final boolean onKept;

    /** @param retryable whether no answer can have been generated yet, so that trying again costs nothing */
    TransportException(Kind kind, boolean retryable, String message, @Nullable Throwable cause) {
        this(kind, retryable, false, false, message, cause);
    }

    private TransportException(
            Kind kind,
            boolean retryable,
            boolean answerLost,
            boolean onKept,
            String message,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryable = retryable;
        this.answerLost = answerLost;
        this.onKept = onKept;
    }

    static TransportException cancelled() {
        return new TransportException(Kind.CANCELLED, false, "the call was cancelled", null);
    }

    /** The request was sent, and no whole reply came: the answer may have been generated, and charged for. */
    static TransportException lost(Kind kind, String message, @Nullable Throwable cause) {
        return new TransportException(kind, false, true, false, message, cause);
    }

    /** The same, once it is known that the answer may have been generated. */
    TransportException lost() {
        return lost(kind, String.valueOf(getMessage()), this);
    }

    /** The same, of a connection that was kept from an earlier request. */
    TransportException onKept() {
        return new TransportException(kind, retryable, answerLost, true, String.valueOf(getMessage()), this);
    }

    Kind kind() {
        return kind;
    }

    boolean retryable() {
        return retryable;
    }

    /** Whether trying again may work, but may pay for the answer twice. */
    boolean answerLost() {
        return answerLost;
    }

    /** Whether the connection was kept from an earlier request, and its age may be all that was wrong. */
    boolean wasKept() {
        return onKept;
    }
}
