package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Arn;
import io.github.bedrockcli.model.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * STS in its Query protocol: AssumeRole, AssumeRoleWithWebIdentity, GetSessionToken and GetCallerIdentity. Every
 * well-formed role may be assumed, and every six digits but {@code 000000}, which serves to try the refusal, are a valid
 * MFA code of any device.
 *
 * <p>Source of members, limits and replies: the service model of {@code sts} (botocore 1.43) and bedrock-api.md 10.
 */
final class Sts {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static final Pattern ROLE = Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):role/(?:.+/)?([\\w+=,.@-]+)");
    private static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,64}");

    private final Keyring keyring;
    private final Gate gate;

    Sts(Keyring keyring, Gate gate) {
        this.keyring = keyring;
        this.gate = gate;
    }

    /** Answers a Query request, errors included, in XML. */
    Response handle(Request request) {
        Map<String, String> form = new LinkedHashMap<>();
        request.queryPairs().forEach(pair -> form.put(pair.name(), pair.value()));
        Request.pairs(new String(request.body(), StandardCharsets.UTF_8))
                .forEach(pair -> form.put(pair.name(), pair.value()));
        try {
            return switch (form.getOrDefault("Action", "")) {
                case "AssumeRole" -> assumeRole(form, gate.admit(request, "sts"));
                case "AssumeRoleWithWebIdentity" -> assumeRoleWithWebIdentity(form);
                case "GetSessionToken" -> sessionToken(form, gate.admit(request, "sts"));
                case "GetCallerIdentity" -> callerIdentity(gate.admit(request, "sts"));
                default ->
                    throw ServiceError.of(
                            400,
                            "InvalidAction",
                            "Could not find operation " + form.get("Action") + " for version " + form.get("Version"));
            };
        } catch (ServiceError e) {
            return error(e);
        }
    }

    private Response assumeRole(Map<String, String> form, Caller caller) {
        Matcher role = role(form);
        String session = session(form);
        Duration lifetime = lifetime(form, 3_600, 43_200);
        if (caller.temporary() && lifetime.compareTo(Duration.ofHours(1)) > 0) {
            throw invalid("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role "
                    + "chaining");
        }
        String external = form.getOrDefault("ExternalId", "external");
        if (external.length() < 2 || external.length() > 1224) {
            throw invalid("Value at 'externalId' failed to satisfy constraint: Member must have length 2..1224");
        }
        checkCode(form);
        return reply("AssumeRole", assumed(role, session, lifetime));
    }

    private Response assumeRoleWithWebIdentity(Map<String, String> form) {
        Matcher role = role(form);
        String session = session(form);
        String subject = subject(form.getOrDefault("WebIdentityToken", ""));
        Map<String, Object> result = assumed(role, session, lifetime(form, 3_600, 43_200));
        result.put("SubjectFromWebIdentityToken", subject);
        return reply("AssumeRoleWithWebIdentity", result);
    }

    private Response sessionToken(Map<String, String> form, Caller caller) {
        if (caller.temporary()) {
            throw ServiceError.of(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
        }
        Duration lifetime = lifetime(form, 43_200, 129_600);
        checkCode(form);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("Credentials", credentials(keyring.issue(caller.arn(), caller.userId(), lifetime)));
        return reply("GetSessionToken", result);
    }

    /** Device and code come together or not at all. */
    private static void checkCode(Map<String, String> form) {
        String code = form.get("TokenCode");
        if (!form.containsKey("SerialNumber") && code == null) {
            return;
        }
        if (!form.containsKey("SerialNumber") || code == null) {
            throw ServiceError.of(
                    403,
                    "AccessDenied",
                    "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.");
        }
        if (!code.matches("\\d{6}") || code.equals("000000")) {
            throw ServiceError.of(
                    403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. ");
        }
    }

    private static Response callerIdentity(Caller caller) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("Arn", caller.arn());
        result.put("UserId", caller.userId());
        result.put("Account", Arn.of(caller.arn()).orElseThrow().account());
        return reply("GetCallerIdentity", result);
    }

    private Map<String, Object> assumed(Matcher role, String session, Duration lifetime) {
        String arn =
                "arn:" + role.group(1) + ":sts::" + role.group(2) + ":assumed-role/" + role.group(3) + "/" + session;
        String roleId = "AROAEMULATOR00000000:" + session;
        Keyring.Key key = keyring.issue(arn, roleId, lifetime);
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("AssumedRoleId", roleId);
        user.put("Arn", arn);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("AssumedRoleUser", user);
        result.put("Credentials", credentials(key));
        return result;
    }

    private static Map<String, Object> credentials(Keyring.Key key) {
        Map<String, Object> credentials = new LinkedHashMap<>();
        credentials.put("AccessKeyId", key.id());
        credentials.put("SecretAccessKey", key.secret());
        credentials.put("SessionToken", String.valueOf(key.sessionToken()));
        credentials.put("Expiration", String.valueOf(key.expires()));
        return credentials;
    }

    private static Matcher role(Map<String, String> form) {
        Matcher role = ROLE.matcher(form.getOrDefault("RoleArn", ""));
        if (!role.matches()) {
            throw invalid(form.getOrDefault("RoleArn", "") + " is invalid");
        }
        return role;
    }

    private static String session(Map<String, String> form) {
        String session = form.getOrDefault("RoleSessionName", "");
        if (!SESSION.matcher(session).matches()) {
            throw invalid("1 validation error detected: Value '" + session
                    + "' at 'roleSessionName' failed to satisfy constraint: "
                    + "Member must satisfy regular expression pattern: [\\w+=,.@-]*");
        }
        return session;
    }

    /** @param usual where the request names none, in seconds; {@code most} likewise */
    private static Duration lifetime(Map<String, String> form, int usual, int most) {
        String text = form.getOrDefault("DurationSeconds", Integer.toString(usual));
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 900 || Integer.parseInt(text) > most) {
            boolean low = text.matches("\\d{1,3}");
            throw invalid("1 validation error detected: Value '" + text
                    + "' at 'durationSeconds' failed to satisfy constraint: Member must have value "
                    + (low ? "greater than or equal to 900" : "less than or equal to " + most));
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    /** The subject of a token in the form of a JWT; the emulator has nobody's keys to check its signature with. */
    private static String subject(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            if (parts.length == 3) {
                JsonNode claims = Json.parse(Base64.getUrlDecoder().decode(parts[1]));
                return claims.path("sub").asText("unknown");
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Not a JWT: refused below.
        }
        throw ServiceError.of(400, "InvalidIdentityToken", "The ID Token provided is not a valid JWT.");
    }

    private static Response reply(String action, Map<String, Object> result) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(action + "Result", result);
        body.put("ResponseMetadata", Map.of("RequestId", RequestIds.uuid()));
        return Response.text(200, "text/xml", Xml.document(action + "Response", NAMESPACE, body));
    }

    /** The Query protocol's form of an error. */
    static Response.Whole error(ServiceError e) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("Type", "Sender");
        error.put("Code", queryCode(e.code()));
        error.put("Message", e.text());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("Error", error);
        body.put("RequestId", RequestIds.uuid());
        return Response.text(e.status(), "text/xml", Xml.document("ErrorResponse", NAMESPACE, body));
    }

    /** STS has its own names for the same failures. */
    private static String queryCode(String code) {
        return switch (code) {
            case "UnrecognizedClientException" -> "InvalidClientTokenId";
            case "InvalidSignatureException" -> "SignatureDoesNotMatch";
            case "ExpiredTokenException" -> "ExpiredToken";
            case "MissingAuthenticationTokenException" -> "MissingAuthenticationToken";
            case "IncompleteSignatureException" -> "IncompleteSignature";
            default -> code;
        };
    }

    private static ServiceError invalid(String text) {
        return ServiceError.of(400, "ValidationError", text);
    }
}
