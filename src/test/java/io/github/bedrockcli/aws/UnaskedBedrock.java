package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.AgreementOffer;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelDetails;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import java.util.List;

/** Bedrock in us-east-1 for tests, which nobody may ask anything: doubles override what their test asks. */
public abstract class UnaskedBedrock implements Bedrock {
    @Override
    public BedrockResponse invoke(BedrockRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventStream stream(BedrockRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RequestPreview preview(BedrockRequest request, boolean stream) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String startAsync(AsyncRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RequestPreview preview(AsyncRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AsyncJob asyncJob(String arn) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AsyncJob> asyncJobs(AsyncJobFilter filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ModelSummary> foundationModels(ModelFilter filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ModelSummary> inferenceProfiles() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ModelSummary> customModels() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ModelSummary> importedModels() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ModelSummary> provisionedModels() {
        throw new UnsupportedOperationException();
    }

    @Override
    public BaseModel baseModel(ModelId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ModelSummary> customDeployments() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ModelSummary> marketplaceEndpoints() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModelDetails foundationModel(String modelId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModelSummary inferenceProfile(String profile) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModelAvailability availability(String modelId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AgreementOffer> agreementOffers(String modelId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> regions() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Bedrock in(String region) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Identity identity() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SignIns signIns() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Reached reach(Endpoint endpoint) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String region() {
        return "us-east-1";
    }

    @Override
    public void close() {}
}
