package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.AgreementOffer;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelDetails;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import java.util.List;

/** Passes every call on: what changes some of them overrides those. */
public abstract class ForwardingBedrock implements Bedrock {
    private final Bedrock next;

    protected ForwardingBedrock(Bedrock next) {
        this.next = next;
    }

    /** What calls are passed on to. */
    protected final Bedrock next() {
        return next;
    }

    @Override
    public BedrockResponse invoke(BedrockRequest request) {
        return next.invoke(request);
    }

    @Override
    public EventStream stream(BedrockRequest request) {
        return next.stream(request);
    }

    @Override
    public RequestPreview preview(BedrockRequest request, boolean stream) {
        return next.preview(request, stream);
    }

    @Override
    public String startAsync(AsyncRequest request) {
        return next.startAsync(request);
    }

    @Override
    public RequestPreview preview(AsyncRequest request) {
        return next.preview(request);
    }

    @Override
    public AsyncJob asyncJob(String arn) {
        return next.asyncJob(arn);
    }

    @Override
    public List<AsyncJob> asyncJobs(AsyncJobFilter filter) {
        return next.asyncJobs(filter);
    }

    @Override
    public List<ModelSummary> foundationModels(ModelFilter filter) {
        return next.foundationModels(filter);
    }

    @Override
    public List<ModelSummary> inferenceProfiles() {
        return next.inferenceProfiles();
    }

    @Override
    public List<ModelSummary> customModels() {
        return next.customModels();
    }

    @Override
    public List<ModelSummary> importedModels() {
        return next.importedModels();
    }

    @Override
    public List<ModelSummary> provisionedModels() {
        return next.provisionedModels();
    }

    @Override
    public List<ModelSummary> customDeployments() {
        return next.customDeployments();
    }

    @Override
    public List<ModelSummary> marketplaceEndpoints() {
        return next.marketplaceEndpoints();
    }

    @Override
    public ModelDetails foundationModel(String modelId) {
        return next.foundationModel(modelId);
    }

    @Override
    public ModelSummary inferenceProfile(String profile) {
        return next.inferenceProfile(profile);
    }

    @Override
    public ModelAvailability availability(String modelId) {
        return next.availability(modelId);
    }

    @Override
    public List<AgreementOffer> agreementOffers(String modelId) {
        return next.agreementOffers(modelId);
    }

    @Override
    public BaseModel baseModel(ModelId id) {
        return next.baseModel(id);
    }

    @Override
    public ModelId called(ModelId id) {
        return next.called(id);
    }

    @Override
    public String region() {
        return next.region();
    }

    @Override
    public List<String> regions() {
        return next.regions();
    }

    @Override
    public Bedrock in(String region) {
        return next.in(region);
    }

    @Override
    public Identity identity() {
        return next.identity();
    }

    @Override
    public SignIns signIns() {
        return next.signIns();
    }

    @Override
    public void expectCall(Endpoint endpoint) {
        next.expectCall(endpoint);
    }

    @Override
    public Reached reach(Endpoint endpoint) {
        return next.reach(endpoint);
    }

    @Override
    public void close() {
        next.close();
    }
}
