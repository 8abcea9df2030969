package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** The keys of an IAM user turned into a session with MFA (GetSessionToken), for {@code --mfa-serial} without a role. */
final class MfaSession implements CredentialSource {
    private final IdentityClients clients;
    private final AwsCredentialsProvider base;
    private final String serial;
    private final @Nullable Duration duration;
    private final MfaCodes codes;

    /** @param duration null for the service's default, twelve hours */
    MfaSession(
            IdentityClients clients,
            AwsCredentialsProvider base,
            String serial,
            @Nullable Duration duration,
            MfaCodes codes) {
        this.clients = clients;
        this.base = base;
        this.serial = serial;
        this.duration = duration;
        this.codes = codes;
    }

    @Override
    public AwsCredentials fetch() {
        if (base.resolveCredentials() instanceof AwsSessionCredentials) {
            throw notOfAUser("these keys are temporary");
        }
        try (StsClient sts = clients.sts(base)) {
            return codes.with(
                    serial,
                    code -> RoleCredentials.session(
                            sts.getSessionToken(request -> request.serialNumber(serial)
                                            .tokenCode(code)
                                            .durationSeconds(
                                                    duration == null ? null : Math.toIntExact(duration.toSeconds())))
                                    .credentials(),
                            null));
        } catch (SdkException e) {
            throw MfaDevices.explained(Failures.of(e), serial);
        }
    }

    /** The AWS CLI keeps no such sessions; the key holds whose they are, so that nobody gets another's. */
    String cacheKey() {
        var arguments = Json.object();
        arguments.put("AccessKeyId", base.resolveCredentials().accessKeyId());
        if (duration != null) {
            arguments.put("DurationSeconds", duration.toSeconds());
        }
        arguments.put("SerialNumber", serial);
        return SessionCache.key(arguments);
    }

    /** STS: "Cannot call GetSessionToken with session credentials". */
    static BedrockException notOfAUser(String what) {
        return BedrockException.of(
                        Kind.CONFIGURATION,
                        "--mfa-serial without a role makes a session of an IAM user's own keys, and there are none: "
                                + what)
                .fix("add --role-arn ARN, or name a profile with role_arn or with a user's keys")
                .build();
    }
}
