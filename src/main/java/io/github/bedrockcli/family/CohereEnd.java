package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Stop;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the finish reasons of Cohere's text models mean.
 *
 * <p>Sources: Bedrock user guide, "Cohere Command models" and "Cohere Command R and Command R+ models"; Cohere's own SDK
 * (cohere-python, {@code FinishReason}); recorded replies; 2026-11. The guide writes those of Command R in small
 * letters, the service in capitals.
 */
final class CohereEnd {
    private CohereEnd() {}

    /** @param detail the service's explanation, where there is one */
    static Stop of(@Nullable String reason, @Nullable String detail) {
        Outcome outcome = switch (reason == null ? "" : reason.toUpperCase(Locale.ROOT)) {
            case "MAX_TOKENS" -> Outcome.TRUNCATED;
            case "STOP_SEQUENCE" -> Outcome.STOP_SEQUENCE;
            case "TOOL_CALL" -> Outcome.TOOL_USE;
            case "ERROR_TOXIC" -> Outcome.BLOCKED;
            case "ERROR_LIMIT" -> Outcome.CONTEXT_EXCEEDED;
            case "ERROR", "USER_CANCEL", "TIMEOUT" -> Outcome.BROKEN;
            default -> Outcome.COMPLETE;
        };
        return new Stop(reason, outcome, detail);
    }
}
