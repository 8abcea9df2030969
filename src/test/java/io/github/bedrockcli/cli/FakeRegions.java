package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.aws.Connection;
import io.github.bedrockcli.aws.ForwardingBedrock;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An account in one region of several: what is listed there, what of it is granted, and what a call is answered. */
final class FakeRegions extends ForwardingBedrock implements BedrockOpener {
    private final String region;
    private final Map<String, FakeRegions> regions;
    final FakeModels models;

    /** Agreement status by model; a model that is not here is granted. */
    final Map<String, String> agreements = new ConcurrentHashMap<>();

    /** Failures of asking for access, by model. */
    final Map<String, BedrockException> failures = new ConcurrentHashMap<>();

    /** Failures of calls, by the id called. */
    final Map<String, BedrockException> refusals = new ConcurrentHashMap<>();

    final List<String> called = new CopyOnWriteArrayList<>();
    final List<String> opened = new ArrayList<>();

    FakeRegions(FakeModels models) {
        this("us-east-1", models, new TreeMap<>());
    }

    private FakeRegions(String region, FakeModels models, Map<String, FakeRegions> regions) {
        super(models);
        this.region = region;
        this.models = models;
        this.regions = regions;
        regions.put(region, this);
    }

    /** The same account in another region. */
    FakeRegions and(String other, FakeModels listed) {
        return new FakeRegions(other, listed, regions);
    }

    @Override
    public Bedrock open(Connection connection) {
        opened.add(String.valueOf(connection.region()));
        return this;
    }

    @Override
    public String region() {
        return region;
    }

    @Override
    public List<String> regions() {
        return List.copyOf(regions.keySet());
    }

    @Override
    public Bedrock in(String other) {
        FakeRegions there = regions.get(other);
        if (there == null) {
            throw BedrockException.of(BedrockException.Kind.NETWORK, "cannot find the host bedrock." + other)
                    .build();
        }
        return there;
    }

    @Override
    public ModelAvailability availability(String modelId) {
        BedrockException failure = failures.get(modelId);
        if (failure != null) {
            throw failure;
        }
        String agreement = agreements.getOrDefault(modelId, "AVAILABLE");
        return new ModelAvailability(modelId, agreement, null, "AUTHORIZED", "AVAILABLE", "AVAILABLE");
    }

    @Override
    public BedrockResponse invoke(BedrockRequest request) {
        String id = request.model().value();
        called.add(id);
        BedrockException refusal = refusals.get(id);
        if (refusal != null) {
            throw refusal;
        }
        return new BedrockResponse(new byte[0], Usage.UNKNOWN, null, Duration.ZERO, Duration.ZERO);
    }
}
