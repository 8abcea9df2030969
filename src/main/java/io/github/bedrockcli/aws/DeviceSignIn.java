package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.AuthorizationPendingException;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.ExpiredTokenException;
import software.amazon.awssdk.services.ssooidc.model.SlowDownException;
import software.amazon.awssdk.services.ssooidc.model.StartDeviceAuthorizationResponse;

/** A sign-in by device code: approved in any browser anywhere, while this asks again and again whether it was. */
final class DeviceSignIn {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    /** Where the service names no pause, and by how much each "slow down" lengthens it: RFC 8628, 3.2 and 3.5. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** Where the service does not say how long the code is good. Source: what it has been seen to say. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final Duration LONGEST = Duration.ofHours(1);

    /** Failures of the network or the service in a row that are borne while somebody is approving. */
    private static final int PATIENCE = 5;

    private static final Set<Kind> PASSING = Set.of(Kind.NETWORK, Kind.TIMEOUT, Kind.THROTTLED, Kind.UNAVAILABLE);

    private final SsoOidcClient oidc;
    private final SsoSession session;
    private final Clock clock;
    private final Sleeper sleeper;

    DeviceSignIn(SsoOidcClient oidc, SsoSession session, Clock clock, Sleeper sleeper) {
        this.oidc = oidc;
        this.session = session;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** StartDeviceAuthorization; throws what the SDK throws. */
    StartDeviceAuthorizationResponse begin(SsoRegistration registration) {
        return oidc.startDeviceAuthorization(request -> request.clientId(registration.id())
                .clientSecret(registration.secret())
                .startUrl(session.startUrl()));
    }

    /** Tells the person what to do, and waits until it is done. */
    CreateTokenResponse finish(
            SsoRegistration registration, StartDeviceAuthorizationResponse begun, SignInPrompt prompt) {
        String page = begun.verificationUri();
        String complete = begun.verificationUriComplete();
        String code = begun.userCode();
        if (begun.deviceCode() == null || code == null || (page == null && complete == null)) {
            throw SsoRefusals.incomplete("the reply to StartDeviceAuthorization is not complete");
        }
        Instant until = clock.instant().plus(within(begun.expiresIn(), LIFETIME, LONGEST));
        prompt.approve(new SignInPrompt.Approval(
                session.title(),
                WebAddress.checked(complete != null ? complete : page),
                WebAddress.checked(page != null ? page : complete),
                WebAddress.printable(code),
                until));
        return poll(registration, begun.deviceCode(), within(begun.interval(), PAUSE, LIFETIME), until);
    }

    private CreateTokenResponse poll(SsoRegistration registration, String device, Duration interval, Instant until) {
        Duration pause = interval;
        int failures = 0;
        while (true) {
            rest(pause, until);
            try {
                return oidc.createToken(request -> request.clientId(registration.id())
                        .clientSecret(registration.secret())
                        .grantType(GRANT)
                        .deviceCode(device));
            } catch (AuthorizationPendingException e) {
                failures = 0;
            } catch (SlowDownException e) {
                pause = pause.plus(PAUSE);
                failures = 0;
            } catch (ExpiredTokenException e) {
                throw SsoRefusals.ranOut(session);
            } catch (SdkException e) {
                BedrockException failure = SsoRefusals.of(e, session);
                failures++;
                if (!PASSING.contains(failure.kind()) || failures >= PATIENCE) {
                    throw failure;
                }
                pause = pause.plus(PAUSE);
            }
            if (!clock.instant().isBefore(until)) {
                throw SsoRefusals.ranOut(session);
            }
        }
    }

    /** As long as told, but not past the end: what was approved at the last moment counts. */
    private void rest(Duration pause, Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        try {
            sleeper.sleep(pause.compareTo(left) < 0 ? pause : left.isNegative() ? Duration.ZERO : left);
        } catch (InterruptedException e) {
            throw SsoRefusals.interrupted(e);
        }
    }

    private static Duration within(@org.jspecify.annotations.Nullable Integer seconds, Duration usual, Duration most) {
        if (seconds == null || seconds <= 0) {
            return usual;
        }
        return seconds > most.toSeconds() ? most : Duration.ofSeconds(seconds);
    }
}
