package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.aws.Identity;
import io.github.bedrockcli.aws.UnaskedBedrock;
import io.github.bedrockcli.model.CallerIdentity;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An account in one region, with lists, availability and neighbours; every call to a model fails as the test says. */
class Account extends UnaskedBedrock {
    private final String region;
    private final Map<String, List<ModelSummary>> lists = new TreeMap<>();
    private final List<ModelSummary> profiles = new ArrayList<>();
    final AtomicInteger questions = new AtomicInteger();
    ModelAvailability availability;
    BedrockException refusal;
    RuntimeException unanswered;
    boolean silent;

    Account(String region) {
        this.region = region;
    }

    Account model(String in, String id, String types, String lifecycle) {
        lists.computeIfAbsent(in, key -> new ArrayList<>())
                .add(new ModelSummary(
                        ModelSummary.Kind.FOUNDATION_MODEL,
                        id,
                        "arn:aws:bedrock:" + in + "::foundation-model/" + id,
                        id,
                        null,
                        List.of(),
                        List.of("TEXT"),
                        List.of(types),
                        List.of(),
                        true,
                        lifecycle,
                        null,
                        List.of()));
        return this;
    }

    Account region(String name) {
        lists.computeIfAbsent(name, key -> new ArrayList<>());
        return this;
    }

    Account profile(String id, String base, String... regions) {
        boolean arn = id.startsWith("arn:");
        profiles.add(new ModelSummary(
                arn ? ModelSummary.Kind.APPLICATION_PROFILE : ModelSummary.Kind.SYSTEM_PROFILE,
                id,
                arn ? id : "arn:aws:bedrock:" + region + ":123456789012:inference-profile/" + id,
                id,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                "ACTIVE",
                null,
                Arrays.stream(regions)
                        .map(to -> "arn:aws:bedrock:" + to + "::foundation-model/" + base)
                        .toList()));
        return this;
    }

    private void asked() {
        questions.incrementAndGet();
        if (silent) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (unanswered != null) {
            throw unanswered;
        }
    }

    @Override
    public BedrockResponse invoke(BedrockRequest request) {
        throw refusal;
    }

    @Override
    public EventStream stream(BedrockRequest request) {
        return new EventStream() {
            @Override
            public byte[] next() {
                throw refusal;
            }

            @Override
            public Optional<String> requestId() {
                return Optional.empty();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public List<ModelSummary> foundationModels(ModelFilter filter) {
        if (refusal != null && profiles.isEmpty() && lists.isEmpty()) {
            throw refusal;
        }
        asked();
        return List.copyOf(lists.getOrDefault(region, List.of()));
    }

    @Override
    public List<ModelSummary> inferenceProfiles() {
        asked();
        return List.copyOf(profiles);
    }

    @Override
    public ModelSummary inferenceProfile(String profile) {
        asked();
        return profiles.stream()
                .filter(row -> row.id().equals(profile) || row.arn().equals(profile))
                .findFirst()
                .orElseThrow(() -> BedrockException.of(Kind.REFUSED, "no such profile")
                        .code("ResourceNotFoundException")
                        .status(404)
                        .build());
    }

    @Override
    public ModelAvailability availability(String modelId) {
        asked();
        return availability;
    }

    @Override
    public Identity identity() {
        return () -> {
            asked();
            return new CallerIdentity("210987654321", "arn:aws:iam::210987654321:user/x", "u");
        };
    }

    @Override
    public String region() {
        return region;
    }

    @Override
    public List<String> regions() {
        return Stream.concat(Stream.of(region), lists.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Bedrock in(String other) {
        Account there = new Account(other);
        there.lists.putAll(lists);
        there.unanswered = unanswered;
        there.silent = silent;
        return there;
    }
}
