package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.Stopping;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How to reach AWS and as whom: what the shared options and the environment say. Null means not given.
 *
 * @param endpoint where bedrock and bedrock-runtime are, instead of the region's own hosts
 * @param roleDuration how long an assumed role lasts; null for the service's default
 * @param mfaSerial the MFA device whose code goes with the role, or makes a session of a user's keys
 * @param mfaCode its code, for one call
 * @param mfaPrompt asks for codes where none was given
 * @param environment the process environment, or a test's
 * @param retryNotes told of each retry before its wait, in a line for people
 * @param wireLog told what goes over the wire, line by line and without secrets; null for nobody
 * @param stopping what is left to do when the process is told to stop
 */
public record Connection(
        @Nullable String profile,
        @Nullable String region,
        @Nullable URI endpoint,
        @Nullable String roleArn,
        @Nullable String roleSessionName,
        @Nullable String externalId,
        @Nullable Duration roleDuration,
        @Nullable String mfaSerial,
        @Nullable String mfaCode,
        MfaPrompt mfaPrompt,
        boolean offline,
        boolean fips,
        boolean dualStack,
        @Nullable Path caBundle,
        Patience patience,
        Map<String, String> environment,
        Consumer<String> retryNotes,
        @Nullable Consumer<String> wireLog,
        Stopping stopping) {
    public Connection {
        environment = Map.copyOf(environment);
    }

    /** The same in another region. */
    public Connection inRegion(String other) {
        return new Connection(
                profile,
                other,
                endpoint,
                roleArn,
                roleSessionName,
                externalId,
                roleDuration,
                mfaSerial,
                mfaCode,
                mfaPrompt,
                offline,
                fips,
                dualStack,
                caBundle,
                patience,
                environment,
                retryNotes,
                wireLog,
                stopping);
    }

    /** Without the environment, which holds keys, the MFA code, and what an endpoint may hold of a password. */
    @Override
    public String toString() {
        return "Connection[profile=" + profile + ", region=" + region + ", roleArn=" + roleArn + "]";
    }
}
