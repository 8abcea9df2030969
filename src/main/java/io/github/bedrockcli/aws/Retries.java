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
    /** What the answer to a question beside the call is worth, in attempts. */
    private static final int BRIEF_ATTEMPTS = 3;

    private Retries() {}

    static RetryStrategy strategy(int maxAttempts) {
        return strategy(maxAttempts, Duration.ofSeconds(1), Duration.ofSeconds(20));
    }

    /** For questions that may stay open: what waits for all of them waits two seconds for one that is throttled. */
    static RetryStrategy brief(int maxAttempts) {
        return strategy(Math.min(maxAttempts, BRIEF_ATTEMPTS), Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    private static RetryStrategy strategy(int maxAttempts, Duration throttled, Duration longest) {
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(maxAttempts)
                .retryOnException(Retries::worthIt)
                .treatAsThrottling(error -> error instanceof SdkServiceException service
                        && (service.isThrottlingException() || service.statusCode() == 429))
                .backoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(100), longest))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(throttled, longest))
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
