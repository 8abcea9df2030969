package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.CredentialStep;
import io.github.bedrockcli.model.SettingSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Whom to be: the first of {@link CredentialWays}, with the role of {@code --role-arn} and the MFA device of
 * {@code --mfa-serial} on top. The order is ours to walk because the SDK reads the environment of the process and not
 * of the run, makes HTTP clients of its own on the way, asks for no MFA code, and ends in a NullPointerException on an
 * expired sign-in.
 */
final class Credentials implements CredentialSource {
    private final Connection connection;
    private final CredentialWays ways;
    private final CredentialParts parts;

    Credentials(Connection connection, CredentialWays ways, CredentialParts parts) {
        this.connection = connection;
        this.ways = ways;
        this.parts = parts;
    }

    /** The Bedrock API key to use instead, if there is one: an explicit profile, role or MFA device goes before it. */
    static Optional<String> bearerKey(Connection connection) {
        boolean explicit =
                connection.profile() != null || connection.roleArn() != null || connection.mfaSerial() != null;
        return explicit ? Optional.empty() : CredentialWays.bearerKey(connection);
    }

    @Override
    public AwsCredentials fetch() {
        Found found = found();
        if (connection.mfaCode() != null && found.mfa() == null) {
            throw BedrockException.of(Kind.CONFIGURATION, "--mfa-code was given, but nothing asks for an MFA code")
                    .fix("add --mfa-serial ARN, or set mfa_serial in the profile that has the role_arn")
                    .build();
        }
        return found.source().fetch();
    }

    /** What the credentials are made of, the outermost role first. */
    List<CredentialStep> steps() {
        return found().steps();
    }

    private Found found() {
        List<CredentialWay> all = ways.keys();
        if (all.isEmpty()) {
            throw none(null);
        }
        Found base = all.get(0).open().apply(parts);
        if (connection.roleArn() != null) {
            return role(base, connection.roleArn());
        }
        String serial = connection.mfaSerial();
        return serial == null || base.mfa() != null ? base : session(base, serial);
    }

    private Found role(Found base, String arn) {
        String session = connection.roleSessionName();
        String serial = connection.mfaSerial();
        RoleCredentials.Role role = new RoleCredentials.Role(
                arn,
                session == null ? parts.sessionName() : session,
                connection.externalId(),
                connection.roleDuration(),
                serial,
                "--duration-seconds");
        CredentialSource assumed =
                new RoleCredentials(parts.clients(), parts.refreshing(base.source()), role, parts.mfa());
        // Without a device the key of the cache says nothing of whose keys assumed the role, and they may be any.
        CredentialSource kept = serial == null
                ? assumed
                : new CachedSession(parts.cache(), () -> role.cacheKey(session != null), assumed, parts.clock());
        return base.under(kept, new CredentialStep("role", arn, SettingSource.option("--role-arn"), serial));
    }

    private Found session(Found base, String serial) {
        String kind = base.origin().kind();
        if (base.steps().size() > 1 || !(kind.equals("keys") || kind.equals("process"))) {
            throw MfaSession.notOfAUser(base.steps().get(0).what());
        }
        MfaSession session = new MfaSession(
                parts.clients(), parts.refreshing(base.source()), serial, connection.roleDuration(), parts.mfa());
        return base.under(
                new CachedSession(parts.cache(), session::cacheKey, session, parts.clock()),
                new CredentialStep("mfa-session", "session of a user", SettingSource.option("--mfa-serial"), serial));
    }

    static BedrockException none(@Nullable Throwable cause) {
        return BedrockException.of(Kind.CREDENTIALS, "no AWS credentials were found")
                .fix("aws configure, or aws configure sso, or set AWS_PROFILE, AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY, or AWS_BEARER_TOKEN_BEDROCK; or try --offline")
                .cause(cause)
                .build();
    }
}
