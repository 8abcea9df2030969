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
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.retries.api.RetryStrategy;

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
    /** The longest that the control plane may be silent; no model has to think before a list. */
    static final Duration LIST_PATIENCE = Duration.ofSeconds(20);

    /** The longest that a question beside the call may take, with its retries. */
    static final Duration BRIEF_PATIENCE = Duration.ofSeconds(10);

    /** There can be no file below what is no folder. */
    private static final String NO_FILE = "/dev/null/none";

    // While it builds a client the SDK reads the files of the process as well, though it is given what was read of
    // those
    // of the run: that costs time, and fails on a byte order mark or an indented comment, which other programs take.
    static {
        System.setProperty(ProfileFileSystemSetting.AWS_CONFIG_FILE.property(), NO_FILE);
        System.setProperty(ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.property(), NO_FILE);
    }

    <B extends AwsClientBuilder<B, C>, C> B apply(B builder, ExecutionInterceptor... interceptors) {
        return apply(builder, callTimeout, interceptors);
    }

    /** For streams, whose time the SDK cannot keep: to it a call ends where the answer begins. */
    <B extends AwsClientBuilder<B, C>, C> B applyUntimed(B builder, ExecutionInterceptor... interceptors) {
        return apply(builder, null, interceptors);
    }

    /** For lists, each page of which is answered at once or never. */
    <B extends AwsClientBuilder<B, C>, C> B applyToLists(B builder) {
        return configured(
                builder,
                override(Retries.strategy(maxAttempts), callTimeout).apiCallAttemptTimeout(shorter(LIST_PATIENCE)));
    }

    /** For questions that may stay open: they are given up soon. */
    <B extends AwsClientBuilder<B, C>, C> B applyBriefly(B builder) {
        return configured(builder, override(Retries.brief(maxAttempts), shorter(BRIEF_PATIENCE)));
    }

    private Duration shorter(Duration limit) {
        return callTimeout == null || callTimeout.compareTo(limit) > 0 ? limit : callTimeout;
    }

    private <B extends AwsClientBuilder<B, C>, C> B apply(
            B builder, @Nullable Duration timeout, ExecutionInterceptor... interceptors) {
        return configured(builder, override(Retries.strategy(maxAttempts), timeout), interceptors);
    }

    private ClientOverrideConfiguration.Builder override(RetryStrategy retries, @Nullable Duration timeout) {
        ClientOverrideConfiguration.Builder override = ClientOverrideConfiguration.builder()
                .retryStrategy(retries)
                .scheduledExecutorService(timer)
                .defaultProfileFile(profiles)
                .defaultProfileName(profile);
        if (timeout != null) {
            override.apiCallTimeout(timeout);
        }
        return override;
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configured(
            B builder, ClientOverrideConfiguration.Builder override, ExecutionInterceptor... interceptors) {
        for (ExecutionInterceptor interceptor : interceptors) {
            override.addExecutionInterceptor(interceptor);
        }
        // The last, since replies pass them in reverse: nobody reads a body before its limit is on.
        override.addExecutionInterceptor(new ReplyLimit());
        return builder.defaultsMode(DefaultsMode.LEGACY).overrideConfiguration(override.build());
    }
}
