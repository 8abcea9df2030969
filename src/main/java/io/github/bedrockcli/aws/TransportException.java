package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request could not be sent, or its reply not be read: what happened in plain words, and whether to try again. */
final class TransportException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final boolean retryable;

    /** @param retryable whether no answer can have been generated yet, so that trying again costs nothing */
    TransportException(Kind kind, boolean retryable, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryable = retryable;
    }

    static TransportException cancelled() {
        return new TransportException(Kind.CANCELLED, false, "the call was cancelled", null);
    }

    Kind kind() {
        return kind;
    }

    boolean retryable() {
        return retryable;
    }
}
