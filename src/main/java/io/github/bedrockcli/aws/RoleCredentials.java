package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A role assumed with other credentials. */
final class RoleCredentials implements CredentialSource {
    private final IdentityClients clients;
    private final AwsCredentialsProvider base;
    private final Role role;

    /**
     * What to ask for.
     *
     * @param sessionName as CloudTrail shows it
     * @param duration null for the service's default, one hour
     */
    record Role(
            String arn,
            String sessionName,
            @Nullable String externalId,
            @Nullable Duration duration) {
        @Nullable
        Integer seconds() {
            return duration == null ? null : Math.toIntExact(duration.toSeconds());
        }
    }

    RoleCredentials(IdentityClients clients, AwsCredentialsProvider base, Role role) {
        this.clients = clients;
        this.base = base;
        this.role = role;
    }

    @Override
    public AwsCredentials fetch() {
        // First the base, so that what is wrong with it is said plainly and not as a failed AssumeRole.
        base.resolveCredentials();
        try (StsClient sts = clients.sts(base)) {
            return session(sts.assumeRole(request -> request.roleArn(role.arn())
                            .roleSessionName(role.sessionName())
                            .externalId(role.externalId())
                            .durationSeconds(role.seconds()))
                    .credentials());
        } catch (SdkException e) {
            throw refused(Failures.of(e), role, "sts:AssumeRole", "; check --external-id where it asks for one");
        }
    }

    /** STS says no: nothing that Bedrock's permissions could change, and its message does not always name the role. */
    static BedrockException refused(BedrockException failure, Role role, String action, String condition) {
        return failure.kind() != Kind.ACCESS_DENIED
                ? failure
                : failure.about(
                        "role " + role.arn() + " was not assumed: " + failure.getMessage(),
                        "the role's trust policy must allow this caller " + action + condition);
    }

    static AwsSessionCredentials session(Credentials keys) {
        return AwsSessionCredentials.builder()
                .accessKeyId(keys.accessKeyId())
                .secretAccessKey(keys.secretAccessKey())
                .sessionToken(keys.sessionToken())
                .expirationTime(keys.expiration())
                .build();
    }
}
