package io.github.bedrockcli.aws;

import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;

/** The regions that have Bedrock, of every partition, as far as the SDK knows. */
public final class BedrockRegions {
    private BedrockRegions() {}

    /** Their names, sorted. */
    public static List<String> names() {
        return BedrockClient.serviceMetadata().regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .map(Region::id)
                .sorted()
                .toList();
    }
}
