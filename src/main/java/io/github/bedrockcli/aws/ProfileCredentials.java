package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.CredentialStep;
import io.github.bedrockcli.model.SettingSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.profiles.Profile;

/** Every kind of credentials that a profile can hold, also through chains of roles. */
final class ProfileCredentials {
    /** What makes a profile one with credentials, in the order in which one goes before the other. */
    private static final List<String> MARKS = List.of(
            "role_arn",
            "sso_session",
            "sso_start_url",
            "sso_account_id",
            "aws_access_key_id",
            "aws_secret_access_key",
            "credential_process",
            "login_session");

    private final Profiles profiles;
    private final CredentialParts parts;

    ProfileCredentials(Profiles profiles, CredentialParts parts) {
        this.profiles = profiles;
        this.parts = parts;
    }

    /** Whether a profile names credentials, good ones or not. */
    static boolean holdsAny(Profile profile) {
        return MARKS.stream().anyMatch(mark -> profile.property(mark).isPresent());
    }

    /** The key of the profile that says of what kind its credentials are. */
    static SettingSource place(Profile profile, Profiles profiles) {
        String mark = MARKS.stream()
                .filter(key -> profile.property(key).isPresent())
                .findFirst()
                .orElse("");
        return place(profile, mark, profiles);
    }

    private static SettingSource place(Profile profile, String key, Profiles profiles) {
        return SettingSource.file(
                key, "profile " + profile.name(), profiles.configFile().toString(), 0);
    }

    /**
     * The way that the profile names; empty when it names none, as one that holds only a region.
     *
     * @param mfaSerial the device for its role, in place of what the profile says; null for that
     * @throws BedrockException when the profile, or one that it refers to, is not there or contradicts itself
     */
    Optional<Found> of(String name, @Nullable String mfaSerial) {
        Profile profile = profiles.require(name);
        Set<String> visited = new LinkedHashSet<>(List.of(name));
        return profile.property("role_arn").isPresent()
                ? Optional.of(role(profile, visited, mfaSerial))
                : direct(profile);
    }

    /** A profile that another one names. Its own keys go before its role, as in the AWS CLI. */
    private Optional<Found> source(Profile profile, Set<String> visited) {
        if (!visited.add(profile.name())) {
            throw wrong("the profiles " + String.join(" -> ", visited) + " -> " + profile.name()
                            + " refer to each other")
                    .fix("let the last source_profile name a profile that has credentials of its own")
                    .build();
        }
        boolean keys = profile.property("aws_access_key_id").isPresent()
                || profile.property("aws_secret_access_key").isPresent();
        return profile.property("role_arn").isPresent() && !keys
                ? Optional.of(role(profile, visited, null))
                : direct(profile);
    }

    private Optional<Found> direct(Profile profile) {
        if (SsoProfile.is(profile)) {
            SsoProfile sso = SsoProfile.of(profile, profiles);
            return Optional.of(Found.of(
                    new SsoCredentials(sso, parts.tokens(), parts.clients()),
                    "sso",
                    "role " + sso.role() + " of account " + sso.account() + ", signed in at "
                            + sso.session().startUrl(),
                    place(profile, "sso_account_id", profiles)));
        }
        if (profile.property("aws_access_key_id").isPresent()
                || profile.property("aws_secret_access_key").isPresent()) {
            return Optional.of(keys(profile));
        }
        if (profile.property("credential_process").isPresent()) {
            return Optional.of(Found.of(
                    new ProcessCredentials(
                            profile.name(),
                            profile.property("credential_process").orElseThrow(),
                            parts.environment(),
                            parts.clock(),
                            parts.stopping()),
                    "process",
                    "the credential_process of profile " + profile.name(),
                    place(profile, "credential_process", profiles)));
        }
        if (profile.property("login_session").isPresent()) {
            throw BedrockException.of(
                            Kind.CREDENTIALS,
                            "profile '" + profile.name() + "' signs in with aws login, which only the AWS CLI does")
                    .fix("eval \"$(aws configure export-credentials --profile " + profile.name()
                            + " --format env)\", then run without --profile")
                    .build();
        }
        return Optional.empty();
    }

    private Found keys(Profile profile) {
        String id = profile.property("aws_access_key_id").orElse("").strip();
        String secret = profile.property("aws_secret_access_key").orElse("").strip();
        String token = profile.property("aws_session_token").orElse("").strip();
        if (id.isEmpty() || secret.isEmpty()) {
            throw wrong("profile '" + profile.name() + "' needs both aws_access_key_id and aws_secret_access_key")
                    .fix("aws configure --profile " + profile.name())
                    .build();
        }
        CredentialSource source = token.isEmpty()
                ? () -> AwsBasicCredentials.create(id, secret)
                : () -> AwsSessionCredentials.create(id, secret, token);
        return Found.of(
                source,
                token.isEmpty() ? "keys" : "session-keys",
                "keys of profile " + profile.name(),
                place(profile, "aws_access_key_id", profiles));
    }

