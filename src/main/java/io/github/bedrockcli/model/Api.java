package io.github.bedrockcli.model;

import java.util.Locale;

/** Which of the runtime's two ways in a request takes. */
public enum Api {
    /** InvokeModel and InvokeModelWithResponseStream: the vendor's own body. */
    INVOKE,
    /** Converse and ConverseStream: one body for every model. */
    CONVERSE;

    /** The name in output: {@code invoke} or {@code converse}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
