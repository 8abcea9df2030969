package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.aws.Connection;
import io.github.bedrockcli.aws.Identity;
import io.github.bedrockcli.aws.Reached;
import io.github.bedrockcli.aws.UnaskedBedrock;
import io.github.bedrockcli.model.AgreementOffer;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.CallerIdentity;
import io.github.bedrockcli.model.CredentialCandidate;
import io.github.bedrockcli.model.CredentialReport;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelDetails;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.SessionKeys;
import io.github.bedrockcli.model.Setting;
import io.github.bedrockcli.model.SettingSource;
import io.github.bedrockcli.model.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An account of which each question can be answered, or refused, by itself; unknown ids are refused as by the service. */
class FakeAccount extends UnaskedBedrock implements BedrockOpener {
    final List<ModelSummary> models = new ArrayList<>();
    final List<ModelSummary> profiles = new ArrayList<>();
    final List<ModelSummary> own = new ArrayList<>();
    final Map<String, ModelDetails> details = new HashMap<>();
    final Map<String, ModelAvailability> access = new HashMap<>();
    final Map<String, List<AgreementOffer>> offers = new HashMap<>();
    final Map<String, BaseModel> behind = new HashMap<>();
    final Map<String, RuntimeException> failures = new HashMap<>();
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** When set, every question waits until so many are under way. */
    volatile CountDownLatch together;

    static BedrockException denied(String operation) {
        return BedrockException.of(Kind.ACCESS_DENIED, "User: u is not authorized to perform: bedrock:" + operation)
                .code("AccessDeniedException")
                .status(403)
                .build();
    }

    static BedrockException failure(Kind kind, String message) {
        return BedrockException.of(kind, message).build();
    }

    FakeAccount failing(String operation, RuntimeException failure) {
        failures.put(operation, failure);
        return this;
    }

    FakeAccount deny(String... operations) {
        for (String operation : operations) {
            failing(operation, denied(operation));
        }
        return this;
    }

    static ModelSummary model(ModelSummary.Kind kind, String id, String arn, String name, String... models) {
        return new ModelSummary(
                kind,
                id,
                arn,
                name,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                "ACTIVE",
                null,
                List.of(models));
    }

    private void asked(String operation) {
        asked.add(operation);
        CountDownLatch all = together;
        if (all != null) {
            all.countDown();
            try {
                if (!all.await(20, TimeUnit.SECONDS)) {
                    throw new AssertionError("asked alone: " + operation);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        RuntimeException failure = failures.get(operation);
        if (failure != null) {
            throw failure;
        }
    }

    private static <T> T known(Map<String, T> answers, String id) {
        T answer = answers.get(id);
        if (answer == null) {
            throw BedrockException.of(Kind.REFUSED, "The provided model identifier is invalid.")
                    .code("ValidationException")
                    .status(400)
                    .build();
        }
        return answer;
    }

    @Override
    public Bedrock open(Connection connection) {
        return this;
    }

    @Override
    public List<ModelSummary> foundationModels(ModelFilter filter) {
        asked("ListFoundationModels");
        return List.copyOf(models);
    }

    @Override
    public List<ModelSummary> inferenceProfiles() {
        asked("ListInferenceProfiles");
        return List.copyOf(profiles);
    }

    @Override
    public ModelSummary inferenceProfile(String profile) {
        asked("GetInferenceProfile");
        Map<String, ModelSummary> byId = new HashMap<>();
        profiles.forEach(one -> byId.put(one.id(), one));
        profiles.forEach(one -> byId.put(one.arn(), one));
        return known(byId, profile);
    }

    @Override
    public ModelDetails foundationModel(String modelId) {
        asked("GetFoundationModel");
        return known(details, modelId);
    }

    @Override
    public ModelAvailability availability(String modelId) {
        asked("GetFoundationModelAvailability");
        return known(access, modelId);
    }

    @Override
    public List<AgreementOffer> agreementOffers(String modelId) {
        asked("ListFoundationModelAgreementOffers");
        return known(offers, modelId);
    }

    @Override
    public BaseModel baseModel(ModelId id) {
        asked("baseModel");
        return known(behind, id.value());
    }

    final Map<Endpoint, Reached> reached = new HashMap<>();
    SessionKeys keys = new SessionKeys("****MPLE", false, null);
    CallerIdentity caller = new CallerIdentity("123456789012", "arn:aws:iam::123456789012:user/dev", "AIDAEXAMPLE");
    CredentialReport configured = new CredentialReport(
            new Setting("region", "us-east-1", SettingSource.environment("AWS_REGION")),
            new Setting("profile", "dev", SettingSource.option("--profile")),
            List.of(new CredentialCandidate("profile", "profile dev", SettingSource.option("--profile"), null, null)),
            List.of(),
            List.of());
    final List<BedrockRequest> sent = new ArrayList<>();
    RuntimeException regionFailure;

    @Override
    public String region() {
        if (regionFailure != null) {
            throw regionFailure;
        }
        return super.region();
    }

    @Override
    public Reached reach(Endpoint endpoint) {
        asked("reach " + endpoint);
        return reached.get(endpoint);
    }

    @Override
    public BedrockResponse invoke(BedrockRequest request) {
        sent.add(request);
        asked("InvokeModel");
        return new BedrockResponse(
                "{}".getBytes(StandardCharsets.UTF_8),
                Usage.UNKNOWN,
                "req-1",
                Duration.ofMillis(40),
                Duration.ofMillis(42));
    }

    @Override
    public Identity identity() {
        return new Identity() {
            @Override
            public CallerIdentity caller() {
                asked("GetCallerIdentity");
                return caller;
            }

            @Override
            public CredentialReport report() {
                return configured;
            }

            @Override
            public SessionKeys session() {
                asked("session");
                return keys;
            }
        };
    }

    private List<ModelSummary> own(ModelSummary.Kind kind, String operation) {
        asked(operation);
        return own.stream().filter(model -> model.kind() == kind).toList();
    }

    @Override
    public List<ModelSummary> customModels() {
        return own(ModelSummary.Kind.CUSTOM_MODEL, "ListCustomModels");
    }

    @Override
    public List<ModelSummary> importedModels() {
        return own(ModelSummary.Kind.IMPORTED_MODEL, "ListImportedModels");
    }

    @Override
    public List<ModelSummary> provisionedModels() {
        return own(ModelSummary.Kind.PROVISIONED_MODEL, "ListProvisionedModelThroughputs");
    }

    @Override
    public List<ModelSummary> customDeployments() {
        return own(ModelSummary.Kind.CUSTOM_MODEL_DEPLOYMENT, "ListCustomModelDeployments");
    }

    @Override
    public List<ModelSummary> marketplaceEndpoints() {
        return own(ModelSummary.Kind.MARKETPLACE_ENDPOINT, "ListMarketplaceModelEndpoints");
    }
}
