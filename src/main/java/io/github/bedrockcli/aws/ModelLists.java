package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.ModelDetails;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.FoundationModelDetails;
import software.amazon.awssdk.services.bedrock.model.FoundationModelLifecycle;
import software.amazon.awssdk.services.bedrock.model.FoundationModelSummary;
import software.amazon.awssdk.services.bedrock.model.GetInferenceProfileResponse;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileModel;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileSummary;
import software.amazon.awssdk.services.bedrock.model.ListFoundationModelsResponse;
import software.amazon.awssdk.services.bedrock.model.ListInferenceProfilesResponse;

/** The control plane's lists as ours. Words stay as they came: the wire holds values that the SDK's enums lack. */
final class ModelLists {
    private ModelLists() {}

    static List<ModelSummary> foundationModels(BedrockClient client, Bedrock.ModelFilter filter) {
        ListFoundationModelsResponse reply =
                client.listFoundationModels(request -> request.byProvider(filter.provider())
                        .byOutputModality(filter.outputModality())
                        .byInferenceType(filter.inferenceType())
                        .byCustomizationType(filter.customization()));
        if (!reply.hasModelSummaries()) {
            throw withoutList("ListFoundationModels", "modelSummaries");
        }
        return reply.modelSummaries().stream()
                // What has no id cannot be called, whatever it is.
                .filter(model -> model != null && model.modelId() != null)
                .map(ModelLists::foundationModel)
                .toList();
    }

    /** Both kinds are asked for by name, at once: what the service lists without a type is not documented. */
    static List<ModelSummary> inferenceProfiles(BedrockClient client) {
        FutureTask<List<ModelSummary>> application = new FutureTask<>(() -> inferenceProfiles(client, "APPLICATION"));
        Thread thread = new Thread(application, "bedrock-application-profiles");
        thread.setDaemon(true);
        thread.start();
        List<ModelSummary> profiles = new ArrayList<>(inferenceProfiles(client, "SYSTEM_DEFINED"));
        try {
            profiles.addAll(application.get());
        } catch (ExecutionException e) {
            throw Failures.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.of(e);
        }
        return List.copyOf(profiles);
    }

    private static List<ModelSummary> inferenceProfiles(BedrockClient client, String type) {
        return Pages.rows(
                        "ListInferenceProfiles",
                        client.listInferenceProfilesPaginator(request -> request.typeEquals(type)),
                        ListInferenceProfilesResponse::nextToken,
                        ModelLists::summaries)
                .filter(profile -> profile.inferenceProfileId() != null
                        && (profile.inferenceProfileArn() != null || !"APPLICATION".equals(profile.typeAsString())))
                .map(ModelLists::inferenceProfile)
                .toList();
    }

    private static List<InferenceProfileSummary> summaries(ListInferenceProfilesResponse page) {
        if (!page.hasInferenceProfileSummaries()) {
            throw withoutList("ListInferenceProfiles", "inferenceProfileSummaries");
        }
        return page.inferenceProfileSummaries();
    }

    /** Not the same as an empty list: something that is not Bedrock answered, and "no model" would be a wrong answer. */
    private static BedrockException withoutList(String operation, String member) {
        return BedrockException.of(BedrockException.Kind.UNREADABLE, "the reply to " + operation + " has no " + member)
                .fix("check the endpoint and the proxy: what answered may not be Bedrock")
                .build();
    }

    private static ModelSummary foundationModel(FoundationModelSummary model) {
        return foundationModel(
                model.modelId(),
                model.modelArn(),
                model.modelName(),
                model.providerName(),
                model.inputModalitiesAsStrings(),
                model.outputModalitiesAsStrings(),
                model.inferenceTypesSupportedAsStrings(),
                model.customizationsSupportedAsStrings(),
                model.responseStreamingSupported(),
                model.modelLifecycle());
    }

    /** The SDK has a type for the row of a list and another for the details, with the same members. */
    private static ModelSummary foundationModel(
            String id,
            String arn,
            @Nullable String name,
            @Nullable String provider,
            List<String> inputModalities,
            List<String> outputModalities,
            List<String> inferenceTypes,
            List<String> customizations,
            @Nullable Boolean streaming,
            @Nullable FoundationModelLifecycle lifecycle) {
        return new ModelSummary(
                Kind.FOUNDATION_MODEL,
                id,
                arn,
                name,
                provider,
                told(inputModalities),
                told(outputModalities),
                told(inferenceTypes),
                told(customizations),
                streaming,
                lifecycle == null ? null : lifecycle.statusAsString(),
                lifecycle == null ? null : lifecycle.endOfLifeTime(),
                List.of());
    }

    /** @param idOrArn of a foundation model */
    static ModelDetails details(BedrockClient client, String idOrArn) {
        FoundationModelDetails model = client.getFoundationModel(request -> request.modelIdentifier(idOrArn))
                .modelDetails();
        if (model == null) {
            throw withoutList("GetFoundationModel", "modelDetails");
        }
        FoundationModelLifecycle lifecycle = model.modelLifecycle();
        ModelSummary summary = foundationModel(
                model.modelId(),
                model.modelArn(),
                model.modelName(),
                model.providerName(),
                model.inputModalitiesAsStrings(),
                model.outputModalitiesAsStrings(),
                model.inferenceTypesSupportedAsStrings(),
                model.customizationsSupportedAsStrings(),
                model.responseStreamingSupported(),
                lifecycle);
        return new ModelDetails(
                summary,
                lifecycle == null ? null : lifecycle.startOfLifeTime(),
                lifecycle == null ? null : lifecycle.legacyTime(),
                lifecycle == null ? null : lifecycle.publicExtendedAccessTime());
    }

    /** @param idOrArn of a system-defined or an application profile */
    static ModelSummary inferenceProfile(BedrockClient client, String idOrArn) {
        GetInferenceProfileResponse profile =
                client.getInferenceProfile(request -> request.inferenceProfileIdentifier(idOrArn));
        return inferenceProfile(
                profile.typeAsString(),
                profile.inferenceProfileId(),
                profile.inferenceProfileArn(),
                profile.inferenceProfileName(),
                profile.statusAsString(),
                profile.models());
    }

    private static ModelSummary inferenceProfile(InferenceProfileSummary profile) {
        return inferenceProfile(
                profile.typeAsString(),
                profile.inferenceProfileId(),
                profile.inferenceProfileArn(),
                profile.inferenceProfileName(),
                profile.statusAsString(),
                profile.models());
    }

    /** An application profile is called by its ARN, a system-defined one by its id. */
    private static ModelSummary inferenceProfile(
            String type, String id, String arn, String name, String status, List<InferenceProfileModel> models) {
        boolean application = "APPLICATION".equals(type);
        return new ModelSummary(
                application ? Kind.APPLICATION_PROFILE : Kind.SYSTEM_PROFILE,
                application ? arn : id,
                arn,
                name,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                status,
                null,
                models.stream()
                        .filter(Objects::nonNull)
                        .map(InferenceProfileModel::modelArn)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static List<String> told(List<String> words) {
        return words.contains(null) ? words.stream().filter(Objects::nonNull).toList() : words;
    }
}
