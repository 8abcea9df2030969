package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Connection;
import io.github.bedrockcli.aws.UnaskedBedrock;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A region's models and profiles, filtered as ListFoundationModels does: every word exactly. */
final class FakeModels extends UnaskedBedrock implements BedrockOpener {
    final List<ModelFilter> filters = new CopyOnWriteArrayList<>();
    private final List<ModelSummary> models = new ArrayList<>();
    private final List<ModelSummary> profiles = new ArrayList<>();
    int profileCalls;
    RuntimeException modelsFailure;
    RuntimeException profilesFailure;
    final Map<Kind, RuntimeException> failures = new EnumMap<>(Kind.class);
    final List<Kind> accountCalls = new CopyOnWriteArrayList<>();
    private final List<ModelSummary> own = new ArrayList<>();

    /** @param types inference types, parted by spaces */
    FakeModels model(String id, String name, String provider, String in, String out, String types, Boolean streaming) {
        return add(id, name, provider, in, out, types, streaming, "ACTIVE", null);
    }

    FakeModels legacy(String id, String name, String provider, String in, String out, String types, String end) {
        return add(id, name, provider, in, out, types, true, "LEGACY", end == null ? null : Instant.parse(end));
    }

    FakeModels profile(Kind kind, String id, String name, String... models) {
        List<String> arns = new ArrayList<>();
        for (String model : models) {
            arns.add("arn:aws:bedrock:us-east-1::foundation-model/" + model);
            arns.add("arn:aws:bedrock:us-west-2::foundation-model/" + model);
        }
        String arn = id.startsWith("arn:") ? id : "arn:aws:bedrock:us-east-1:123456789012:inference-profile/" + id;
        profiles.add(new ModelSummary(
                kind,
                id,
                arn,
                name,
                null,
                List.of(),
                List.of(),
                List.of("INFERENCE_PROFILE"),
                List.of(),
                null,
                "ACTIVE",
                null,
                arns));
        return this;
    }

    /** A model of the account's own. */
    FakeModels own(Kind kind, String arn, String name, String types, String status, String... models) {
        own.add(new ModelSummary(
                kind,
                arn,
                arn,
                name,
                null,
                List.of(),
                List.of(),
                types.isEmpty() ? List.of() : List.of(types),
                List.of(),
                null,
                status,
                null,
                List.of(models)));
        return this;
    }

    private List<ModelSummary> own(Kind kind) {
        accountCalls.add(kind);
        if (failures.containsKey(kind)) {
            throw failures.get(kind);
        }
        return own.stream().filter(model -> model.kind() == kind).toList();
    }

    @Override
    public List<ModelSummary> customModels() {
        return own(Kind.CUSTOM_MODEL);
    }

    @Override
    public List<ModelSummary> customDeployments() {
        return own(Kind.CUSTOM_MODEL_DEPLOYMENT);
    }

    @Override
    public List<ModelSummary> marketplaceEndpoints() {
        return own(Kind.MARKETPLACE_ENDPOINT);
    }

    @Override
    public List<ModelSummary> importedModels() {
        return own(Kind.IMPORTED_MODEL);
    }

    @Override
    public List<ModelSummary> provisionedModels() {
        return own(Kind.PROVISIONED_MODEL);
    }

    private FakeModels add(
            String id,
            String name,
            String provider,
            String in,
            String out,
            String types,
            Boolean streaming,
            String lifecycle,
            Instant end) {
        models.add(new ModelSummary(
                Kind.FOUNDATION_MODEL,
                id,
                "arn:aws:bedrock:us-east-1::foundation-model/" + id,
                name,
                provider,
                List.of(in.split(" ")),
                List.of(out.split(" ")),
                types.isEmpty() ? List.of() : List.of(types.split(" ")),
                List.of(),
                streaming,
                lifecycle,
                end,
                List.of()));
        return this;
    }

    @Override
    public Bedrock open(Connection connection) {
        return this;
    }

    @Override
    public List<ModelSummary> foundationModels(ModelFilter filter) {
        filters.add(filter);
        if (modelsFailure != null) {
            throw modelsFailure;
        }
        return models.stream()
                .filter(model -> filter.provider() == null || filter.provider().equals(model.provider()))
                .filter(model -> filter.outputModality() == null
                        || model.outputModalities().contains(filter.outputModality()))
                .filter(model ->
                        filter.inferenceType() == null || model.inferenceTypes().contains(filter.inferenceType()))
                .filter(model ->
                        filter.customization() == null || model.customizations().contains(filter.customization()))
                .toList();
    }

    @Override
    public List<ModelSummary> inferenceProfiles() {
        profileCalls++;
        if (profilesFailure != null) {
            throw profilesFailure;
        }
        return List.copyOf(profiles);
    }
}
