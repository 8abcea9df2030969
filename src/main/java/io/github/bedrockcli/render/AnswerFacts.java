package io.github.bedrockcli.render;

import io.github.bedrockcli.model.Api;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call beside the answer itself.
 *
 * @param family the family that read the answer, or null when none fits
 * @param firstByte from the call to its first byte; null before there was one
 */
public record AnswerFacts(
        String model,
        @Nullable String family,
        Api api,
        String region,
        @Nullable Duration firstByte,
        Duration total,
        @Nullable String requestId) {}
