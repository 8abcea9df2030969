package io.github.bedrockcli.model;

import java.util.Locale;

/** How an answer ended, in the words of the contract. */
public enum Outcome {
    /** The model ended its answer itself. */
    COMPLETE,
    /** The token limit cut it. */
    TRUNCATED,
    /** One of the caller's stop sequences came. */
    STOP_SEQUENCE,
    /** The model asks for a tool to be run. */
    TOOL_USE,
    /** A guardrail, a content filter or the model itself refused. */
    BLOCKED,
    /** The context window was full. */
    CONTEXT_EXCEEDED,
    /** The stream ended early or failed. */
    BROKEN;

    /** The name in JSON output, such as {@code stop_sequence}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
