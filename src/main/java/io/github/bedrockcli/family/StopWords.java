package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Outcome;

/**
 * What stop reasons mean. Converse took Claude's words and Nova has Converse's; Llama and Mistral say {@code length}. One
 * list serves them all: a word that only one of them knows does no harm to the others.
 *
 * <p>Sources: the Converse service model ({@code StopReason}); Claude Messages reference; 2026-11.
 */
final class StopWords {
    private StopWords() {}

    /** A word nobody has told us of yet ended an answer all the same: complete, and shown as it came. */
    static Outcome outcome(String word) {
        return switch (word) {
            case "max_tokens", "length" -> Outcome.TRUNCATED;
            case "stop_sequence" -> Outcome.STOP_SEQUENCE;
            case "tool_use" -> Outcome.TOOL_USE;
            case "refusal", "content_filtered", "guardrail_intervened" -> Outcome.BLOCKED;
            case "model_context_window_exceeded" -> Outcome.CONTEXT_EXCEEDED;
            case "malformed_model_output", "malformed_tool_use" -> Outcome.BROKEN;
            default -> Outcome.COMPLETE;
        };
    }
}
