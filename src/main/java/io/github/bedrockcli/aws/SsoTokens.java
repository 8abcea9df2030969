package io.github.bedrockcli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Stopping;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;

/** The sign-in tokens of IAM Identity Center, out of the {@linkplain SsoCache cache} that the AWS CLI and the SDKs share. */
final class SsoTokens {
    /** How long before its end a token is renewed. Source: botocore 1.43, tokens.py. */
    private static final Duration WINDOW = Duration.ofMinutes(15);

    /** Between two looks at whether another program has written the token it renewed, and how many. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final int LOOKS = 5;

    private final SsoCache cache;
    private final IdentityClients clients;
    private final Clock clock;
    private final Sleeper sleeper;

    SsoTokens(Path home, IdentityClients clients, Clock clock, Stopping stopping) {
        this(home, clients, clock, time -> Thread.sleep(time.toMillis()), stopping);
    }

    SsoTokens(Path home, IdentityClients clients, Clock clock, Sleeper sleeper, Stopping stopping) {
        this.cache = new SsoCache(home, stopping);
        this.clients = clients;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** A token that is still good, renewed where that can be done without a person. */
    String token(SsoProfile profile) {
        Path file = cache.tokenFile(profile.session());
        JsonNode known = read(file, profile);
        Duration left = left(known, profile);
        boolean good = left.compareTo(Duration.ZERO) > 0;
        boolean renewable = renewable(known, profile.session());
        if (left.compareTo(WINDOW) >= 0 || (good && !renewable)) {
            return known.path("accessToken").asText();
        }
        if (!renewable) {
            throw expired(profile, null);
        }
        try {
            return renew((ObjectNode) known, file, profile);
        } catch (BedrockException e) {
            if (good) {
                return known.path("accessToken").asText();
            }
            return renewedElsewhere(known, file, profile, e);
        }
    }

    /** Another program may have renewed it meanwhile, and so used up the refresh token that was read here. */
    private String renewedElsewhere(JsonNode known, Path file, SsoProfile profile, BedrockException failure) {
        boolean used = failure.kind() == Kind.CREDENTIALS;
        for (int look = 0; ; look++) {
            JsonNode now = read(file, profile);
            if (!now.equals(known) && left(now, profile).compareTo(Duration.ZERO) > 0) {
                return now.path("accessToken").asText();
            }
            if (!used || look >= LOOKS) {
                throw failure;
            }
            try {
                sleeper.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failure;
            }
        }
    }

    private boolean renewable(JsonNode known, SsoSession session) {
        Instant registered = CacheFiles.time(known.path("registrationExpiresAt").asText(""));
        return session.name() != null
                && known instanceof ObjectNode
                && known.hasNonNull("refreshToken")
                && known.hasNonNull("clientId")
                && known.hasNonNull("clientSecret")
                && (registered == null || clock.instant().isBefore(registered));
    }

    private Duration left(JsonNode known, SsoProfile profile) {
        Instant end = CacheFiles.time(known.path("expiresAt").asText(""));
        // A control character would end up in a header.
        String token = known.path("accessToken").asText("");
        if (end == null || token.isEmpty() || !Text.fitsHeader(token)) {
            throw signInAgain(profile, "the sign-in of profile '" + profile.profile() + "' is not complete", null);
        }
        return Duration.between(clock.instant(), end);
    }

    BedrockException expired(SsoProfile profile, @Nullable Throwable cause) {
        return signInAgain(profile, "the sign-in of profile '" + profile.profile() + "' has expired", cause);
    }

    private JsonNode read(Path file, SsoProfile profile) {
        try {
            return Json.parse(CacheFiles.bytes(file));
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
        ObjectNode renewed = known.deepCopy();
        SsoToken.put(renewed, fresh, clock.instant());
        try {
            cache.write(file, renewed);
        } catch (IOException e) {
            // The token is good for this run all the same; a home that cannot be written to is usual in containers.
        }
        return fresh.accessToken();
    }

    private static BedrockException signInAgain(SsoProfile profile, String message, @Nullable Throwable cause) {
        return BedrockException.of(Kind.CREDENTIALS, message)
                .fix(profile.signIn())
                .cause(cause)
                .build();
    }
}
