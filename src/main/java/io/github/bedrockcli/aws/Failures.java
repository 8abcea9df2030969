package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Turns what the SDK throws into {@link BedrockException}: by error code first, then by status, then by words. The
 * codes are those of the runtime, control plane, STS and SSO service models, and the general ones that recordings show.
 */
final class Failures {
    static final String LONGER = "give it longer with --timeout, or ask for a shorter answer";

    private static final Pattern LIMIT = Pattern.compile("timeout configuration: ([0-9]{1,15}) millis");

    private static final Pattern HOST = Pattern.compile("(https?://)(?:[^/@?#]*@)?([A-Za-z0-9.:\\[\\]-]+)");

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("ExpiredToken", Kind.CREDENTIALS),
            Map.entry("ExpiredTokenException", Kind.CREDENTIALS),
            Map.entry("RequestExpired", Kind.CREDENTIALS),
            Map.entry("UnrecognizedClientException", Kind.CREDENTIALS),
            Map.entry("UnrecognizedClient", Kind.CREDENTIALS),
            Map.entry("InvalidSignatureException", Kind.CREDENTIALS),
            Map.entry("InvalidSignature", Kind.CREDENTIALS),
            Map.entry("SignatureDoesNotMatch", Kind.CREDENTIALS),
            Map.entry("IncompleteSignature", Kind.CREDENTIALS),
            Map.entry("IncompleteSignatureException", Kind.CREDENTIALS),
            Map.entry("InvalidClientTokenId", Kind.CREDENTIALS),
            Map.entry("MissingAuthenticationToken", Kind.CREDENTIALS),
            Map.entry("MissingAuthenticationTokenException", Kind.CREDENTIALS),
            Map.entry("InvalidIdentityToken", Kind.CREDENTIALS),
            Map.entry("InvalidIdentityTokenException", Kind.CREDENTIALS),
            Map.entry("IDPRejectedClaim", Kind.CREDENTIALS),
            Map.entry("UnauthorizedException", Kind.CREDENTIALS),
            Map.entry("AccessDenied", Kind.ACCESS_DENIED),
            Map.entry("AccessDeniedException", Kind.ACCESS_DENIED),
            Map.entry("ForbiddenException", Kind.ACCESS_DENIED),
            Map.entry("FTUFormNotFilled", Kind.ACCESS_DENIED),
            Map.entry("MPAgreementBeingCreated", Kind.ACCESS_DENIED),
            Map.entry("OptInRequired", Kind.ACCESS_DENIED),
            Map.entry("SubscriptionRequiredException", Kind.ACCESS_DENIED),
            Map.entry("RegionDisabledException", Kind.ACCESS_DENIED),
            Map.entry("ValidationException", Kind.REFUSED),
            Map.entry("ValidationError", Kind.REFUSED),
            Map.entry("ResourceNotFoundException", Kind.REFUSED),
            Map.entry("ServiceQuotaExceededException", Kind.REFUSED),
            Map.entry("ConflictException", Kind.REFUSED),
            Map.entry("ModelErrorException", Kind.REFUSED),
            Map.entry("ThrottlingException", Kind.THROTTLED),
            Map.entry("Throttling", Kind.THROTTLED),
            Map.entry("TooManyRequestsException", Kind.THROTTLED),
            Map.entry("RequestLimitExceeded", Kind.THROTTLED),
            Map.entry("ModelNotReadyException", Kind.UNAVAILABLE),
            Map.entry("ServiceUnavailableException", Kind.UNAVAILABLE),
            Map.entry("ServiceUnavailable", Kind.UNAVAILABLE),
            Map.entry("InternalServerException", Kind.UNAVAILABLE),
            Map.entry("InternalFailure", Kind.UNAVAILABLE),
            Map.entry("ModelStreamErrorException", Kind.UNAVAILABLE),
            // Not TIMEOUT: it was the service that gave up on its model, and no time-out of ours is to be raised.
            Map.entry("ModelTimeoutException", Kind.UNAVAILABLE));

    private Failures() {}

    /** @param error what was thrown, with whatever it is wrapped in */
    static BedrockException of(Throwable error) {
        Throwable plain = unwrapped(error);
        Optional<BedrockException> ours = inChain(plain, BedrockException.class);
        if (ours.isPresent()) {
            return ours.get();
        }
        BedrockException failure = single(plain);
        for (Throwable suppressed : plain.getSuppressed()) {
            if (suppressed instanceof GaveUp end) {
                return failure.after(end);
            }
        }
        return failure;
    }

    private static BedrockException single(Throwable plain) {
        Optional<TransportException> transport = inChain(plain, TransportException.class);
        if (transport.isPresent()) {
            return transport(transport.get());
        }
        if (plain instanceof AwsServiceException service) {
            return service(service);
        }
        if (plain instanceof ApiCallAttemptTimeoutException) {
            return unanswered(limit(plain, ClientParts.LIST_PATIENCE), plain);
        }
        if (plain instanceof ApiCallTimeoutException) {
            return unanswered(limit(plain, ClientParts.BRIEF_PATIENCE), plain);
        }
        if (plain instanceof java.util.concurrent.TimeoutException) {
            return BedrockException.of(Kind.TIMEOUT, "no whole answer within the time of --timeout")
                    .cause(plain)
                    .build();
        }
        if (plain instanceof java.util.concurrent.CancellationException || interrupted(plain)) {
            return BedrockException.of(Kind.CANCELLED, "the call was cancelled")
                    .cause(plain)
                    .build();
        }
        if (plain instanceof SdkClientException
                && String.valueOf(plain.getMessage()).startsWith("Unable to unmarshall")) {
            return BedrockException.of(Kind.UNREADABLE, "the reply cannot be understood: " + Text.reason(plain))
                    .cause(plain)
                    .build();
        }
        return BedrockException.of(Kind.INTERNAL, plain.getClass().getSimpleName() + ": " + Text.reason(plain))
                .cause(plain)
                .build();
    }

    /** The SDK's exceptions have the limit in their words only. */
    private static Duration limit(Throwable error, Duration otherwise) {
        Matcher matcher = LIMIT.matcher(String.valueOf(error.getMessage()));
        return matcher.find() ? Duration.ofMillis(Long.parseLong(matcher.group(1))) : otherwise;
    }

    private static BedrockException unanswered(Duration limit, Throwable error) {
        return BedrockException.of(Kind.TIMEOUT, "no answer within " + Text.seconds(limit))
                .fix("try again, or give it longer with --timeout; bedrock doctor tells where it ends")
                .cause(error)
                .build();
    }

    /** The time of the whole call ran out. */
    static BedrockException late(Duration limit, String advice, Throwable error) {
        return BedrockException.of(Kind.TIMEOUT, "no whole answer within " + Text.seconds(limit))
                .fix(advice)
                .cause(error)
                .build();
    }

    /** @param status the HTTP status, or 0 for an exception inside a stream */
    static Kind kind(String code, int status, String message) {
        Optional<Kind> told = Refusal.of(code, status, message).cause().kind();
        if (told.isPresent()) {
            return told.get();
        }
        Kind known = KINDS.get(code);
        if (known != null) {
            return known;
        }
        String words = Text.foldApostrophes(message).toLowerCase(Locale.ROOT);
        return switch (status) {
            case 401 -> Kind.CREDENTIALS;
            case 403 -> Kind.ACCESS_DENIED;
            case 407 -> Kind.NETWORK;
            case 408 -> Kind.UNAVAILABLE;
            case 429 -> Kind.THROTTLED;
            default -> {
                if (status >= 400) {
                    yield status >= 500 ? Kind.UNAVAILABLE : Kind.REFUSED;
                }
                // The services redirect nobody: something between does.
                yield status >= 300 ? Kind.NETWORK : byWords(words);
            }
        };
    }

    private static Kind byWords(String words) {
        if (words.contains("too many requests") || words.contains("throttl")) {
            return Kind.THROTTLED;
        }
        return words.contains("not authorized") || words.contains("access denied") ? Kind.ACCESS_DENIED : Kind.INTERNAL;
    }

    private static BedrockException transport(TransportException failure) {
        BedrockException.Builder built = BedrockException.of(failure.kind(), String.valueOf(failure.getMessage()))
                .damaged(failure.kind() == Kind.BROKEN_STREAM)
                .cause(failure);
        if (failure.getCause() instanceof UnknownHostException) {
            built.fix("check the region (--region, AWS_REGION) and the network connection");
        } else if (failure.getCause() instanceof SSLException tls) {
            boolean unmet = String.valueOf(tls.getMessage()).endsWith("handshake_failure") && TlsLibrary.isUsable();
            built.fix(
                    unmet
                            ? "set BEDROCK_JAVA_OPTS=-Dbedrock.tls=jdk: the JDK's TLS has ciphers and keys that BoringSSL has not"
                            : "if a company proxy stands between, give its certificate authority with --ca-bundle FILE");
        } else if (failure.kind() == Kind.TIMEOUT && failure.retryable()) {
            // Nothing was sent yet: the time for bytes and for the whole call was not what ran out.
            built.fix("check the network, the proxy and the region, or raise --connect-timeout");
        }
        return built.build();
    }

    private static BedrockException service(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        String message = details == null ? null : details.errorMessage();
        int status = failure.statusCode();
        String words = message == null || message.isBlank() ? silent(details, code, status) : message.strip();
        BedrockException.Builder built = BedrockException.of(kind(code == null ? "" : code, status, words), words)
                .code(code)
                .status(status)
                .requestId(failure.requestId())
                .cause(failure);
        if (status >= 300 && status < 400) {
            built.fix("check --endpoint-url and the proxy; bedrock doctor shows who answers");
        }
        return built.build();
    }

    /** For a reply that explains nothing, such as a proxy's web page. */
    private static String silent(@Nullable AwsErrorDetails details, @Nullable String code, int status) {
        String type = details == null || details.sdkHttpResponse() == null
                ? ""
                : details.sdkHttpResponse().firstMatchingHeader("content-type").orElse("");
        if (status >= 300 && status < 400) {
            return redirect(details, status);
        }
        String what = "HTTP " + status + (code == null || code.isBlank() ? "" : " (" + code + ")");
        return type.startsWith("text/html")
                ? "the reply was " + what + " with a web page: a proxy or another server answered, not the service"
                : "the service answered " + what + " and gave no reason";
    }

    /** Says where to, without what follows the host: it may hold what a sign-in page is to know. */
    private static String redirect(@Nullable AwsErrorDetails details, int status) {
        String location = details == null || details.sdkHttpResponse() == null
                ? ""
                : details.sdkHttpResponse().firstMatchingHeader("location").orElse("");
        Matcher host = HOST.matcher(location);
        return "the reply was a redirect (HTTP " + status + ")"
                + (host.lookingAt() ? " to " + host.group(1) + host.group(2) : "")
                + ", which is not followed: a proxy or another server answered, not the service";
    }

    private static Throwable unwrapped(Throwable error) {
        Throwable plain = error;
        while ((plain instanceof CompletionException || plain instanceof ExecutionException)
                && plain.getCause() != null) {
            plain = plain.getCause();
        }
        return plain;
    }

    private static boolean interrupted(Throwable error) {
        return inChain(error, InterruptedException.class).isPresent()
                || error instanceof software.amazon.awssdk.core.exception.AbortedException;
    }

    static <T extends Throwable> Optional<T> inChain(Throwable error, Class<T> type) {
        int depth = 0;
        for (Throwable link = error; link != null && depth < 20; link = link.getCause(), depth++) {
            if (type.isInstance(link)) {
                return Optional.of(type.cast(link));
            }
        }
        return Optional.empty();
    }
}
