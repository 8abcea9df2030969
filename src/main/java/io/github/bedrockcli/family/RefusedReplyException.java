package io.github.bedrockcli.family;

/** A refusal that the service tells inside a reply of HTTP 200, in its own words. */
public final class RefusedReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedReplyException(String message) {
        super(message);
    }
}
