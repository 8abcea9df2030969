package io.github.bedrockcli.aws;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.ExpiredTokenException;

/**
 * A sign-in by authorisation code with PKCE (RFC 7636): this machine's browser is sent back to a port of this process.
 * The address {@code /authorize} is in no service model. Source: AWS CLI 2.36, botocore/utils.py, SSOTokenFetcherAuth.
 */
final class CodeSignIn {
    /** How long a person has. Source: AWS CLI 2.36, sso/utils.py. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SsoOidcClient oidc;
    private final URI endpoint;
    private final SsoSession session;
    private final Clock clock;
    private final Duration patience;

    /** @param endpoint of the token service, which has the page to open as well */
    CodeSignIn(SsoOidcClient oidc, URI endpoint, SsoSession session, Clock clock, Duration patience) {
        this.oidc = oidc;
        this.endpoint = endpoint;
        this.session = session;
        this.clock = clock;
        this.patience = patience;
    }

    /** @throws IOException when this machine has no port to listen on */
    CreateTokenResponse run(SsoRegistration registration, SignInPrompt prompt) throws IOException {
        String verifier = random(48);
        String state = UUID.randomUUID().toString();
        try (LoopbackRedirect redirect = LoopbackRedirect.open(state)) {
            String page = page(registration, redirect.address(), state, verifier);
            prompt.approve(new SignInPrompt.Approval(
                    session.title(), page, null, null, clock.instant().plus(patience)));
            String code = redirect.code(patience, session);
            return oidc.createToken(request -> request.clientId(registration.id())
                    .clientSecret(registration.secret())
                    .grantType("authorization_code")
                    .redirectUri(redirect.address())
                    .codeVerifier(verifier)
                    .code(code));
        } catch (ExpiredTokenException e) {
            throw SsoRefusals.ranOut(session);
        } catch (SdkException e) {
            throw SsoRefusals.of(e, session);
        }
    }

    /** The service calls the parameter {@code scopes}, where OAuth has {@code scope}. */
    private String page(SsoRegistration registration, String redirect, String state, String verifier) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", registration.id());
        query.put("redirect_uri", redirect);
        query.put("state", state);
        query.put("code_challenge_method", "S256");
        query.put(
                "scopes",
                String.join(" ", session.scopes().isEmpty() ? SsoRegistration.DEFAULT_SCOPES : session.scopes()));
        query.put("code_challenge", challenge(verifier));
        return endpoint.getScheme() + "://" + endpoint.getRawAuthority() + "/authorize?"
                + query.entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
                        .collect(Collectors.joining("&"));
    }

    static String challenge(String verifier) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
