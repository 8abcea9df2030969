package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IAM Identity Center: sign-in by device code and by authorisation code with PKCE, and the portal's GetRoleCredentials
 * and Logout. A device is approved by opening its verification address (denied with {@code decision=deny} there), or by
 * asking for its token a second time; the page of the other flow sends the browser back at once.
 *
 * <p>Source of members and errors: the service models of {@code sso-oidc} and {@code sso} (botocore 1.43); of
 * {@code /authorize}, which is in no model, what AWS CLI 2.36 sends there (botocore/utils.py); bedrock-api.md section 10.
 */
final class SignIn {
    /** An access token that needs no sign-in, for tests and demonstrations: not a secret. */
    static final String ACCESS_TOKEN = "emulator-sso-access-token-not-a-secret";

    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String CODE_GRANT = "authorization_code";

    /** The pause between two questions for a token, and by how much one that comes too soon lengthens it: RFC 8628. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Duration SLOWER = Duration.ofSeconds(5);

    /** A redirect to this machine may name any port: RFC 8252, 7.3. */
    private static final Pattern LOOPBACK = Pattern.compile("(http://127\\.0\\.0\\.1):\\d{1,5}(/.*)");

    private static final Duration CODE_LIFETIME = Duration.ofMinutes(5);
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(8);
    private static final Duration DEVICE_LIFETIME = Duration.ofMinutes(10);
    private static final Duration CLIENT_LIFETIME = Duration.ofDays(90);
    private static final Duration ROLE_LIFETIME = Duration.ofHours(1);

    private final Clock clock;
    private final Keyring keyring;
    private final Supplier<URI> endpoint;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Map<String, Device> devices = new ConcurrentHashMap<>();
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Map<String, Instant> accessTokens = new ConcurrentHashMap<>();
    private final Map<String, Refresh> refreshTokens = new ConcurrentHashMap<>();

    SignIn(Clock clock, Keyring keyring, Supplier<URI> endpoint) {
        this.clock = clock;
        this.keyring = keyring;
        this.endpoint = endpoint;
        accessTokens.put(ACCESS_TOKEN, Instant.MAX);
    }

    Response registerClient(Request request) {
        JsonNode body = body(request);
        if (text(body, "clientName").isEmpty()) {
            throw new Refusal(400, "InvalidRequestException", "invalid_request", "clientName is required");
        }
        if (!text(body, "clientType").equals("public")) {
            throw new Refusal(
                    400, "InvalidClientMetadataException", "invalid_client_metadata", "clientType must be public");
        }
        List<String> grants = texts(body, "grantTypes");
        List<String> redirects = texts(body, "redirectUris");
        if (grants.contains(CODE_GRANT) && redirects.isEmpty()) {
            throw new Refusal(
                    400,
                    "InvalidRedirectUriException",
                    "invalid_redirect_uri",
                    "redirectUris are required for this grant");
        }
        String id = next("emulator-client-");
        String secret = next("emulator-client-secret-");
        Instant now = clock.instant();
        clients.put(
                id,
                new Client(
                        secret,
                        now.plus(CLIENT_LIFETIME),
                        grants,
                        redirects,
                        !texts(body, "scopes").isEmpty()));
        return Response.json(Json.object()
                .put("clientId", id)
                .put("clientSecret", secret)
                .put("clientIdIssuedAt", now.getEpochSecond())
                .put("clientSecretExpiresAt", now.plus(CLIENT_LIFETIME).getEpochSecond()));
    }

    Response startDeviceAuthorization(Request request) {
        JsonNode body = body(request);
        checkClient(body);
        if (text(body, "startUrl").isEmpty()) {
            throw new Refusal(400, "InvalidRequestException", "invalid_request", "startUrl is required");
        }
        String deviceCode = next("emulator-device-");
        String userCode = String.format(Locale.ROOT, "EMUL-%04d", numbers.get() % 10_000);
        devices.put(deviceCode, new Device(userCode, clock.instant()));
        String page = endpoint.get() + "/device";
        return Response.json(Json.object()
                .put("deviceCode", deviceCode)
                .put("userCode", userCode)
                .put("verificationUri", page)
                .put("verificationUriComplete", page + "?user_code=" + userCode)
                .put("expiresIn", DEVICE_LIFETIME.toSeconds())
                .put("interval", INTERVAL.toSeconds()));
    }

