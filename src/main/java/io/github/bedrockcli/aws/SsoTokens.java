package io.github.bedrockcli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;

/**
 * The sign-in tokens of IAM Identity Center, in the cache that the AWS CLI and the SDKs share:
 * {@code ~/.aws/sso/cache/SHA1.json}, SHA1 being that of the session's name or, in the legacy form, of the start URL.
 */
final class SsoTokens {
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Path cache;
    private final IdentityClients clients;
    private final Clock clock;

    SsoTokens(Path home, IdentityClients clients, Clock clock) {
        this.cache = home.resolve(".aws").resolve("sso").resolve("cache");
        this.clients = clients;
        this.clock = clock;
    }

    /** A token that is still good, renewed where that can be done without a person. */
    String token(SsoProfile profile) {
        Path file = cache.resolve(sha1(profile.cacheKey()) + ".json");
        JsonNode known = read(file, profile);
        if (good(known, profile)) {
            return known.path("accessToken").asText();
        }
        Instant registered = time(known.path("registrationExpiresAt").asText(""));
        boolean renewable = profile.session() != null
                && known instanceof ObjectNode
                && known.hasNonNull("refreshToken")
                && known.hasNonNull("clientId")
                && known.hasNonNull("clientSecret")
                && (registered == null || clock.instant().isBefore(registered));
        if (!renewable) {
            throw expired(profile, null);
        }
        try {
            return renew((ObjectNode) known, file, profile);
        } catch (BedrockException e) {
            // Another program may have renewed it meanwhile, and so used up the refresh token that was read here.
            JsonNode now = read(file, profile);
            if (!now.equals(known) && good(now, profile)) {
                return now.path("accessToken").asText();
            }
            throw e;
        }
    }

    private boolean good(JsonNode known, SsoProfile profile) {
        Instant end = time(known.path("expiresAt").asText(""));
        if (known.path("accessToken").asText("").isEmpty() || end == null) {
            throw signInAgain(profile, "the sign-in of profile '" + profile.profile() + "' is not complete", null);
        }
        return clock.instant().plus(MARGIN).isBefore(end);
    }

    BedrockException expired(SsoProfile profile, @Nullable Throwable cause) {
        return signInAgain(profile, "the sign-in of profile '" + profile.profile() + "' has expired", cause);
    }

    private JsonNode read(Path file, SsoProfile profile) {
        try {
            return Json.parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw signInAgain(profile, "profile '" + profile.profile() + "' is not signed in", e);
        } catch (JsonProcessingException e) {
            // Not as a cause: the parser's message quotes what may be a token.
            throw signInAgain(profile, "the sign-in kept in " + file + " cannot be read", null);
        } catch (IOException e) {
            throw signInAgain(profile, "the sign-in kept in " + file + " cannot be read", e);
        }
    }

    private String renew(ObjectNode known, Path file, SsoProfile profile) {
        CreateTokenResponse fresh;
        try (SsoOidcClient oidc = clients.oidc(profile.region())) {
            fresh = oidc.createToken(
                    request -> request.clientId(known.path("clientId").asText())
                            .clientSecret(known.path("clientSecret").asText())
                            .grantType("refresh_token")
                            .refreshToken(known.path("refreshToken").asText()));
        } catch (SdkException e) {
            BedrockException failure = Failures.of(e);
            // A refusal means that a person must sign in; anything else is no fault of the sign-in.
            throw failure.status() >= 400 && failure.status() < 500 && failure.kind() != Kind.THROTTLED
                    ? expired(profile, e)
                    : failure;
        }
        known.put("accessToken", fresh.accessToken());
        Instant end = clock.instant().plusSeconds(fresh.expiresIn() == null ? 0 : fresh.expiresIn());
        known.put("expiresAt", end.truncatedTo(ChronoUnit.SECONDS).toString());
        if (fresh.refreshToken() != null) {
            known.put("refreshToken", fresh.refreshToken());
        }
        save(known, file);
        return fresh.accessToken();
    }

    /** Beside, then renamed: other programs read this file. The temporary file is the owner's only from the start. */
    private static void save(ObjectNode token, Path file) {
        Path directory = file.toAbsolutePath().getParent();
        try {
            Path fresh = Files.createTempFile(directory, "bedrock", ".tmp");
            try {
                Files.write(fresh, Json.bytes(token));
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            // The token is good for this run all the same; a home that cannot be written to is usual in containers.
        }
    }

    private static BedrockException signInAgain(SsoProfile profile, String message, @Nullable Throwable cause) {
        return BedrockException.of(Kind.CREDENTIALS, message)
                .fix(profile.signIn())
                .cause(cause)
                .build();
    }

    /** ISO 8601; older AWS CLIs wrote {@code UTC} for {@code Z}. */
    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text.replace("UTC", "Z"));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String sha1(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
