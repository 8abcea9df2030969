package io.github.bedrockcli.family;

/** A reply that is not what its family's documentation says: nothing may be guessed from it. */
public final class UnreadableReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableReplyException(String message) {
        super(message);
    }
}
