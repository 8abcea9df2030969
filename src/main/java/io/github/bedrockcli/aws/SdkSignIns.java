package io.github.bedrockcli.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Stopping;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.InvalidClientException;
import software.amazon.awssdk.services.ssooidc.model.StartDeviceAuthorizationResponse;
import software.amazon.awssdk.services.ssooidc.model.UnauthorizedClientException;

/** {@link SignIns} over the SDK and the configuration files of one run. */
final class SdkSignIns implements SignIns {
    private final Profiles profiles;
    private final String profile;
    private final Path home;
    private final IdentityClients clients;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Duration patience;
    private final Stopping stopping;
    private final SsoCache cache;

    SdkSignIns(Profiles profiles, String profile, Path home, IdentityClients clients, Stopping stopping) {
        this(
                profiles,
                profile,
                home,
                clients,
                Clock.systemUTC(),
                time -> Thread.sleep(time.toMillis()),
                CodeSignIn.PATIENCE,
                stopping);
    }

    /**
     * @param profile the one in use
     * @param patience how long a browser may take to come back
     */
    SdkSignIns(
            Profiles profiles,
            String profile,
            Path home,
            IdentityClients clients,
            Clock clock,
            Sleeper sleeper,
            Duration patience,
            Stopping stopping) {
        this.profiles = profiles;
        this.profile = profile;
        this.home = home;
        this.clients = clients;
        this.clock = clock;
        this.sleeper = sleeper;
        this.patience = patience;
        this.stopping = stopping;
        this.cache = new SsoCache(home, stopping);
    }

    @Override
    public SignedIn signIn(@Nullable String session, boolean browserHere, SignInPrompt prompt) {
        return translated(() -> {
            SsoSession wanted = session(session);
            cache.check();
            boolean code = browserHere && wanted.name() != null;
            try (SsoOidcClient oidc = clients.oidc(wanted.region())) {
                return code ? byCode(wanted, oidc, prompt) : byDevice(wanted, oidc, prompt);
            }
        });
    }

    @Override
    public Optional<Role> role() {
        return translated(() -> {
            Profile found = signInProfile();
            if (found.property("sso_account_id").isEmpty()
                    || found.property("sso_role_name").isEmpty()) {
                return Optional.empty();
            }
            SsoProfile wanted = SsoProfile.of(found, profiles);
            new SsoCredentials(wanted, new SsoTokens(home, clients, clock, sleeper, stopping), clients).fetch();
            return Optional.of(new Role(wanted.profile(), wanted.account(), wanted.role()));
        });
    }

    @Override
    public SignedOut signOut(@Nullable String session) {
        return translated(() -> {
            SsoSession ended = session(session);
            List<SsoProfile> users = new ArrayList<>();
            for (Profile each : profiles.file().profiles().values()) {
                try {
                    if (SsoProfile.is(each)) {
                        users.add(SsoProfile.of(each, profiles));
                    }
                } catch (BedrockException e) {
                    // Not one that has cached anything: it lacks something.
                }
            }
            users.removeIf(user -> !user.session().cacheKey().equals(ended.cacheKey()));
            return new SsoSignOut(home, clients, stopping).of(ended, users);
        });
    }

    @Override
    public SignedOut signOutEverywhere() {
        return translated(() -> new SsoSignOut(home, clients, stopping).everywhere());
    }

    private SignedIn byCode(SsoSession session, SsoOidcClient oidc, SignInPrompt prompt) {
        Optional<SsoRegistration> kept = SsoRegistration.kept(cache, session, true, clock);
        SsoRegistration registration = kept.orElseGet(() -> SsoRegistration.made(cache, session, true, oidc, clock));
        try {
            return keep(
                    session,
                    registration,
                    new CodeSignIn(oidc, clients.oidcEndpoint(session.region()), session, clock, patience)
                            .run(registration, prompt));
        } catch (BedrockException e) {
            if (kept.isPresent()) {
                // It may be that very registration which the service's page does not know any more.
                cache.forget(cache.registrationFile(session));
            }
            throw e;
        } catch (IOException e) {
            throw BedrockException.of(Kind.NETWORK, "no port of 127.0.0.1 can be listened on: " + Text.reason(e))
                    .fix("sign in with --use-device-code")
                    .cause(e)
                    .build();
        }
    }

    private SignedIn byDevice(SsoSession session, SsoOidcClient oidc, SignInPrompt prompt) {
        DeviceSignIn device = new DeviceSignIn(oidc, session, clock, sleeper);
        Optional<SsoRegistration> kept = SsoRegistration.kept(cache, session, false, clock);
        SsoRegistration registration = kept.orElseGet(() -> SsoRegistration.made(cache, session, false, oidc, clock));
        StartDeviceAuthorizationResponse begun;
        try {
            begun = device.begin(registration);
        } catch (InvalidClientException | UnauthorizedClientException e) {
            if (kept.isEmpty()) {
                throw SsoRefusals.of(e, session);
            }
            // What another program registered, or we did long ago, need not be known any more.
            registration = SsoRegistration.made(cache, session, false, oidc, clock);
            begun = begin(device, registration, session);
        } catch (SdkException e) {
            throw SsoRefusals.of(e, session);
        }
        return keep(session, registration, device.finish(registration, begun, prompt));
    }

    private static StartDeviceAuthorizationResponse begin(
            DeviceSignIn device, SsoRegistration registration, SsoSession session) {
        try {
            return device.begin(registration);
        } catch (SdkException e) {
            throw SsoRefusals.of(e, session);
        }
    }

    private SignedIn keep(SsoSession session, SsoRegistration registration, CreateTokenResponse reply) {
        ObjectNode token = SsoToken.of(session, registration, reply, clock.instant());
        try {
            cache.write(cache.tokenFile(session), token);
        } catch (IOException e) {
            throw cache.unwritable(e);
        }
        return new SignedIn(
                session.title(),
                clock.instant().plusSeconds(reply.expiresIn()),
                session.name() != null && reply.refreshToken() != null);
    }

    private SsoSession session(@Nullable String name) {
        return name != null ? SsoSession.named(name, profiles) : SsoSession.of(signInProfile(), profiles);
    }

    /** The profile in use, or the one that its roles are assumed from in the end. */
    private Profile signInProfile() {
        Profile found = profiles.find(profile).orElse(null);
        if (found == null && !profile.equals(Profiles.DEFAULT)) {
            return profiles.require(profile);
        }
        Set<String> visited = new LinkedHashSet<>();
        while (found != null && !SsoProfile.is(found) && visited.add(found.name())) {
            found = found.property("source_profile")
                    .map(String::strip)
                    .flatMap(profiles::find)
                    .orElse(null);
        }
        if (found == null || !SsoProfile.is(found)) {
            throw noSignIn();
        }
        return found;
    }

    private BedrockException noSignIn() {
        List<String> others = profiles.file().profiles().values().stream()
                .filter(SsoProfile::is)
                .map(Profile::name)
                .sorted()
                .toList();
        String config = profiles.configFile().toString();
        return BedrockException.of(
                        Kind.CONFIGURATION,
                        "profile '" + profile + "' has no sign-in of IAM Identity Center in " + config
                                + (others.isEmpty() ? "" : "; these have: " + String.join(", ", others)))
                .fix(
                        others.isEmpty()
                                ? "aws configure sso" + SsoSession.option(profile)
                                        + ", or write the lines that bedrock login --help shows into " + config
                                : "bedrock login --profile " + others.get(0))
                .build();
    }

    private static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw Failures.of(e);
        }
    }
}