    private Found role(Profile profile, Set<String> visited, @Nullable String mfaSerial) {
        String serial = mfaSerial != null
                ? mfaSerial
                : profile.property("mfa_serial")
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .orElse(null);
        Optional<String> tokenFile = profile.property("web_identity_token_file");
        Optional<String> session = profile.property("role_session_name");
        String arn = profile.property("role_arn").orElseThrow().strip();
        if (arn.isEmpty()) {
            throw wrong("profile '" + profile.name() + "' has an empty role_arn")
                    .fix("aws configure set role_arn ARN --profile " + profile.name() + ", or remove that line")
                    .build();
        }
        RoleCredentials.Role role = new RoleCredentials.Role(
                arn,
                session.orElseGet(parts::sessionName),
                profile.property("external_id").orElse(null),
                profile.property("duration_seconds")
                        .map(text -> duration(text, profile))
                        .orElse(null),
                serial,
                "duration_seconds of profile '" + profile.name() + "'");
        if (tokenFile.isPresent()) {
            if (mfaSerial != null) {
                throw wrong("profile '" + profile.name() + "' assumes its role with a web identity token, which takes"
                                + " no MFA code")
                        .fix("leave out --mfa-serial")
                        .build();
            }
            return Found.of(
                    new WebIdentityCredentials(parts.clients(), Path.of(tokenFile.get()), role),
                    "web-identity-role",
                    role.arn(),
                    place(profile, "role_arn", profiles));
        }
        Found base = base(profile, visited);
        CredentialSource assumed =
                new RoleCredentials(parts.clients(), parts.refreshing(base.source()), role, parts.mfa());
        return base.under(
                new CachedSession(parts.cache(), () -> role.cacheKey(session.isPresent()), assumed, parts.clock()),
                new CredentialStep("role", role.arn(), place(profile, "role_arn", profiles), serial));
    }

    private Found base(Profile profile, Set<String> visited) {
        Optional<String> source = profile.property("source_profile").map(String::strip);
        Optional<String> kind = profile.property("credential_source").map(String::strip);
        String name = profile.name();
        if (source.isPresent() && kind.isPresent()) {
            throw wrong("profile '" + name + "' has both source_profile and credential_source")
                    .fix("keep one of the two in profile '" + name + "'")
                    .build();
        }
        if (source.isPresent()) {
            return fromProfile(profile, source.get(), visited);
        }
        if (kind.isEmpty()) {
            throw wrong("profile '" + name
                            + "' has role_arn but neither source_profile, credential_source nor"
                            + " web_identity_token_file")
                    .fix("aws configure set source_profile NAME --profile " + name
                            + ", with the profile whose credentials may assume the role")
                    .build();
        }
        return named(profile, kind.get());
    }

    private Found fromProfile(Profile profile, String source, Set<String> visited) {
        // A profile may be its own source: its keys assume its role.
        Optional<Found> found = source.equals(profile.name())
                ? direct(profile)
                : source(profiles.require(source, "the source_profile of '" + profile.name() + "'"), visited);
        return found.orElseThrow(() -> wrong(
                        "profile '" + source + "', the source_profile of '" + profile.name() + "', has no credentials")
                .fix("aws configure --profile " + source + ", or aws configure sso --profile " + source)
                .build());
    }

    private Found named(Profile profile, String kind) {
        SettingSource place = place(profile, "credential_source", profiles);
        Optional<Found> found = switch (kind) {
            case "Environment" -> parts.environmentKeys();
            case "EcsContainer" ->
                ContainerCredentials.of(parts.environment())
                        .map(source -> Found.of(source, "container", "the container's credential service", place));
            case "Ec2InstanceMetadata" ->
                InstanceCredentials.of(parts.environment())
                        .map(source -> Found.of(source, "instance", "the role of the EC2 instance", place));
            default ->
                throw wrong("profile '" + profile.name() + "' has credential_source '" + kind
                                + "'; there are Environment, Ec2InstanceMetadata and EcsContainer")
                        .fix("aws configure set credential_source Environment --profile " + profile.name())
                        .build();
        };
        return found.orElseThrow(() -> BedrockException.of(
                        Kind.CREDENTIALS,
                        "profile '" + profile.name() + "' takes its credentials from " + kind + ", but there are none")
                .fix(
                        switch (kind) {
                            case "Environment" -> "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
                            case "EcsContainer" ->
                                "run it in an ECS task or EKS pod that has a role, or name a source_profile";
                            default -> "unset AWS_EC2_METADATA_DISABLED, or name a source_profile";
                        })
                .build());
    }

    private Duration duration(String text, Profile profile) {
        try {
            int seconds = Integer.parseInt(text.strip());
            if (seconds >= 900 && seconds <= 43_200) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw wrong("profile '" + profile.name() + "' has duration_seconds '" + text + "'; it is 900..43200")
                .fix("aws configure set duration_seconds 3600 --profile " + profile.name())
                .build();
    }

    private BedrockException.Builder wrong(String message) {
        return BedrockException.of(Kind.CONFIGURATION, message + " (" + profiles.configFile() + ")");
    }
}
