package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.profiles.Profile;

/** Every kind of credentials that a profile can hold, also through chains of roles. */
final class ProfileCredentials {
    private final Profiles profiles;
    private final CredentialParts parts;

    ProfileCredentials(Profiles profiles, CredentialParts parts) {
        this.profiles = profiles;
        this.parts = parts;
    }

    /**
     * The source that the profile names; empty when it names none, as one that holds only a region.
     *
     * @throws BedrockException when the profile, or one that it refers to, is not there or contradicts itself
     */
    Optional<CredentialSource> of(String name) {
        return of(name, new LinkedHashSet<>());
    }

    private Optional<CredentialSource> of(String name, Set<String> visited) {
        Profile profile = profiles.require(name);
        if (!visited.add(name)) {
            throw wrong("the profiles " + String.join(" -> ", visited) + " -> " + name + " refer to each other");
        }
        return profile.property("role_arn").isPresent() ? Optional.of(role(profile, visited)) : direct(profile);
    }

    private Optional<CredentialSource> direct(Profile profile) {
        if (SsoProfile.is(profile)) {
            return Optional.of(new SsoCredentials(SsoProfile.of(profile, profiles), parts.tokens(), parts.clients()));
        }
        if (profile.property("aws_access_key_id").isPresent()
                || profile.property("aws_secret_access_key").isPresent()) {
            return Optional.of(keys(profile));
        }
        return profile.property("credential_process")
                .map(command -> new ProcessCredentials(profile.name(), command, parts.environment()));
    }

    private CredentialSource keys(Profile profile) {
        String id = profile.property("aws_access_key_id").orElse("").strip();
        String secret = profile.property("aws_secret_access_key").orElse("").strip();
        String token = profile.property("aws_session_token").orElse("").strip();
        if (id.isEmpty() || secret.isEmpty()) {
            throw wrong("profile '" + profile.name() + "' needs both aws_access_key_id and aws_secret_access_key");
        }
        return token.isEmpty()
                ? () -> AwsBasicCredentials.create(id, secret)
                : () -> AwsSessionCredentials.create(id, secret, token);
    }

    private CredentialSource role(Profile profile, Set<String> visited) {
        RoleCredentials.Role role = new RoleCredentials.Role(
                profile.property("role_arn").orElseThrow().strip(),
                profile.property("role_session_name").orElseGet(parts::sessionName),
                profile.property("external_id").orElse(null),
                profile.property("duration_seconds")
                        .map(text -> duration(text, profile))
                        .orElse(null));
        Optional<String> tokenFile = profile.property("web_identity_token_file");
        if (tokenFile.isPresent()) {
            return new WebIdentityCredentials(parts.clients(), Path.of(tokenFile.get()), role);
        }
        if (profile.property("mfa_serial").isPresent()) {
            throw BedrockException.of(
                            Kind.CREDENTIALS, "profile '" + profile.name() + "' wants an MFA code for its role")
                    .fix("eval \"$(aws configure export-credentials --profile " + profile.name()
                            + " --format env)\", then run without --profile")
                    .build();
        }
        return new RoleCredentials(parts.clients(), parts.refreshing(base(profile, visited)), role);
    }

    private CredentialSource base(Profile profile, Set<String> visited) {
        Optional<String> source = profile.property("source_profile").map(String::strip);
        Optional<String> kind = profile.property("credential_source").map(String::strip);
        if (source.isPresent() && kind.isPresent()) {
            throw wrong("profile '" + profile.name() + "' has both source_profile and credential_source");
        }
        if (source.isPresent()) {
            // A profile may be its own source: its keys assume its role.
            Optional<CredentialSource> found =
                    source.get().equals(profile.name()) ? direct(profile) : of(source.get(), visited);
            return found.orElseThrow(() -> wrong("profile '" + source.get() + "', the source_profile of '"
                    + profile.name() + "', has no credentials"));
        }
        if (kind.isEmpty()) {
            throw wrong("profile '" + profile.name()
                    + "' has role_arn but neither source_profile, credential_source nor web_identity_token_file");
        }
        Optional<CredentialSource> found = switch (kind.get()) {
            case "Environment" -> parts.environmentKeys();
            case "EcsContainer" -> ContainerCredentials.of(parts.environment());
            case "Ec2InstanceMetadata" -> InstanceCredentials.of(parts.environment());
            default ->
                throw wrong("profile '" + profile.name() + "' has credential_source '" + kind.get()
                        + "'; there are Environment, Ec2InstanceMetadata and EcsContainer");
        };
        return found.orElseThrow(() -> BedrockException.of(
                        Kind.CREDENTIALS,
                        "profile '" + profile.name() + "' takes its credentials from " + kind.get()
                                + ", but there are none")
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
        throw wrong("profile '" + profile.name() + "' has duration_seconds '" + text + "'; it is 900..43200");
    }

    private BedrockException wrong(String message) {
        return BedrockException.of(Kind.CONFIGURATION, message + " (" + profiles.configFile() + ")")
                .build();
    }
}
