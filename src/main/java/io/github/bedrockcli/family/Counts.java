package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Usage;
import org.jspecify.annotations.Nullable;

/** Reads token counts out of replies. */
final class Counts {
    private Counts() {}

    /** A count; null where there is none. A guardrail's replies write whole numbers as {@code 28.0}. */
    static @Nullable Long of(JsonNode node) {
        return node.isNumber() ? node.longValue() : null;
    }

    /** The counts that Bedrock adds to the last chunk of every InvokeModel stream. */
    static Usage metrics(JsonNode metrics) {
        return new Usage(
                of(metrics.path("inputTokenCount")),
                of(metrics.path("outputTokenCount")),
                of(metrics.path("cacheReadInputTokenCount")),
                of(metrics.path("cacheWriteInputTokenCount")));
    }
}
