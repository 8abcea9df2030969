package io.github.bedrockcli.model;

import java.util.Locale;

/** Who speaks in a turn. */
public enum Role {
    USER,
    ASSISTANT;

    /** The name every vendor's message format uses: {@code user} or {@code assistant}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
