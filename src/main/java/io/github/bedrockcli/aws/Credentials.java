package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Whom to be. Without {@code --profile}, the first that is there of: keys in the environment, web identity, the profile
 * of AWS_PROFILE or the default one, the container's, the instance's. With it, that profile and nothing else. A
 * {@code --role-arn} is assumed with whatever that gives. The order is that of the AWS SDKs; it is ours to walk because
 * the SDK reads the environment of the process and not of the run, makes HTTP clients of its own on the way, and ends in
 * a NullPointerException on an expired sign-in.
 */
final class Credentials implements CredentialSource {
    private final Connection connection;
    private final Profiles profiles;
    private final CredentialParts parts;

    Credentials(Connection connection, Profiles profiles, CredentialParts parts) {
        this.connection = connection;
        this.profiles = profiles;
        this.parts = parts;
    }

    /** The Bedrock API key to use instead, if there is one: an explicit profile or role goes before it. */
    static Optional<String> bearerKey(Connection connection) {
        String key = connection.environment().get("AWS_BEARER_TOKEN_BEDROCK");
        boolean explicit = connection.profile() != null || connection.roleArn() != null;
        return explicit || key == null || key.isBlank() ? Optional.empty() : Optional.of(key.strip());
    }

    @Override
    public AwsCredentials fetch() {
        CredentialSource found = connection.profile() != null ? asked(connection.profile()) : chain();
        String role = connection.roleArn();
        if (role == null) {
            return found.fetch();
        }
        String session = connection.roleSessionName();
        return new RoleCredentials(
                        parts.clients(),
                        parts.refreshing(found),
                        new RoleCredentials.Role(
                                role,
                                session == null ? parts.sessionName() : session,
                                connection.externalId(),
                                connection.roleDuration()))
                .fetch();
    }

    private CredentialSource asked(String name) {
        return new ProfileCredentials(profiles, parts)
                .of(name)
                .orElseThrow(() -> BedrockException.of(Kind.CREDENTIALS, "profile '" + name + "' has no credentials")
                        .fix("aws configure --profile " + name + ", or aws configure sso --profile " + name)
                        .build());
    }

    private CredentialSource chain() {
        return parts.environmentKeys()
                .or(this::webIdentity)
                .or(this::currentProfile)
                .or(() -> ContainerCredentials.of(parts.environment()))
                .or(() -> InstanceCredentials.of(parts.environment()).map(Credentials::orNone))
                .orElse(() -> {
                    throw none(null);
                });
    }

    private Optional<CredentialSource> webIdentity() {
        Optional<String> role = parts.variable("AWS_ROLE_ARN");
        return parts.variable("AWS_WEB_IDENTITY_TOKEN_FILE")
                .filter(file -> role.isPresent())
                .map(file -> new WebIdentityCredentials(
                        parts.clients(),
                        Path.of(file),
                        new RoleCredentials.Role(
                                role.orElseThrow(),
                                parts.variable("AWS_ROLE_SESSION_NAME").orElseGet(parts::sessionName),
                                null,
                                null)));
    }

    private Optional<CredentialSource> currentProfile() {
        String name = profiles.current(null);
        if (name.equals(Profiles.DEFAULT) && profiles.find(name).isEmpty()) {
            return Optional.empty();
        }
        return new ProfileCredentials(profiles, parts).of(name);
    }

    /** Off EC2 nothing answers: that is not what went wrong, having no credentials is. */
    private static CredentialSource orNone(CredentialSource instance) {
        return () -> {
            try {
                return instance.fetch();
            } catch (BedrockException e) {
                throw none(e);
            }
        };
    }

    private static BedrockException none(@org.jspecify.annotations.Nullable Throwable cause) {
        return BedrockException.of(Kind.CREDENTIALS, "no AWS credentials were found")
                .fix("aws configure, or aws configure sso, or set AWS_PROFILE, AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY, or AWS_BEARER_TOKEN_BEDROCK; or try --offline")
                .cause(cause)
                .build();
    }
}
