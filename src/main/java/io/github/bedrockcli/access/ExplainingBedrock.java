package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.AsyncRequest;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.aws.ForwardingBedrock;
import io.github.bedrockcli.aws.Identity;
import io.github.bedrockcli.aws.RefusalCause;
import io.github.bedrockcli.model.AgreementOffer;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.CallerIdentity;
import io.github.bedrockcli.model.CredentialReport;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelDetails;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.SessionKeys;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says of a failure why it is one and what to do next; the failure stays what it was. Calls to a model may be explained by
 * further questions, lists and look-ups never are: they are what such questions are made of.
 */
public final class ExplainingBedrock extends ForwardingBedrock {
    private final Function<RefusalCause, String> renewal;
    private final Explainer explainer;

    /** @param renewal what renews the caller's credentials, by the reason why they are not accepted */
    public ExplainingBedrock(Bedrock next, Function<RefusalCause, String> renewal) {
        super(next);
        this.renewal = renewal;
        this.explainer = new Explainer(next, renewal);
    }

    @Override
    public BedrockResponse invoke(BedrockRequest request) {
        return explained(() -> call("InvokeModel", request.model()), () -> next().invoke(request));
    }

    @Override
    public EventStream stream(BedrockRequest request) {
        Supplier<RefusedCall> call = () -> call("InvokeModelWithResponseStream", request.model());
        EventStream events = explained(call, () -> next().stream(request));
        return new ExplainedStream(events, failure -> explainer.explain(failure, call.get()));
    }

    @Override
    public String startAsync(AsyncRequest request) {
        return explained(() -> call("InvokeModel", request.model()), () -> next().startAsync(request));
    }

    @Override
    public AsyncJob asyncJob(String arn) {
        return listed("GetAsyncInvoke", () -> next().asyncJob(arn));
    }

    @Override
    public List<AsyncJob> asyncJobs(AsyncJobFilter filter) {
        return listed("ListAsyncInvokes", () -> next().asyncJobs(filter));
    }

    @Override
    public List<ModelSummary> foundationModels(ModelFilter filter) {
        return listed("ListFoundationModels", () -> next().foundationModels(filter));
    }

    @Override
    public List<ModelSummary> inferenceProfiles() {
        return listed("ListInferenceProfiles", () -> next().inferenceProfiles());
    }

    @Override
    public List<ModelSummary> customModels() {
        return listed("ListCustomModels", () -> next().customModels());
    }

    @Override
    public List<ModelSummary> importedModels() {
        return listed("ListImportedModels", () -> next().importedModels());
    }

    @Override
    public List<ModelSummary> provisionedModels() {
        return listed("ListProvisionedModelThroughputs", () -> next().provisionedModels());
    }

    @Override
    public List<ModelSummary> customDeployments() {
        return listed("ListCustomModelDeployments", () -> next().customDeployments());
    }

    @Override
    public List<ModelSummary> marketplaceEndpoints() {
        return listed("ListMarketplaceModelEndpoints", () -> next().marketplaceEndpoints());
    }

    @Override
    public ModelDetails foundationModel(String modelId) {
        return listed("GetFoundationModel", () -> next().foundationModel(modelId));
    }

    @Override
    public ModelSummary inferenceProfile(String profile) {
        return listed("GetInferenceProfile", () -> next().inferenceProfile(profile));
    }

    @Override
    public ModelAvailability availability(String modelId) {
        return listed("GetFoundationModelAvailability", () -> next().availability(modelId));
    }

    @Override
    public List<AgreementOffer> agreementOffers(String modelId) {
        return listed("ListFoundationModelAgreementOffers", () -> next().agreementOffers(modelId));
    }

    @Override
    public Bedrock in(String region) {
        return new ExplainingBedrock(next().in(region), renewal);
    }

    @Override
    public Identity identity() {
        Identity told = next().identity();
        return new Identity() {
            @Override
            public CallerIdentity caller() {
                return asked(told::caller);
            }

            @Override
            public CredentialReport report() {
                return told.report();
            }

            // What else is refused here is told of models, which nobody called.
            private <T> T asked(Supplier<T> work) {
                try {
                    return work.get();
                } catch (BedrockException e) {
                    throw e.kind() == Kind.CREDENTIALS
                            ? explainer.explain(e, new RefusedCall("GetCallerIdentity", (@Nullable ModelId) null))
                            : e;
                }
            }

            @Override
            public SessionKeys session() {
                return asked(told::session);
            }
        };
    }

    private <T> T listed(String operation, Supplier<T> work) {
        return explained(() -> new RefusedCall(operation, (@Nullable ModelId) null), work);
    }

    /** The call as it was refused: a profile may have taken the model's place. */
    private RefusedCall call(String operation, ModelId asked) {
        return new RefusedCall(operation, next().called(asked));
    }

    private <T extends @Nullable Object> T explained(Supplier<RefusedCall> call, Supplier<T> work) {
        try {
            return work.get();
        } catch (BedrockException e) {
            throw explainer.explain(e, call.get());
        }
    }
}
