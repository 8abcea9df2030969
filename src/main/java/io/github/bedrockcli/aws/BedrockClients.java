package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.BedrockClientBuilder;
import software.amazon.awssdk.services.bedrock.auth.scheme.BedrockAuthSchemeProvider;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.auth.scheme.BedrockRuntimeAuthSchemeProvider;

/** Builds the SDK's clients of Bedrock. */
final class BedrockClients {
    private final ClientParts parts;
    private final Settings settings;
    private final Auth auth;
    private final String region;

    BedrockClients(ClientParts parts, Settings settings, Auth auth, String region) {
        this.parts = parts;
        this.settings = settings;
        this.auth = auth;
        this.region = region;
    }

    BedrockRuntimeClient runtime(SdkHttpClient http) {
        var builder = BedrockRuntimeClient.builder().httpClient(http).authSchemeProvider(runtimeAuth());
        if (auth.token() != null) {
            builder.tokenProvider(auth.token());
        }
        return parts.applyToModels(common(builder, Settings.Service.BEDROCK_RUNTIME), new RawBodies())
                .build();
    }

    BedrockRuntimeAsyncClient streams(SdkHttpClient http) {
        var builder = BedrockRuntimeAsyncClient.builder()
                .httpClient(new StreamingHttp(http))
                // Completing a call is a matter of microseconds here: no threads for it.
                .asyncConfiguration(async ->
                        async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                .authSchemeProvider(runtimeAuth());
        if (auth.token() != null) {
            builder.tokenProvider(auth.token());
        }
        return parts.applyToStreams(common(builder, Settings.Service.BEDROCK_RUNTIME), new RawBodies())
                .build();
    }

    BedrockClient control(SdkHttpClient http) {
        return parts.applyToLists(controlBuilder(http)).build();
    }

    /** For what is asked of many models, or beside something else. */
    BedrockClient aside(SdkHttpClient http) {
        return parts.applyBriefly(controlBuilder(http)).build();
    }

    private BedrockClientBuilder controlBuilder(SdkHttpClient http) {
        BedrockAuthSchemeProvider usual = BedrockAuthSchemeProvider.defaultProvider();
        var builder = BedrockClient.builder()
                .httpClient(http)
                .authSchemeProvider(wanted -> auth.only(usual.resolveAuthScheme(wanted)));
        if (auth.token() != null) {
            builder.tokenProvider(auth.token());
        }
        return common(builder, Settings.Service.BEDROCK);
    }

    private BedrockRuntimeAuthSchemeProvider runtimeAuth() {
        BedrockRuntimeAuthSchemeProvider usual = BedrockRuntimeAuthSchemeProvider.defaultProvider();
        return wanted -> auth.only(usual.resolveAuthScheme(wanted));
    }

    private <B extends AwsClientBuilder<B, C>, C> B common(B builder, Settings.Service service) {
        Optional<URI> endpoint = settings.endpoint(service);
        boolean fips = settings.fips();
        boolean dualStack = settings.dualStack();
        if (endpoint.isPresent() && (fips || dualStack)) {
            throw BedrockException.of(
                            Kind.CONFIGURATION,
                            "an endpoint of one's own goes neither with FIPS nor with dual-stack endpoints")
                    .fix("drop --endpoint-url (or AWS_ENDPOINT_URL...), or --use-fips-endpoint and"
                            + " --use-dualstack-endpoint")
                    .build();
        }
        builder.region(Region.of(region))
                .credentialsProvider(auth.keys())
                .fipsEnabled(fips)
                .dualstackEnabled(dualStack);
        endpoint.ifPresent(builder::endpointOverride);
        return builder;
    }
}
