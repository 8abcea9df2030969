package software.amazon.awssdk.regions;

import software.amazon.awssdk.regions.servicemetadata.BedrockServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.OidcServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.PortalSsoServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.StsServiceMetadata;

/**
 * Where services are, for the services that are called here, in the place of the SDK's class of this name.
 *
 * <p>The SDK's makes the tables of all its 300 services before it answers for one, and each client asks for its signing
 * region when it is built: that was a seventh of the processor time of a run. The tables themselves are the SDK's.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {
    /** @return null for a service without a table, which is in every region under its own name */
    @Override
    public ServiceMetadata serviceMetadata(String service) {
        return switch (service) {
            case "bedrock" -> new BedrockServiceMetadata();
            case "bedrock-runtime" -> null;
            case "oidc" -> new OidcServiceMetadata();
            case "portal.sso" -> new PortalSsoServiceMetadata();
            case "sts" -> new StsServiceMetadata();
            default -> throw new UnsupportedOperationException("add the table of the service " + service + " here");
        };
    }
}
