package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.UnaskedBedrock;
import io.github.bedrockcli.model.ModelSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A region's lists of models and profiles, and how often they were asked for. */
class FakeRegion extends UnaskedBedrock {
    final List<ModelSummary> models = new ArrayList<>();
    final List<ModelSummary> profiles = new ArrayList<>();
    final AtomicInteger modelCalls = new AtomicInteger();
    final AtomicInteger profileCalls = new AtomicInteger();
    volatile BedrockException modelsFailure;
    volatile BedrockException profilesFailure;
    private final String region;

    FakeRegion(String region) {
        this.region = region;
    }

    static BedrockException denied(String action) {
        return BedrockException.of(Kind.ACCESS_DENIED, "User: x is not authorized to perform: bedrock:" + action)
                .code("AccessDeniedException")
                .status(403)
                .fix("allow bedrock:" + action + " for the caller")
                .build();
    }

    /** An active text model. @param types inference types, parted by spaces */
    FakeRegion model(String id, String name, String types) {
        return model(id, name, types, "TEXT", "ACTIVE");
    }

    FakeRegion model(String id, String name, String types, String output, String lifecycle) {
        return add(id, name, types, List.of("TEXT"), output, lifecycle);
    }

    FakeRegion seeing(String id, String name, String types, String output) {
        return add(id, name, types, List.of("TEXT", "IMAGE"), output, "ACTIVE");
    }

    private FakeRegion add(String id, String name, String types, List<String> input, String output, String lifecycle) {
        models.add(new ModelSummary(
                ModelSummary.Kind.FOUNDATION_MODEL,
                id,
                "arn:aws:bedrock:" + region + "::foundation-model/" + id,
                name,
                null,
                input,
                output.isEmpty() ? List.of() : List.of(output),
                types.isEmpty() ? List.of() : List.of(types.split(" ")),
                List.of(),
                true,
                lifecycle,
                null,
                List.of()));
        return this;
    }

    /** A system-defined profile of the model in its id that routes to these regions. */
    FakeRegion profile(String id, String... regions) {
        return profile(ModelSummary.Kind.SYSTEM_PROFILE, id, "ACTIVE", id.substring(id.indexOf('.') + 1), regions);
    }

    FakeRegion profile(ModelSummary.Kind kind, String id, String status, String model, String... regions) {
        profiles.add(new ModelSummary(
                kind,
                id,
                "arn:aws:bedrock:" + region + ":123456789012:inference-profile/" + id,
                id,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                status,
                null,
                Stream.of(regions)
                        .map(there -> "arn:aws:bedrock:" + there + "::foundation-model/" + model)
                        .toList()));
        return this;
    }

    @Override
    public List<ModelSummary> foundationModels(ModelFilter filter) {
        modelCalls.incrementAndGet();
        if (modelsFailure != null) {
            throw modelsFailure;
        }
        return List.copyOf(models);
    }

    @Override
    public List<ModelSummary> inferenceProfiles() {
        profileCalls.incrementAndGet();
        if (profilesFailure != null) {
            throw profilesFailure;
        }
        return List.copyOf(profiles);
    }

    @Override
    public String region() {
        return region;
    }
}
