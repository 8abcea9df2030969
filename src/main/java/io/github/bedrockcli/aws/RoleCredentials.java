package io.github.bedrockcli.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Arn;
import io.github.bedrockcli.model.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A role assumed with other credentials, and with a code of an MFA device where it wants one. */
final class RoleCredentials implements CredentialSource {
    private final IdentityClients clients;
    private final AwsCredentialsProvider base;
    private final Role role;
    private final MfaCodes codes;

    /**
     * What to ask for.
     *
     * @param sessionName as CloudTrail shows it
     * @param duration null for the service's default, one hour
     * @param mfa the serial number or ARN of the device whose code is sent, or null
     * @param durationPlace where the duration stands, for advice
     */
    record Role(
            String arn,
            String sessionName,
            @Nullable String externalId,
            @Nullable Duration duration,
            @Nullable String mfa,
            String durationPlace) {
        /** Where the session's name stands, for advice. */
        String sessionPlace() {
            return durationPlace
                    .replace("--duration-seconds", "--role-session-name")
                    .replace("duration_seconds", "role_session_name")
                    .replace("the duration", "AWS_ROLE_SESSION_NAME");
        }

        @Nullable
        Integer seconds() {
            return duration == null ? null : Math.toIntExact(duration.toSeconds());
        }

        /**
         * Under what the AWS CLI keeps the session. The name that a program thought up is no part of it.
         *
         * @param named whether the user chose the session's name
         */
        String cacheKey(boolean named) {
            ObjectNode arguments = Json.object();
            if (duration != null) {
                arguments.put("DurationSeconds", duration.toSeconds());
            }
            if (externalId != null) {
                arguments.put("ExternalId", externalId);
            }
            arguments.put("RoleArn", arn);
            if (named) {
                arguments.put("RoleSessionName", sessionName);
            }
            if (mfa != null) {
                arguments.put("SerialNumber", mfa);
            }
            return SessionCache.key(arguments);
        }
    }

    RoleCredentials(IdentityClients clients, AwsCredentialsProvider base, Role role, MfaCodes codes) {
        this.clients = clients;
        this.base = base;
        this.role = role;
        this.codes = codes;
    }

    @Override
    public AwsCredentials fetch() {
        // First the base, so that what is wrong with it is said plainly and not as a failed AssumeRole.
        base.resolveCredentials();
        try (StsClient sts = clients.sts(base)) {
            String serial = role.mfa();
            AssumeRoleResponse reply =
                    serial == null ? assume(sts, null) : codes.with(serial, code -> assume(sts, code));
            return session(reply.credentials(), reply.assumedRoleUser());
        } catch (SdkException e) {
            throw refused(Failures.of(e));
        }
    }

    private AssumeRoleResponse assume(StsClient sts, @Nullable String code) {
        return sts.assumeRole(request -> request.roleArn(role.arn())
                .roleSessionName(role.sessionName())
                .externalId(role.externalId())
                .durationSeconds(role.seconds())
                .serialNumber(role.mfa())
                .tokenCode(code));
    }

    private BedrockException refused(BedrockException failure) {
        String words = failure.getMessage();
        if (role.mfa() != null && words.startsWith("MultiFactorAuthentication failed")) {
            return MfaDevices.explained(failure, role.mfa());
        }
        // Source of the words: STS, "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed
        // by role chaining" and "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
        if (words.contains("1 hour session limit")) {
            return misconfigured(
                    failure,
                    role,
                    "set " + role.durationPlace() + " to 3600 or less, or leave it out: what a role assumes lasts an"
                            + " hour at most");
        }
        if (words.contains("exceeds the MaxSessionDuration")) {
            return misconfigured(
                    failure,
                    role,
                    "set " + role.durationPlace() + " to less, or raise the maximum session duration of the role");
        }
        if (failure.kind() == Kind.REFUSED) {
            return misconfigured(failure, role);
        }
        String conditions = role.mfa() == null
                ? "; check --external-id and --mfa-serial where it asks for them"
                : "; check --external-id where it asks for one";
        return refused(failure, role, "sts:AssumeRole", conditions);
    }

    /** @param failure that names a parameter, as validation errors of STS do: "Value 'x' at 'roleSessionName' failed to.." */
    static BedrockException misconfigured(BedrockException failure, Role role) {
        return misconfigured(
                failure,
                role,
                failure.getMessage().contains("'roleSessionName'")
                        ? "set " + role.sessionPlace() + " to 2 to 64 letters, digits and +=,.@-_ without blanks"
                        : "check the role's ARN, session name, external id and duration");
    }

    /** Not what was asked of a model is wrong, but what was set. */
    private static BedrockException misconfigured(BedrockException failure, Role role, String fix) {
        return BedrockException.of(
                        Kind.CONFIGURATION, "role " + role.arn() + " was not assumed: " + failure.getMessage())
                .code(failure.code().orElse(null))
                .status(failure.status())
                .requestId(failure.requestId().orElse(null))
                .fix(fix)
                .cause(failure)
                .build();
    }

    /** STS says no: nothing that Bedrock's permissions could change, and its message does not always name the role. */
    static BedrockException refused(BedrockException failure, Role role, String action, String condition) {
        return failure.kind() != Kind.ACCESS_DENIED
                ? failure
                : failure.about(
                        "role " + role.arn() + " was not assumed: " + failure.getMessage(),
                        "the role's trust policy must allow this caller " + action + condition);
    }

    /** @param user whose ARN tells the account, where there is one */
    static AwsSessionCredentials session(@Nullable Credentials keys, @Nullable AssumedRoleUser user) {
        if (keys == null
                || keys.accessKeyId() == null
                || keys.secretAccessKey() == null
                || keys.sessionToken() == null) {
            throw BedrockException.of(Kind.UNREADABLE, "the reply of STS has no credentials")
                    .build();
        }
        return AwsSessionCredentials.builder()
                .accessKeyId(keys.accessKeyId())
                .secretAccessKey(keys.secretAccessKey())
                .sessionToken(keys.sessionToken())
                .expirationTime(keys.expiration())
                .accountId(
                        user == null || user.arn() == null
                                ? null
                                : Arn.of(user.arn()).map(Arn::account).orElse(null))
                .build();
    }
}
