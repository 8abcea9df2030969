package io.github.bedrockcli.emulator;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides who a request comes from: a SigV4 signature by a key of the {@link Keyring}, or the API key.
 *
 * <p>Wordings: recorded where the comment says so; else those AWS publishes under "Troubleshoot Signature Version 4".
 */
final class Gate {
    /** How far a request's time may lie from ours: the recorded message says five minutes. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final String UNKNOWN_TOKEN = "The security token included in the request is invalid.";
    private static final String EXPIRED_TOKEN = "The security token included in the request is expired";

    private final Keyring keyring;
    private final Clock clock;

    Gate(Keyring keyring, Clock clock) {
        this.keyring = keyring;
        this.clock = clock;
    }

    /**
     * Checks a request that was signed for {@code service}.
     *
     * @throws ServiceError 403, with the service's own code and words, when it does not come from a known caller
     */
    Caller admit(Request request, String service) {
        String authorization = request.header("authorization")
                .orElseThrow(() -> ServiceError.identity("MissingAuthenticationTokenException", missing(service)));
        if (authorization.startsWith("Bearer ") && service.equals("bedrock")) {
            return admitBearer(authorization.substring("Bearer ".length()).strip());
        }
        if (!authorization.startsWith(SigV4.ALGORITHM + " ")) {
            throw incomplete("Authorization header has an algorithm that is not " + SigV4.ALGORITHM + ".");
        }
        return admitSigned(request, service, fields(authorization));
    }

    /** Words of a rejected API key: public reports (for one, anomalyco/opencode issue 47073). */
    private static Caller admitBearer(String key) {
        if (!SigV4.same(key, Keyring.BEARER_KEY)) {
            throw ServiceError.identity(
                    "AccessDeniedException", "Authentication failed: Please make sure your API Key is valid.");
        }
        String arn = "arn:aws:iam::" + Caller.ACCOUNT + ":user/BedrockAPIKey-emulator";
        return new Caller(arn, "AIDAEMULATOR00000001", false, Emulator.DEFAULT_REGION, true);
    }

    private Caller admitSigned(Request request, String service, Map<String, String> fields) {
        List<String> scope = Arrays.asList(field(fields, "Credential").split("/", -1));
        if (scope.size() != 5) {
            throw incomplete(
                    "Credential must have five slash-delimited elements, " + "e.g. keyid/date/region/service/term.");
        }
        Keyring.Key key = keyring.find(scope.get(0))
                .orElseThrow(() -> ServiceError.identity("UnrecognizedClientException", UNKNOWN_TOKEN));
        String time = request.header("x-amz-date")
                .orElseThrow(() -> incomplete("Authorization header requires existence of a 'X-Amz-Date' header."));
        checkTime(time);
        checkScope(scope, service, time);
        checkSignature(request, key, fields, scope, time);
        checkToken(request, key);
        return new Caller(key.arn(), key.userId(), key.sessionToken() != null, scope.get(2), false);
    }

    private static void checkSignature(
            Request request, Keyring.Key key, Map<String, String> fields, List<String> scope, String time) {
        List<String> signed = List.of(field(fields, "SignedHeaders").split(";", -1));
        if (!signed.contains("host") || !signed.contains("x-amz-date")) {
            throw invalid("'Host' and 'X-Amz-Date' must be among the signed headers of the request.");
        }
        String scopeText = String.join("/", scope.subList(1, 5));
        String text = SigV4.stringToSign(time, scopeText, SigV4.canonicalRequest(request, signed));
        if (!SigV4.same(SigV4.signature(key.secret(), scopeText, text), field(fields, "Signature"))) {
            throw invalid("The request signature we calculated does not match the signature you provided. "
                    + "Check your AWS Secret Access Key and signing method. "
                    + "Consult the service documentation for details.");
        }
    }

    /** The session token belongs to the key; both words are recorded. */
    private void checkToken(Request request, Keyring.Key key) {
        String sent = request.header("x-amz-security-token").orElse("");
        String wanted = key.sessionToken() == null ? "" : key.sessionToken();
        if (!SigV4.same(sent, wanted)) {
            throw ServiceError.identity("UnrecognizedClientException", UNKNOWN_TOKEN);
        }
        if (key.expires() != null && !clock.instant().isBefore(key.expires())) {
            throw ServiceError.identity("ExpiredTokenException", EXPIRED_TOKEN);
        }
    }

    /** The words for a request from the past are recorded; those for one from the future are their mirror image. */
    private void checkTime(String time) {
        Instant sent;
        try {
            sent = WireTime.parseBasic(time);
        } catch (DateTimeException e) {
            throw incomplete("Date must be in ISO-8601 'basic format'.");
        }
        Instant now = clock.instant();
        if (sent.isBefore(now.minus(SKEW))) {
            throw invalid("Signature expired: " + time + " is now earlier than " + WireTime.basic(now.minus(SKEW))
                    + " (" + WireTime.basic(now) + " - 5 min.)");
        }
        if (sent.isAfter(now.plus(SKEW))) {
            throw invalid("Signature not yet current: " + time + " is still later than "
                    + WireTime.basic(now.plus(SKEW)) + " (" + WireTime.basic(now) + " + 5 min.)");
        }
    }

    private static void checkScope(List<String> scope, String service, String time) {
        if (!time.startsWith(scope.get(1))) {
            throw invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.");
        }
        if (!scope.get(3).equals(service)) {
            throw invalid("Credential should be scoped to correct service: '" + service + "'.");
        }
        if (!scope.get(4).equals(SigV4.TERMINATOR)) {
            throw invalid("Credential should be scoped with a valid terminator: 'aws4_request'.");
        }
    }

    private static Map<String, String> fields(String authorization) {
        Map<String, String> fields = new HashMap<>();
        for (String part : authorization.substring(SigV4.ALGORITHM.length()).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                fields.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        return fields;
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null || value.isEmpty()) {
            throw incomplete("Authorization header requires '" + name + "' parameter.");
        }
        return value;
    }

    private static String missing(String service) {
        return service.equals("sts") ? "Request is missing Authentication Token" : "Missing Authentication Token";
    }

    private static ServiceError invalid(String text) {
        return ServiceError.identity("InvalidSignatureException", text);
    }

    private static ServiceError incomplete(String text) {
        return ServiceError.identity("IncompleteSignatureException", text);
    }
}