    /** The page of the flow by authorisation code: everybody is signed in here, so it sends the browser back at once. */
    Response authorize(Request request) {
        Client client = clients.get(query(request, "client_id"));
        String redirect = query(request, "redirect_uri");
        if (client == null || !client.grants.contains(CODE_GRANT) || !client.redirects(redirect)) {
            return Response.text(
                    400, "text/plain; charset=utf-8", "This client or its redirect_uri is not registered.\n");
        }
        String back = redirect + "?state=" + encoded(query(request, "state"));
        if (!query(request, "response_type").equals("code")
                || !query(request, "code_challenge_method").equals("S256")
                || query(request, "code_challenge").length() != 43) {
            return redirect(back + "&error=invalid_request&error_description="
                    + encoded("response_type code and an S256 code_challenge are required"));
        }
        String code = next("emulator-code-");
        codes.put(
                code,
                new Code(
                        query(request, "client_id"),
                        redirect,
                        query(request, "code_challenge"),
                        clock.instant().plus(CODE_LIFETIME)));
        return redirect(back + "&code=" + code);
    }

    /** The portal's Logout: the token, and what would renew it, are good no more. */
    Response logout(Request request) {
        String token = request.header("x-amz-sso_bearer_token").orElse("");
        if (token.isEmpty() || accessTokens.getOrDefault(token, Instant.MIN).isBefore(clock.instant())) {
            throw ServiceError.of(401, "UnauthorizedException", "Session token not found or invalid");
        }
        // The one that needs no sign-in survives, as others use it too.
        if (!token.equals(ACCESS_TOKEN)) {
            accessTokens.remove(token);
            refreshTokens.values().removeIf(refresh -> refresh.access.equals(token));
        }
        return Response.json(Json.object());
    }

    /** The page a person opens to approve a device. */
    Response approve(Request request) {
        String userCode = request.queryValue("user_code").orElse("");
        Optional<Device> device = devices.values().stream()
                .filter(each -> each.userCode.equals(userCode))
                .findFirst();
        boolean denied = request.queryValue("decision").orElse("").equals("deny");
        device.ifPresent(found -> found.decide(!denied));
        if (device.isPresent() && denied) {
            return Response.text(200, "text/plain; charset=utf-8", "The device is denied. You can close this page.\n");
        }
        return device.isPresent()
                ? Response.text(200, "text/plain; charset=utf-8", "The device is approved. You can close this page.\n")
                : Response.text(404, "text/plain; charset=utf-8", "No device waits with this code.\n");
    }

    Response createToken(Request request) {
        JsonNode body = body(request);
        checkClient(body);
        String grant = text(body, "grantType");
        return switch (grant) {
            case DEVICE_GRANT -> tokenForDevice(text(body, "deviceCode"), text(body, "clientId"));
            case CODE_GRANT -> tokenForCode(body);
            case "refresh_token" -> tokenForRefresh(text(body, "refreshToken"), text(body, "clientId"));
            default ->
                throw new Refusal(
                        400, "UnsupportedGrantTypeException", "unsupported_grant_type", "Unsupported grant: " + grant);
        };
    }

    Response roleCredentials(Request request) {
        String token = request.header("x-amz-sso_bearer_token").orElse("");
        Instant expires = accessTokens.getOrDefault(token, Instant.MIN);
        if (!clock.instant().isBefore(expires)) {
            throw ServiceError.of(401, "UnauthorizedException", "Session token not found or invalid");
        }
        String role = request.queryValue("role_name").orElse("");
        String account = request.queryValue("account_id").orElse("");
        if (role.isEmpty() || !account.matches("\\d{12}")) {
            throw ServiceError.of(400, "InvalidRequestException", "role_name and a 12-digit account_id are required");
        }
        String arn = "arn:aws:sts::" + account + ":assumed-role/AWSReservedSSO_" + role + "/emulator";
        Keyring.Key key = keyring.issue(arn, "AROAEMULATOR00000001:emulator", ROLE_LIFETIME);
        ObjectNode reply = Json.object();
        ObjectNode credentials = reply.putObject("roleCredentials");
        credentials.put("accessKeyId", key.id());
        credentials.put("secretAccessKey", key.secret());
        credentials.put("sessionToken", key.sessionToken());
        credentials.put("expiration", clock.instant().plus(ROLE_LIFETIME).toEpochMilli());
        return Response.json(reply);
    }

    private Response tokenForDevice(String code, String client) {
        Device device = devices.get(code);
        if (device == null) {
            throw new Refusal(400, "InvalidGrantException", "invalid_grant", "The device code is not known");
        }
        Instant now = clock.instant();
        if (!now.isBefore(device.begun.plus(DEVICE_LIFETIME))) {
            throw new Refusal(400, "ExpiredTokenException", "expired_token", "The device code has expired");
        }
        switch (device.ask(now)) {
            case TOO_SOON ->
                throw new Refusal(400, "SlowDownException", "slow_down", "The token is asked for too often");
            case PENDING ->
                throw new Refusal(
                        400,
                        "AuthorizationPendingException",
                        "authorization_pending",
                        "The device is not approved yet");
            case DENIED -> {
                devices.remove(code);
                throw new Refusal(400, "AccessDeniedException", "access_denied", "The request was denied by the user");
            }
            case APPROVED -> devices.remove(code);
        }
        return token(client);
    }

