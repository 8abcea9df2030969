package io.github.bedrockcli.model;

import org.jspecify.annotations.Nullable;

/** What the user asked for cannot be done as asked; nothing was sent. Ends the program with exit code 2. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String fix;

    public UsageException(String message) {
        this(message, null);
    }

    /** @param fix the next thing to type, or null when the message says it all */
    public UsageException(String message, @Nullable String fix) {
        super(message);
        this.fix = fix;
    }

    public @Nullable String fix() {
        return fix;
    }
}
