package io.github.bedrockcli.aws;

import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * When a request is sent again: the SDK's standard strategy with its exponential back-off and jitter, but with our own
 * answer to what is worth it. The SDK's would also re-send after a read time-out or a reply that broke off, when the
 * answer may have been generated and paid for already.
 */
final class Retries {
    private Retries() {}

    static RetryStrategy strategy(int maxAttempts) {
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(maxAttempts)
                .retryOnException(Retries::worthIt)
                .treatAsThrottling(error -> error instanceof SdkServiceException service
                        && (service.isThrottlingException() || service.statusCode() == 429))
                .backoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(20)))
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(Duration.ofSeconds(1), Duration.ofSeconds(20)))
                .build();
    }

    /** Failures that pass, and connections that broke before anything came back. */
    private static boolean worthIt(Throwable error) {
        if (error instanceof SdkServiceException service) {
            return Failures.passing(service);
        }
        return Failures.inChain(error, TransportException.class)
                .map(TransportException::retryable)
                .orElse(false);
    }
}