    private Response tokenForCode(JsonNode body) {
        Code code = codes.remove(text(body, "code"));
        boolean good = code != null
                && code.client.equals(text(body, "clientId"))
                && code.redirect.equals(text(body, "redirectUri"))
                && code.challenge.equals(challenge(text(body, "codeVerifier")))
                && clock.instant().isBefore(code.expires);
        if (!good) {
            throw new Refusal(
                    400,
                    "InvalidGrantException",
                    "invalid_grant",
                    "The code is not known, or its redirectUri or codeVerifier does not match");
        }
        return token(text(body, "clientId"));
    }

    private Response tokenForRefresh(String refreshToken, String client) {
        Refresh known = refreshTokens.get(refreshToken);
        if (known == null || !known.client.equals(client) || refreshTokens.remove(refreshToken) == null) {
            throw new Refusal(400, "InvalidGrantException", "invalid_grant", "The refresh token is not known");
        }
        return token(client);
    }

    /** Only a client that registered scopes gets a refresh token. */
    private Response token(String client) {
        String access = next("emulator-sso-token-");
        accessTokens.put(access, clock.instant().plus(TOKEN_LIFETIME));
        ObjectNode reply = Json.object()
                .put("accessToken", access)
                .put("tokenType", "Bearer")
                .put("expiresIn", TOKEN_LIFETIME.toSeconds());
        Client known = clients.get(client);
        if (known != null && known.scoped) {
            String refresh = next("emulator-sso-refresh-");
            refreshTokens.put(refresh, new Refresh(client, access));
            reply.put("refreshToken", refresh);
        }
        return Response.json(reply);
    }

    private void checkClient(JsonNode body) {
        Client client = clients.get(text(body, "clientId"));
        if (client == null
                || !SigV4.same(client.secret, text(body, "clientSecret"))
                || !clock.instant().isBefore(client.expires)) {
            throw new Refusal(401, "InvalidClientException", "invalid_client", "Client authentication failed");
        }
    }

    private String next(String prefix) {
        return prefix + String.format(Locale.ROOT, "%06d", numbers.incrementAndGet());
    }

    private static JsonNode body(Request request) {
        try {
            return Json.parse(request.body());
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "InvalidRequestException", "invalid_request", "The body is not JSON");
        }
    }

    private static String text(JsonNode body, String name) {
        return body.path(name).asText();
    }

    private static List<String> texts(JsonNode body, String name) {
        List<String> texts = new ArrayList<>();
        body.path(name).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static String query(Request request, String name) {
        return request.queryValue(name).orElse("");
    }

    private static Response redirect(String location) {
        return new Response.Whole(302, "text/plain; charset=utf-8", Map.of("Location", location), new byte[0]);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String challenge(String verifier) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest.digest(verifier.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A registered program; one with scopes may renew its tokens. */
    private record Client(String secret, Instant expires, List<String> grants, List<String> redirects, boolean scoped) {
        boolean redirects(String address) {
            Matcher loopback = LOOPBACK.matcher(address);
            return redirects.contains(address)
                    || (loopback.matches() && redirects.contains(loopback.group(1) + loopback.group(2)));
        }
    }

    /** What a browser was sent back with. */
    private record Code(String client, String redirect, String challenge, Instant expires) {}

    /** Who may renew which token. */
    private record Refresh(String client, String access) {}

    private enum Answer {
        TOO_SOON,
        PENDING,
        DENIED,
        APPROVED
    }

    /** A device that waits for its token. */
    private static final class Device {
        private final String userCode;
        private final Instant begun;
        private Instant soonest;
        private Duration interval = INTERVAL;
        private boolean approved;
        private boolean denied;

        Device(String userCode, Instant begun) {
            this.userCode = userCode;
            this.begun = begun;
            this.soonest = begun;
        }

        synchronized void decide(boolean yes) {
            approved = yes;
            denied = !yes;
        }

        /** What became of it; asking in good time approves it for the next time. */
        synchronized Answer ask(Instant now) {
            if (now.isBefore(soonest)) {
                interval = interval.plus(SLOWER);
                soonest = now.plus(interval);
                return Answer.TOO_SOON;
            }
            soonest = now.plus(interval);
            if (denied) {
                return Answer.DENIED;
            }
            boolean before = approved;
            approved = true;
            return before ? Answer.APPROVED : Answer.PENDING;
        }
    }

    /** An error of the OIDC service, whose body has OAuth's members. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String code;
        private final String error;
        private final String description;

        Refusal(int status, String code, String error, String description) {
            super(error + ": " + description);
            this.status = status;
            this.code = code;
            this.error = error;
            this.description = description;
        }

        Response.Whole json() {
            ObjectNode body = Json.object().put("error", error).put("error_description", description);
            return Response.json(status, Map.of("x-amzn-ErrorType", code), body);
        }
    }
}
