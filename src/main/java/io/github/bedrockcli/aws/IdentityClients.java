package io.github.bedrockcli.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.endpoints.SsoOidcEndpointProvider;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients of the services that give credentials, over the same HTTP, retries and files as those of Bedrock. */
final class IdentityClients {
    private final ClientParts parts;
    private final Settings settings;

    IdentityClients(ClientParts parts, Settings settings) {
        this.parts = parts;
        this.settings = settings;
    }

    /** Where who the caller is can be asked though no region is set: as the AWS CLI does. Models are called in none. */
    private static final String ANYWHERE = "us-east-1";
    /** Both of its services, in the name that people know. */
    private static final String SIGN_IN = "IAM Identity Center";

    /** In the region of the run; with anonymous credentials for web identity. */
    StsClient sts(AwsCredentialsProvider credentials) {
        var builder = StsClient.builder().httpClient(parts.http()).credentialsProvider(credentials);
        Optional<URI> endpoint = settings.endpoint(Settings.Service.STS);
        if (endpoint.isEmpty()) {
            builder.fipsEnabled(settings.fips());
        }
        return common(builder, settings.findRegion().orElse(ANYWHERE), endpoint, "STS")
                .build();
    }

    /** @param region where the sign-in lives, which need not be the region of the run */
    SsoClient sso(String region) {
        var builder =
                SsoClient.builder().httpClient(parts.http()).credentialsProvider(AnonymousCredentialsProvider.create());
        return common(builder, region, settings.endpoint(Settings.Service.SSO), SIGN_IN)
                .build();
    }

    SsoOidcClient oidc(String region) {
        var builder = SsoOidcClient.builder()
                .httpClient(parts.http())
                .credentialsProvider(AnonymousCredentialsProvider.create());
        return common(builder, region, settings.endpoint(Settings.Service.SSO_OIDC), SIGN_IN)
                .build();
    }

    /** Where {@link #oidc} goes: its pages for people are there too. */
    URI oidcEndpoint(String region) {
        return settings.endpoint(Settings.Service.SSO_OIDC)
                .orElseGet(() -> SsoOidcEndpointProvider.defaultProvider()
                        .resolveEndpoint(where -> where.region(Region.of(region)))
                        .join()
                        .url());
    }

    private <B extends AwsClientBuilder<B, C>, C> B common(
            B builder, String region, Optional<URI> endpoint, String service) {
        builder.region(Region.of(region));
        endpoint.ifPresent(builder::endpointOverride);
        return parts.applyToSignIns(builder, service);
    }
}
