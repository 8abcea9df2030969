package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.Bedrock.Endpoint;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.endpoints.BedrockEndpointProvider;
import software.amazon.awssdk.services.bedrockruntime.endpoints.BedrockRuntimeEndpointProvider;

/** Where the SDK's clients will go, for who wants to know before there is a client. */
final class BedrockEndpoints {
    private BedrockEndpoints() {}

    /** @throws RuntimeException where no client could be built either */
    static Origin origin(Settings settings, Endpoint endpoint) {
        Settings.Service service =
                endpoint == Endpoint.BEDROCK ? Settings.Service.BEDROCK : Settings.Service.BEDROCK_RUNTIME;
        URI address = settings.endpoint(service).orElseGet(() -> resolved(settings, endpoint));
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        int port = address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
        return Origin.of(secure, address.getHost(), port);
    }

    /** By the SDK's own rules for partitions, FIPS and dual stack. */
    private static URI resolved(Settings settings, Endpoint endpoint) {
        Region region = Region.of(settings.region());
        boolean fips = settings.fips();
        boolean dualStack = settings.dualStack();
        CompletableFuture<software.amazon.awssdk.endpoints.Endpoint> found = endpoint == Endpoint.BEDROCK
                ? BedrockEndpointProvider.defaultProvider()
                        .resolveEndpoint(
                                asked -> asked.region(region).useFips(fips).useDualStack(dualStack))
                : BedrockRuntimeEndpointProvider.defaultProvider()
                        .resolveEndpoint(
                                asked -> asked.region(region).useFips(fips).useDualStack(dualStack));
        return found.join().url();
    }
}
