package io.github.bedrockcli.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where families push an answer, whole or piece by piece. The same calls come from a reply and from the chunks of a
 * stream, in the order of the answer; {@link #stop} comes exactly once and only when the service ended the answer
 * itself, so a stream without it is broken.
 */
public interface ReplySink {
    /** A piece of the answer's text. */
    void text(String text);

    /** A piece of the model's reasoning, which is not part of the answer. */
    void reasoning(String text);

    /** A complete tool call. */
    void toolUse(ToolUse toolUse);

    /**
     * A part of the answer that is no text: an image, a document. The body as received holds it.
     *
     * @param kind what it is, such as {@code image}
     */
    default void attachment(String kind) {}

    /** What a guardrail found, in the service's own form; it may come after the stop. */
    default void guardrail(JsonNode trace) {}

    /** Token counts known so far; later ones are put over earlier ones. */
    void usage(Usage usage);

    /** The end of the answer. */
    void stop(Stop stop);
}
