package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.CredentialCandidate;
import io.github.bedrockcli.model.SettingSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;

/**
 * The places where credentials stand, in the order in which they are taken. The order is that of the AWS SDKs: a
 * Bedrock API key, keys in the environment, web identity, the profile of AWS_PROFILE or the default one, the
 * container's, the instance's. A profile that was asked for goes before all of them, and so does a role before an API
 * key.
 */
final class CredentialWays {
    private static final String BEARER = "AWS_BEARER_TOKEN_BEDROCK";
    private static final String TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";

    private final Connection connection;
    private final Profiles profiles;

    CredentialWays(Connection connection, Profiles profiles) {
        this.connection = connection;
        this.profiles = profiles;
    }

    /** The Bedrock API key in the environment, whether or not something goes before it. */
    static Optional<String> bearerKey(Connection connection) {
        String key = connection.environment().get(BEARER);
        return key == null || key.isBlank() ? Optional.empty() : Optional.of(key.strip());
    }

    /** The ways to keys, the one to take first; an API key is none of them. */
    List<CredentialWay> keys() {
        List<CredentialWay> ways = new ArrayList<>();
        if (connection.profile() != null) {
            ways.add(profile(connection.profile()));
        }
        environment().ifPresent(ways::add);
        webIdentity().ifPresent(ways::add);
        if (connection.profile() == null) {
            currentProfile().ifPresent(ways::add);
        }
        container().ifPresent(ways::add);
        if (ways.isEmpty()) {
            // Whether an instance has a role shows only when it is asked: never asked where anything else is there.
            instance().ifPresent(ways::add);
        }
        return ways;
    }

    /** Everything that is there, the one in use first, with why the others are not in use. */
    List<CredentialCandidate> candidates() {
        List<CredentialWay> keys = keys();
        Optional<CredentialCandidate> bearer = bearerKey(connection)
                .map(key -> new CredentialCandidate(
                        "api-key", ApiKeyFacts.of(key).what(), SettingSource.environment(BEARER), null, bearerLost()));
        boolean bearerWon = bearer.filter(CredentialCandidate::won).isPresent();
        List<CredentialCandidate> found = new ArrayList<>();
        for (CredentialWay way : keys) {
            String first = way.equals(keys.get(0)) ? null : lost(keys.get(0), way);
            found.add(candidate(
                    way,
                    bearerWon ? "a Bedrock API key comes first (--profile or --role-arn would go before it)" : first));
        }
        bearer.ifPresent(key -> found.add(bearerWon ? 0 : found.size(), key));
        return found;
    }

    private @Nullable String bearerLost() {
        if (connection.profile() != null) {
            return "--profile was given";
        }
        if (connection.roleArn() != null) {
            return "--role-arn was given, and STS takes no API key";
        }
        return connection.mfaSerial() != null ? "--mfa-serial was given, and STS takes no API key" : null;
    }

    private String lost(CredentialWay winner, CredentialWay way) {
        if (connection.profile() != null) {
            return "--profile was given";
        }
        return winner.what()
                + (winner.kind().equals("environment") ? " come first" : " comes first")
                + (way.kind().equals("profile") ? " (--profile " + profiles.current(null) + " would choose it)" : "");
    }

    private static CredentialCandidate candidate(CredentialWay way, @Nullable String lost) {
        return new CredentialCandidate(way.kind(), way.what(), way.source(), way.key(), lost);
    }

    private Optional<CredentialWay> environment() {
        Optional<String> id = variable("AWS_ACCESS_KEY_ID");
        Optional<String> secret = variable("AWS_SECRET_ACCESS_KEY");
        if (id.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        SettingSource source =
                SettingSource.environment(id.isPresent() ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY");
        return Optional.of(new CredentialWay(
                "environment",
                "keys in the environment",
                source,
                id.map(Text::masked).orElse(null),
                parts -> parts.environmentKeys().orElseThrow()));
    }

    private Optional<CredentialWay> webIdentity() {
        Optional<String> role = variable("AWS_ROLE_ARN");
        return variable(TOKEN_FILE)
                .filter(file -> role.isPresent())
                .map(file -> new CredentialWay(
                        "web-identity",
                        "a web identity token",
                        SettingSource.environment(TOKEN_FILE),
                        null,
                        parts -> Found.of(
                                new WebIdentityCredentials(
                                        parts.clients(),
                                        Path.of(file),
                                        new RoleCredentials.Role(
                                                role.orElseThrow(),
                                                variable("AWS_ROLE_SESSION_NAME")
                                                        .orElseGet(parts::sessionName),
                                                null,
                                                null,
                                                null,
                                                "the duration")),
                                "web-identity-role",
                                role.orElseThrow(),
                                SettingSource.environment("AWS_ROLE_ARN"))));
    }

    private Optional<CredentialWay> currentProfile() {
        String name = profiles.current(null);
        Optional<Profile> found = profiles.find(name);
        boolean there = found.isEmpty() ? profiles.named() : ProfileCredentials.holdsAny(found.get());
        return there ? Optional.of(profile(name)) : Optional.empty();
    }

    private CredentialWay profile(String name) {
        Optional<Profile> found = profiles.find(name);
        SettingSource source = found.map(profile -> ProfileCredentials.place(profile, profiles))
                .orElseGet(() -> connection.profile() != null
                        ? SettingSource.option("--profile")
                        : SettingSource.environment("AWS_PROFILE"));
        return new CredentialWay(
                "profile",
                "profile " + name,
                source,
                found.filter(profile -> source.name().equals("aws_access_key_id"))
                        .flatMap(profile -> profile.property("aws_access_key_id"))
                        .map(key -> Text.masked(key.strip()))
                        .orElse(null),
                parts -> new ProfileCredentials(profiles, parts)
                        .of(name, connection.roleArn() == null ? connection.mfaSerial() : null)
                        .orElseThrow(() -> without(name)));
    }

    private static BedrockException without(String name) {
        return BedrockException.of(Kind.CREDENTIALS, "profile '" + name + "' has no credentials")
                .fix("aws configure --profile " + name + ", or aws configure sso --profile " + name)
                .build();
    }

    private Optional<CredentialWay> container() {
        Map<String, String> environment = connection.environment();
        return ContainerCredentials.of(environment)
                .map(source -> new CredentialWay(
                        "container",
                        "the container's credential service",
                        SettingSource.environment(ContainerCredentials.variable(environment)),
                        null,
                        parts -> Found.of(
                                source,
                                "container",
                                "the container's credential service",
                                SettingSource.environment(ContainerCredentials.variable(environment)))));
    }

    private Optional<CredentialWay> instance() {
        SettingSource place = SettingSource.byDefault("nothing else is set");
        return InstanceCredentials.of(connection.environment())
                .map(source -> new CredentialWay(
                        "instance",
                        "the role of this EC2 instance, if it is one",
                        place,
                        null,
                        parts -> Found.of(orNone(source), "instance", "the role of the EC2 instance", place)));
    }

    /** Off EC2 nothing answers: that is not what went wrong, having no credentials is. */
    private static CredentialSource orNone(CredentialSource instance) {
        return () -> {
            try {
                return instance.fetch();
            } catch (BedrockException e) {
                throw Credentials.none(e);
            }
        };
    }

    private Optional<String> variable(String name) {
        String value = connection.environment().get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }
}
