package io.github.bedrockcli.aws;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * What all SDK clients of a run share. Everything that the SDK would otherwise look up in files and the environment of
 * the process is given, so that it neither costs time nor says something else than ours does.
 *
 * @param callTimeout for a whole call with its retries, or null
 */
record ClientParts(
        SdkHttpClient http,
        ScheduledExecutorService timer,
        ProfileFile profiles,
        String profile,
        int maxAttempts,
        @Nullable Duration callTimeout) {

    <B extends AwsClientBuilder<B, C>, C> B apply(B builder, ExecutionInterceptor... interceptors) {
        return apply(builder, callTimeout, interceptors);
    }

    /** For streams, whose time the SDK cannot keep: to it a call ends where the answer begins. */
    <B extends AwsClientBuilder<B, C>, C> B applyUntimed(B builder, ExecutionInterceptor... interceptors) {
        return apply(builder, null, interceptors);
    }

    private <B extends AwsClientBuilder<B, C>, C> B apply(
            B builder, @Nullable Duration timeout, ExecutionInterceptor... interceptors) {
        ClientOverrideConfiguration.Builder override = ClientOverrideConfiguration.builder()
                .retryStrategy(Retries.strategy(maxAttempts))
                .scheduledExecutorService(timer)
                .defaultProfileFile(profiles)
                .defaultProfileName(profile);
        if (timeout != null) {
            override.apiCallTimeout(timeout);
        }
        for (ExecutionInterceptor interceptor : interceptors) {
            override.addExecutionInterceptor(interceptor);
        }
        // The last, since replies pass them in reverse: nobody reads a body before its limit is on.
        override.addExecutionInterceptor(new ReplyLimit());
        return builder.defaultsMode(DefaultsMode.LEGACY).overrideConfiguration(override.build());
    }
}
