package io.github.bedrockcli.aws;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
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
 * @param retryNotes told of each retry before its wait
 */
record ClientParts(
        SdkHttpClient http,
        ScheduledExecutorService timer,
        Timekeeper time,
        ProfileFile profiles,
        String profile,
        Patience patience,
        Consumer<String> retryNotes) {
    /** The longest that the control plane may be silent; no model has to think before a list. */
    static final Duration LIST_PATIENCE = Duration.ofSeconds(20);

    /** The longest that a question beside the call may take, with its retries. */
    static final Duration BRIEF_PATIENCE = Duration.ofSeconds(10);

    /** What the answer to a question beside the call is worth, in attempts. */
    private static final int BRIEF_ATTEMPTS = 3;

    /** There can be no file below what is no folder. */
    private static final String NO_FILE = "/dev/null/none";

    // While it builds a client the SDK reads the files of the process as well, though it is given what was read of
    // those
    // of the run: that costs time, and fails on a byte order mark or an indented comment, which other programs take.
    static {
        System.setProperty(ProfileFileSystemSetting.AWS_CONFIG_FILE.property(), NO_FILE);
        System.setProperty(ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.property(), NO_FILE);
    }

    /** For calls that make a model generate, and what else goes to the same host. */
    <B extends AwsClientBuilder<B, C>, C> B applyToModels(B builder, ExecutionInterceptor... interceptors) {
        Retries.Terms terms = terms(patience.callTimeout(), true, CallFacts.named(""));
        return configured(
                builder, terms, override(Retries.blocking(terms, time), patience.callTimeout()), interceptors);
    }

    /** For streams, whose time the SDK cannot keep: to it a call ends where the answer begins. */
    <B extends AwsClientBuilder<B, C>, C> B applyToStreams(B builder, ExecutionInterceptor... interceptors) {
        Retries.Terms terms = terms(patience.callTimeout(), true, CallFacts.named(""));
        return configured(builder, terms, override(Retries.streaming(terms, time), null), interceptors);
    }

    /** For lists, each page of which is answered at once or never; a user who gives them time knows better. */
    <B extends AwsClientBuilder<B, C>, C> B applyToLists(B builder) {
        Duration limit = patience.callTimeout();
        Retries.Terms terms = terms(limit, false, CallFacts.byOperation());
        ClientOverrideConfiguration.Builder override = override(Retries.blocking(terms, time), limit);
        return configured(builder, terms, limit == null ? override.apiCallAttemptTimeout(LIST_PATIENCE) : override);
    }

    /** For questions that may stay open: they are given up soon, and their retries are not told. */
    <B extends AwsClientBuilder<B, C>, C> B applyBriefly(B builder) {
        Duration given = patience.callTimeout();
        Duration limit = given == null || given.compareTo(BRIEF_PATIENCE) > 0 ? BRIEF_PATIENCE : given;
        Retries.Terms terms = new Retries.Terms(
                Math.min(patience.maxAttempts(), BRIEF_ATTEMPTS),
                limit,
                false,
                false,
                Backoff.BRIEF,
                line -> {},
                CallFacts.named(""));
        return configured(builder, terms, override(Retries.blocking(terms, time), limit));
    }

    /** @param service whose calls these are, for what is said of retries */
    <B extends AwsClientBuilder<B, C>, C> B applyToSignIns(B builder, String service) {
        Duration limit = patience.callTimeout();
        Retries.Terms terms = terms(limit, false, CallFacts.named(service));
        return configured(builder, terms, override(Retries.blocking(terms, time), limit));
    }

    private Retries.Terms terms(@Nullable Duration limit, boolean generating, CallFacts facts) {
        return new Retries.Terms(
                patience.maxAttempts(),
                limit,
                generating,
                patience.retryGeneration(),
                Backoff.PATIENT,
                retryNotes,
                facts);
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
            B builder,
            Retries.Terms terms,
            ClientOverrideConfiguration.Builder override,
            ExecutionInterceptor... interceptors) {
        override.addExecutionInterceptor(terms.facts());
        for (ExecutionInterceptor interceptor : interceptors) {
            override.addExecutionInterceptor(interceptor);
        }
        // The last, since replies pass them in reverse: nobody reads a body before its limit is on.
        override.addExecutionInterceptor(new ReplyLimit());
        return builder.defaultsMode(DefaultsMode.LEGACY).overrideConfiguration(override.build());
    }
}
