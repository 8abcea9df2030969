package io.github.bedrockcli.access;

import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of the world that a caller's region is in, as inference profiles divide it.
 *
 * <p>Source: Bedrock user guide, "Supported Regions and models for inference profiles", 2026-11. A profile's destinations
 * need not hold the region that it is called from (London is none of an {@code eu} profile's), so the id's prefix counts as
 * well; and Canada has models through {@code us} profiles alone, so there the destinations decide.
 */
final class Geography {
    static final String GLOBAL = "global";

    /** The prefixes that profiles of these regions have; regions of other areas have none that is sure. */
    private static final Map<String, Set<String>> OWN = Map.of(
            "us-gov", Set.of("us-gov"),
            "us", Set.of("us"),
            "eu", Set.of("eu"),
            "ap", Set.of("apac", "jp", "au"));

    /** The prefixes that stand for a whole area, by area. */
    private static final Map<String, String> WHOLE =
            Map.of("us-gov", "us-gov", "us", "us", "eu", "eu", "ap", "apac", "ca", "ca");

    private static final Set<String> KNOWN = Set.of("us", "us-gov", "eu", "apac", "jp", "au", "ca");

    private final String region;
    private final String area;

    Geography(String region) {
        this.region = region;
        this.area = region.startsWith("us-gov-") ? "us-gov" : region.split("-", 2)[0];
    }

    /** Whether what the profile answers stays in the caller's geography; never of a global one. */
    boolean holds(ModelSummary profile) {
        String prefix = prefix(profile).orElse("");
        Set<String> own = OWN.get(area);
        if (prefix.equals(GLOBAL) || (own != null && KNOWN.contains(prefix) && !own.contains(prefix))) {
            return false;
        }
        List<String> destinations = RegionModels.destinations(profile);
        return destinations.contains(region) || prefix.equals(WHOLE.get(area));
    }

    static boolean isGlobal(ModelSummary profile) {
        return prefix(profile).filter(GLOBAL::equals).isPresent();
    }

    /** What stands before the model in the profile's id, such as {@code us}; empty where nothing does. */
    private static Optional<String> prefix(ModelSummary profile) {
        try {
            return ModelId.of(profile.id()).geography();
        } catch (UsageException e) {
            return Optional.empty();
        }
    }
}
