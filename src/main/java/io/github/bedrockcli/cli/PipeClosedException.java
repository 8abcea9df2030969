package io.github.bedrockcli.cli;

/** The reader of standard output went away: end quietly with exit code 141. */
public final class PipeClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PipeClosedException(Throwable cause) {
        super("standard output is closed", cause);
    }
}
