package io.github.bedrockcli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientRequest;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientResponse;

/**
 * This program as the token service knows it. A registration lasts for weeks and is kept where the AWS CLI keeps its own,
 * so that either uses the other's. Source of members and limits: AWS CLI 2.36, botocore/utils.py.
 */
record SsoRegistration(String id, String secret, Instant expires) {
    /** The redirect that is registered names no port: RFC 8252 lets a native program choose one for each run. */
    static final String REDIRECT = "http://127.0.0.1/oauth/callback";

    static final List<String> DEFAULT_SCOPES = List.of("sso:account:access");

    /** One that ends within this time is not used again. */
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private static final List<String> CODE_GRANTS = List.of("authorization_code", "refresh_token");

    /** The kept one, where it is of the kind asked for and lasts. */
    static Optional<SsoRegistration> kept(SsoCache cache, SsoSession session, boolean code, Clock clock) {
        JsonNode known = SsoCache.read(cache.registrationFile(session));
        Instant expires = CacheFiles.time(known.path("expiresAt").asText(""));
        String id = known.path("clientId").asText("");
        String secret = known.path("clientSecret").asText("");
        boolean forCode = false;
        for (JsonNode grant : known.path("grantTypes")) {
            forCode |= grant.asText().equals("authorization_code");
        }
        if (expires == null) {
            return Optional.empty();
        }
        boolean good =
                clock.instant().plus(WINDOW).isBefore(expires) && !id.isEmpty() && !secret.isEmpty() && forCode == code;
        return good ? Optional.of(new SsoRegistration(id, secret, expires)) : Optional.empty();
    }

    /** Registers, and keeps the registration; where that cannot be written, the next sign-in registers again. */
    static SsoRegistration made(SsoCache cache, SsoSession session, boolean code, SsoOidcClient oidc, Clock clock) {
        String name = session.name() == null ? clock.instant().getEpochSecond() + "" : session.name();
        RegisterClientRequest.Builder request = RegisterClientRequest.builder()
                .clientName("bedrock-cli-" + name)
                .clientType("public");
        List<String> scopes = session.scopes();
        if (code) {
            scopes = scopes.isEmpty() ? DEFAULT_SCOPES : scopes;
            request.grantTypes(CODE_GRANTS).redirectUris(REDIRECT).issuerUrl(session.startUrl());
        }
        if (!scopes.isEmpty()) {
            request.scopes(scopes);
        }
        RegisterClientResponse reply;
        try {
            reply = oidc.registerClient(request.build());
        } catch (SdkException e) {
            throw SsoRefusals.of(e, session);
        }
        Long expires = reply.clientSecretExpiresAt();
        if (reply.clientId() == null || reply.clientSecret() == null || expires == null) {
            throw SsoRefusals.incomplete("the reply to RegisterClient is not complete");
        }
        SsoRegistration made =
                new SsoRegistration(reply.clientId(), reply.clientSecret(), time(expires, clock.instant()));
        ObjectNode kept = Json.object()
                .put("clientId", made.id)
                .put("clientSecret", made.secret)
                .put("expiresAt", CacheFiles.time(made.expires));
        if (!scopes.isEmpty()) {
            scopes.forEach(kept.putArray("scopes")::add);
        }
        if (code) {
            CODE_GRANTS.forEach(kept.putArray("grantTypes")::add);
        }
        try {
            Path file = cache.registrationFile(session);
            cache.write(file, kept);
        } catch (IOException e) {
            throw cache.unwritable(e);
        }
        return made;
    }

    /** Epoch seconds, within what a calendar can write. */
    private static Instant time(long seconds, Instant now) {
        long most = now.plus(Duration.ofDays(3_650)).getEpochSecond();
        return Instant.ofEpochSecond(Math.max(0, Math.min(seconds, most)));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SsoRegistration[" + id + ", until " + expires + "]";
    }
}
