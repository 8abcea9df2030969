package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * IAM Identity Center: the OIDC device sign-in and the portal's GetRoleCredentials. A device is approved by opening its
 * verification address, or by asking for its token a second time.
 *
 * <p>Source of members and errors: the service models of {@code sso-oidc} and {@code sso} (botocore 1.43) and
 * bedrock-api.md section 10.
 */
final class SignIn {
    /** An access token that needs no sign-in, for tests and demonstrations: not a secret. */
    static final String ACCESS_TOKEN = "emulator-sso-access-token-not-a-secret";

    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(8);
    private static final Duration DEVICE_LIFETIME = Duration.ofMinutes(10);
    private static final Duration CLIENT_LIFETIME = Duration.ofDays(90);
    private static final Duration ROLE_LIFETIME = Duration.ofHours(1);

    private final Clock clock;
    private final Keyring keyring;
    private final Supplier<URI> endpoint;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, String> clients = new ConcurrentHashMap<>();
    private final Map<String, Device> devices = new ConcurrentHashMap<>();
    private final Map<String, Instant> accessTokens = new ConcurrentHashMap<>();
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();

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
        String id = next("emulator-client-");
        String secret = next("emulator-client-secret-");
        clients.put(id, secret);
        Instant now = clock.instant();
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
        devices.put(deviceCode, new Device(userCode, clock.instant().plus(DEVICE_LIFETIME)));
        String page = endpoint.get() + "/device";
        return Response.json(Json.object()
                .put("deviceCode", deviceCode)
                .put("userCode", userCode)
                .put("verificationUri", page)
                .put("verificationUriComplete", page + "?user_code=" + userCode)
                .put("expiresIn", DEVICE_LIFETIME.toSeconds())
                .put("interval", 1));
    }

    /** The page a person opens to approve a device. */
    Response approve(Request request) {
        String userCode = request.queryValue("user_code").orElse("");
        Optional<Device> device = devices.values().stream()
                .filter(each -> each.userCode.equals(userCode))
                .findFirst();
        device.ifPresent(Device::approve);
        return device.isPresent()
                ? Response.text(200, "text/plain; charset=utf-8", "The device is approved. You can close this page.\n")
                : Response.text(404, "text/plain; charset=utf-8", "No device waits with this code.\n");
    }

    Response createToken(Request request) {
        JsonNode body = body(request);
        checkClient(body);
        String grant = text(body, "grantType");
        return switch (grant) {
            case DEVICE_GRANT -> tokenForDevice(text(body, "deviceCode"));
            case "refresh_token" -> tokenForRefresh(text(body, "refreshToken"));
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

    private Response tokenForDevice(String code) {
        Device device = devices.get(code);
        if (device == null) {
            throw new Refusal(400, "InvalidGrantException", "invalid_grant", "The device code is not known");
        }
        if (!clock.instant().isBefore(device.expires)) {
            throw new Refusal(400, "ExpiredTokenException", "expired_token", "The device code has expired");
        }
        if (!device.approvedOrAskedBefore()) {
            throw new Refusal(
                    400, "AuthorizationPendingException", "authorization_pending", "The device is not approved yet");
        }
        devices.remove(code);
        return token();
    }

    private Response tokenForRefresh(String refreshToken) {
        if (refreshTokens.remove(refreshToken) == null) {
            throw new Refusal(400, "InvalidGrantException", "invalid_grant", "The refresh token is not known");
        }
        return token();
    }

    private Response token() {
        String access = next("emulator-sso-token-");
        String refresh = next("emulator-sso-refresh-");
        accessTokens.put(access, clock.instant().plus(TOKEN_LIFETIME));
        refreshTokens.put(refresh, access);
        return Response.json(Json.object()
                .put("accessToken", access)
                .put("tokenType", "Bearer")
                .put("expiresIn", TOKEN_LIFETIME.toSeconds())
                .put("refreshToken", refresh));
    }

    private void checkClient(JsonNode body) {
        String secret = clients.get(text(body, "clientId"));
        if (secret == null || !SigV4.same(secret, text(body, "clientSecret"))) {
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

    /** A device that waits for its token. */
    private static final class Device {
        private final String userCode;
        private final Instant expires;
        private boolean approved;

        Device(String userCode, Instant expires) {
            this.userCode = userCode;
            this.expires = expires;
        }

        synchronized void approve() {
            approved = true;
        }

        /** Whether it was approved; asking approves it for the next time. */
        synchronized boolean approvedOrAskedBefore() {
            boolean before = approved;
            approved = true;
            return before;
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

        Response json() {
            ObjectNode body = Json.object().put("error", error).put("error_description", description);
            return Response.json(status, Map.of("x-amzn-ErrorType", code), body);
        }
    }
}
