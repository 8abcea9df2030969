package io.github.bedrockcli.cli;

/** Standard output or an output file could not be written: a full disk, a lost mount. Ends with exit code 1. */
public final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutputException(String message, Throwable cause) {
        super(message, cause);
    }
}
