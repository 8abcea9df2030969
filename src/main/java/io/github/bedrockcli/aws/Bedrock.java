package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.AgreementOffer;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelDetails;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Bedrock as the rest of the program sees it. Every method throws {@link BedrockException} and nothing else for
 * what goes wrong on the way to AWS. Safe for use by several threads at once.
 */
public interface Bedrock extends AutoCloseable {
    /**
     * Says that the next thing to be called is this service. What opening a connection takes goes on meanwhile; what is
     * wrong with it is told by the call, and by nothing if there is none.
     */
    default void expectCall(Endpoint endpoint) {}

    /** InvokeModel or Converse: the whole answer. */
    BedrockResponse invoke(BedrockRequest request);

    /** InvokeModelWithResponseStream or ConverseStream; close it to cancel. */
    EventStream stream(BedrockRequest request);

    /** What {@link #invoke} or {@link #stream} would send; sends nothing and needs no credentials. */
    RequestPreview preview(BedrockRequest request, boolean stream);

    /** StartAsyncInvoke: the ARN of the invocation that runs from now on. */
    String startAsync(AsyncRequest request);

    /** What {@link #startAsync} would send; sends nothing and needs no credentials. */
    RequestPreview preview(AsyncRequest request);

    /** GetAsyncInvoke. */
    AsyncJob asyncJob(String arn);

    /** ListAsyncInvokes, all pages, filtered and sorted by the service. */
    List<AsyncJob> asyncJobs(AsyncJobFilter filter);

    /** ListFoundationModels, filtered by the service. */
    List<ModelSummary> foundationModels(ModelFilter filter);

    /** ListInferenceProfiles, all pages: system-defined and application profiles. */
    List<ModelSummary> inferenceProfiles();

    /** ListCustomModels, all pages. */
    List<ModelSummary> customModels();

    /** ListImportedModels, all pages. */
    List<ModelSummary> importedModels();

    /** ListProvisionedModelThroughputs, all pages. */
    List<ModelSummary> provisionedModels();

    /** ListCustomModelDeployments, all pages: what a custom model is called through on demand. */
    List<ModelSummary> customDeployments();

    /** ListMarketplaceModelEndpoints, all pages. */
    List<ModelSummary> marketplaceEndpoints();

    /**
     * GetFoundationModel.
     *
     * @param modelId a foundation model's id or ARN
     */
    ModelDetails foundationModel(String modelId);

    /**
     * GetInferenceProfile.
     *
     * @param profile id or ARN, of a system-defined or an application profile
     */
    ModelSummary inferenceProfile(String profile);

    /**
     * GetFoundationModelAvailability: whether the account may use a foundation model in this region.
     *
     * @param modelId a foundation model's id
     */
    ModelAvailability availability(String modelId);

    /** ListFoundationModelAgreementOffers of one foundation model. */
    List<AgreementOffer> agreementOffers(String modelId);

    /**
     * What is behind an ARN that {@linkplain ModelId#hidesItsModel() hides its model}: one of GetProvisionedModelThroughput,
     * GetCustomModel, GetCustomModelDeployment, GetImportedModel, GetInferenceProfile and GetPromptRouter, given little time.
     */
    BaseModel baseModel(ModelId id);

    /** The id that calls to this model really go to: another one where a decorator has found that to be needed. */
    default ModelId called(ModelId id) {
        return id;
    }

    /** The region that calls go to. */
    String region();

    /** The regions that have Bedrock, in the partition of {@link #region()}, as far as the SDK knows; sorted. */
    List<String> regions();

    /** The same account in another region: credentials are shared, and closing this closes that as well. */
    Bedrock in(String region);

    /** Whom the calls come from. */
    Identity identity();

    /** Signing in and out at IAM Identity Center; needs neither a region nor credentials. */
    SignIns signIns();

    /** Goes to a service's endpoint and back, without credentials; takes some seconds at most. */
    Reached reach(Endpoint endpoint);

    /** Closes the clients that were opened; calls still under way fail as cancelled. */
    @Override
    void close();

    /** The two services, each with a host of its own. */
    enum Endpoint {
        /** Lists, details, access. */
        BEDROCK,
        /** Calls to models. */
        BEDROCK_RUNTIME
    }

    /**
     * The service's own filters of ListFoundationModels; null for any.
     *
     * @param outputModality {@code TEXT IMAGE EMBEDDING}
     * @param inferenceType {@code ON_DEMAND PROVISIONED}
     * @param customization {@code FINE_TUNING CONTINUED_PRE_TRAINING DISTILLATION}
     */
    record ModelFilter(
            @Nullable String provider,
            @Nullable String outputModality,
            @Nullable String inferenceType,
            @Nullable String customization) {
        public static final ModelFilter NONE = new ModelFilter(null, null, null, null);

        // Spelled out, like hashCode: what a record has of its own is put together at run time, for milliseconds.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ModelFilter that
                    && Objects.equals(provider, that.provider)
                    && Objects.equals(outputModality, that.outputModality)
                    && Objects.equals(inferenceType, that.inferenceType)
                    && Objects.equals(customization, that.customization);
        }

        @Override
        public int hashCode() {
            return Objects.hash(provider, outputModality, inferenceType, customization);
        }
    }

    /**
     * Which asynchronous invocations are listed, in the order of their submission.
     *
     * @param status {@code InProgress Completed Failed}, or null for any
     * @param since submitted after this, or null
     * @param until submitted before this, or null
     * @param max how many at most, or null for all
     */
    record AsyncJobFilter(
            @Nullable String status,
            @Nullable Instant since,
            @Nullable Instant until,
            boolean oldestFirst,
            @Nullable Integer max) {}
}
