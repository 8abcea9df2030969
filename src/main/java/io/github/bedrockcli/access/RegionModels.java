package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Bedrock.ModelFilter;
import io.github.bedrockcli.model.Arn;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models and inference profiles of one region, each list fetched once, when it is first asked for. A list that could
 * not be had fails again with the same failure. Safe for use by several threads.
 */
final class RegionModels {
    private final Bedrock bedrock;
    private final Once<List<ModelSummary>> models;
    private final Once<List<ModelSummary>> profiles;

    public RegionModels(Bedrock bedrock) {
        this.bedrock = bedrock;
        this.models = new Once<>(() -> bedrock.foundationModels(ModelFilter.NONE));
        this.profiles = new Once<>(bedrock::inferenceProfiles);
    }

    public String region() {
        return bedrock.region();
    }

    /** The foundation models. @throws BedrockException when they cannot be listed */
    public List<ModelSummary> models() {
        return models.get();
    }

    /** System-defined and application profiles. @throws BedrockException when they cannot be listed */
    public List<ModelSummary> profiles() {
        return profiles.get();
    }

    /** The foundation model of this id, exactly. */
    public Optional<ModelSummary> model(String id) {
        return models().stream().filter(model -> model.id().equals(id)).findFirst();
    }

    /** The profile of this id or ARN, exactly. */
    public Optional<ModelSummary> profile(String idOrArn) {
        return profiles().stream()
                .filter(profile -> profile.id().equals(idOrArn) || profile.arn().equals(idOrArn))
                .findFirst();
    }

    /** The profiles that route to a foundation model, in the service's order. */
    public List<ModelSummary> profilesOf(String modelId) {
        return profiles().stream()
                .filter(profile -> profile.models().stream().anyMatch(arn -> modelId.equals(baseOf(arn))))
                .toList();
    }

    /** The regions that a profile routes to; a global profile names a model without a region, which is left out. */
    public static List<String> destinations(ModelSummary profile) {
        return profile.models().stream()
                .flatMap(arn -> Arn.regionOf(arn).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The foundation model's id in an ARN; null where it is none. */
    static @Nullable String baseOf(String arn) {
        try {
            ModelId id = ModelId.of(arn);
            return id.kind() == ModelId.Kind.FOUNDATION_MODEL ? id.base().orElse(null) : null;
        } catch (UsageException e) {
            return null;
        }
    }
}
