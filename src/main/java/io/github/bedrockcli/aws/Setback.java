package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A failure after which a request may be worth sending again. What the service throttles, or is not available for, passes
 * (those are the failures with exit code 6); so do connections that broke before anything came back. What it refuses for
 * good does not.
 *
 * @param reason in plain words
 */
record Setback(Sort sort, String reason) {
    /**
     * Refusals that a wrong clock may be behind: classes ClockSkew and AwsErrorCode of the SDK. It also suspects every
     * 401 and 403, but what is not allowed is not asked for twice.
     */
    private static final Set<String> CLOCK_CODES = Set.of(
            "RequestTimeTooSkewed",
            "RequestExpired",
            "RequestInTheFuture",
            "InvalidSignatureException",
            "InvalidSignature",
            "SignatureDoesNotMatch");

    enum Sort {
        /** A kept connection was closed as the request went out: over a new one it may be answered at once. */
        STALE,
        /** May pass at once. */
        BRIEF,
        /** Takes the service some time. */
        SLOW,
        /** The service has too many requests: others of this run have to wait too. */
        THROTTLED,
        /** The clock of this machine is wrong; the SDK has set its own by the reply. */
        CLOCK,
        /** The answer may have been generated, and charged for, but did not arrive. */
        LOST
    }

    /** Empty for what would fail again. */
    static Optional<Setback> of(Throwable failure) {
        if (failure instanceof AwsServiceException service) {
            return of(service);
        }
        return Failures.inChain(failure, TransportException.class).flatMap(Setback::of);
    }

    private static Optional<Setback> of(TransportException failure) {
        String reason = Text.firstLine(String.valueOf(failure.getMessage()));
        if (failure.retryable()) {
            return Optional.of(new Setback(failure.wasKept() ? Sort.STALE : Sort.BRIEF, reason));
        }
        return failure.answerLost()
                ? Optional.of(new Setback(Sort.LOST, reason + "; the answer may be paid twice"))
                : Optional.empty();
    }

    private static Optional<Setback> of(AwsServiceException failure) {
        BedrockException told = Failures.of(failure);
        String code = told.code().filter(word -> !word.isBlank()).orElse("HTTP " + failure.statusCode());
        if (told.kind() == Kind.THROTTLED) {
            return Optional.of(new Setback(Sort.THROTTLED, "throttled (" + code + ")"));
        }
        if (told.kind() == Kind.UNAVAILABLE) {
            return Optional.of(unavailable(code, Refusal.of(told).cause()));
        }
        return CLOCK_CODES.contains(code) && failure.isClockSkewException()
                ? Optional.of(new Setback(Sort.CLOCK, "the clock of this machine is wrong (" + code + ")"))
                : Optional.empty();
    }

    private static Setback unavailable(String code, RefusalCause cause) {
        return switch (code) {
            case "ModelNotReadyException" -> new Setback(Sort.SLOW, "the model is not ready (" + code + ")");
            case "ModelTimeoutException" -> new Setback(Sort.SLOW, "the model took too long (" + code + ")");
            case "ModelStreamErrorException" -> new Setback(Sort.BRIEF, "the model failed (" + code + ")");
            // In words such as "Model is getting throttled": the service's limit, not a fault of it.
            default ->
                new Setback(
                        cause == RefusalCause.CAPACITY ? Sort.THROTTLED : Sort.BRIEF,
                        "the service is not available (" + code + ")");
        };
    }
}
