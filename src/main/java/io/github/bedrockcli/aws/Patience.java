package io.github.bedrockcli.aws;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait for AWS, and how often to try.
 *
 * @param connectTimeout for one connection
 * @param readTimeout longest silence between two bytes
 * @param callTimeout for the whole call with its retries; null for none
 * @param maxAttempts tries of one call, at least 1
 * @param retryGeneration whether a request is sent again whose answer may have been generated, and charged for, already
 */
public record Patience(
        Duration connectTimeout,
        Duration readTimeout,
        @Nullable Duration callTimeout,
        int maxAttempts,
        boolean retryGeneration) {}
