package io.github.bedrockcli.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the service, not the model, is asked to do with a request: headers with InvokeModel, body fields with Converse.
 *
 * @param guardrail the guardrail to apply, or null
 * @param serviceTier {@code priority default flex reserved}, or null
 * @param latency {@code standard optimized}, or null
 * @param requestMetadata pairs for the invocation log; empty for none
 */
public record Knobs(
        @Nullable Guardrail guardrail,
        @Nullable String serviceTier,
        @Nullable String latency,
        Map<String, String> requestMetadata) {
    public static final Knobs NONE = new Knobs(null, null, null, Map.of());

    public Knobs {
        requestMetadata = Map.copyOf(requestMetadata);
    }

    /**
     * A guardrail and how it is applied.
     *
     * @param id id or ARN
     * @param version a number or {@code DRAFT}
     * @param trace whether the reply shows what the guardrail found
     * @param tagInput whether only the user's own input is judged, by tags around it
     * @param streamMode {@code sync} or {@code async} for streams, or null
     */
    public record Guardrail(
            String id,
            String version,
            boolean trace,
            boolean tagInput,
            @Nullable String streamMode) {}
}
