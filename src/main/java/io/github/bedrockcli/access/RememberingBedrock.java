package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.ForwardingBedrock;
import io.github.bedrockcli.model.ModelSummary;
import java.util.List;

/** Keeps the lists of models and profiles that come by, for the completion of shells. */
public final class RememberingBedrock extends ForwardingBedrock {
    private final ModelCache cache;

    public RememberingBedrock(Bedrock next, ModelCache cache) {
        super(next);
        this.cache = cache;
    }

    @Override
    public List<ModelSummary> foundationModels(ModelFilter filter) {
        List<ModelSummary> models = super.foundationModels(filter);
        if (filter.equals(ModelFilter.NONE)) {
            cache.models(region(), models);
        }
        return models;
    }

    @Override
    public List<ModelSummary> inferenceProfiles() {
        List<ModelSummary> profiles = super.inferenceProfiles();
        cache.profiles(region(), profiles);
        return profiles;
    }

    @Override
    public Bedrock in(String region) {
        Bedrock there = super.in(region);
        return there.equals(next()) ? this : new RememberingBedrock(there, cache);
    }
}
