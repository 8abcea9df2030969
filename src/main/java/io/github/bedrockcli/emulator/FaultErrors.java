package io.github.bedrockcli.emulator;

import io.github.bedrockcli.emulator.ApiOperation.Service;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The errors of the services' models with their statuses, and the words of each: recorded ones, or the emulator's own,
 * which say so.
 *
 * <p>Source: the service models of {@code bedrock}, {@code bedrock-runtime}, {@code sts}, {@code sso} and
 * {@code sso-oidc} (botocore 1.43), for the last three of Bedrock and the first of STS bedrock-api.md 2.3 and the common
 * errors of the STS reference.
 */
final class FaultErrors {
    /** Errors of the layer in front of Bedrock, which no model has. */
    private static final Set<String> FRONT =
            Set.of("ExpiredTokenException", "UnrecognizedClientException", "InvalidSignatureException");

    private static final Map<Service, Map<String, Integer>> STATUSES = Map.of(
            Service.BEDROCK,
            table("AccessDeniedException 403 ConflictException 400 InternalServerException 500 ModelErrorException 424"
                    + " ModelNotReadyException 429 ModelStreamErrorException 424 ModelTimeoutException 408"
                    + " ResourceInUseException 400 ResourceNotFoundException 404 ServiceQuotaExceededException 400"
                    + " ServiceUnavailableException 503 ThrottlingException 429 TooManyTagsException 400"
                    + " ValidationException 400 ExpiredTokenException 403 UnrecognizedClientException 403"
                    + " InvalidSignatureException 403"),
            Service.STS,
            table("Throttling 400 AccessDenied 403 InternalFailure 500 ServiceUnavailable 503"
                    + " ExpiredTokenException 400 IDPCommunicationError 400 IDPRejectedClaim 403"
                    + " InvalidIdentityToken 400 MalformedPolicyDocument 400 PackedPolicyTooLarge 400"
                    + " RegionDisabledException 403"),
            Service.SSO,
            table("InvalidRequestException 400 ResourceNotFoundException 404 TooManyRequestsException 429"
                    + " UnauthorizedException 401"),
            Service.OIDC,
            table("AccessDeniedException 400 AuthorizationPendingException 400 ExpiredTokenException 400"
                    + " InternalServerException 500 InvalidClientException 401 InvalidClientMetadataException 400"
                    + " InvalidGrantException 400 InvalidRedirectUriException 400 InvalidRequestException 400"
                    + " InvalidScopeException 400 SlowDownException 400 UnauthorizedClientException 400"
                    + " UnsupportedGrantTypeException 400"));

    /** Recorded, as bedrock-api.md 2.3 has them. */
    private static final Map<String, String> WORDS = Map.of(
            "AccessDeniedException",
            "You don't have access to the model with the specified model ID.",
            "ResourceNotFoundException",
            "This model version has reached the end of its life. "
                    + "Please refer to the AWS documentation for more details.",
            "ServiceUnavailableException",
            "Model is getting throttled. Try your request again.",
            "ThrottlingException",
            Throttle.WORDS,
            "ModelStreamErrorException",
            "The system encountered an unexpected error during processing. Try your request again.",
            "ExpiredTokenException",
            "The security token included in the request is expired",
            "UnrecognizedClientException",
            "The security token included in the request is invalid.");

    private FaultErrors() {}

    /** The codes that any of some services has. */
    static Set<String> codes(Set<Service> services) {
        Set<String> codes = new TreeSet<>();
        services.forEach(service -> codes.addAll(of(service).keySet()));
        return codes;
    }

    /** The words that come with a code. */
    static String words(String code) {
        return Optional.ofNullable(WORDS.get(code)).orElse("The bedrock emulator was told to fail with " + code + ".");
    }

    /** What a service calls it when requests come too fast; STS and the sign-in have words of their own. */
    static String throttling(Service service) {
        return switch (service) {
            case BEDROCK -> "ThrottlingException";
            case STS -> "Throttling";
            case SSO -> "TooManyRequestsException";
            case OIDC -> "SlowDownException";
        };
    }

    /** An error in the form of its service. */
    static Response.Whole response(Service service, String code) {
        int status = of(service).getOrDefault(code, 400);
        return switch (service) {
            case STS -> Sts.error(ServiceError.of(status, code, words(code)));
            case OIDC -> new SignIn.Refusal(status, code, grant(code), words(code)).json();
            default ->
                FRONT.contains(code)
                        ? ServiceError.identity(code, words(code)).json()
                        : ServiceError.of(status, code, words(code)).json();
        };
    }

    /** {@code SlowDownException} as OAuth writes it: {@code slow_down}. */
    private static String grant(String code) {
        return code.replaceFirst("Exception$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    private static Map<String, Integer> of(Service service) {
        return STATUSES.getOrDefault(service, Map.of());
    }

    private static Map<String, Integer> table(String text) {
        String[] words = text.split(" ", -1);
        Map<String, Integer> table = new TreeMap<>();
        for (int at = 0; at < words.length; at += 2) {
            table.put(words[at], Integer.valueOf(words[at + 1]));
        }
        return table;
    }
}
