package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.ModelId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.GetCustomModelResponse;
import software.amazon.awssdk.services.bedrock.model.GetImportedModelResponse;
import software.amazon.awssdk.services.bedrock.model.GetProvisionedModelThroughputResponse;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileModel;
import software.amazon.awssdk.services.bedrock.model.PromptRouterTargetModel;

/**
 * The control plane's details of one model, profile or router, as far as they tell what is behind it.
 *
 * <p>Source: the service model of {@code bedrock}, 2026-11. A custom model that was imported has no base model, and an
 * imported one an architecture in free words.
 */
final class BaseModels {
    /**
     * The longest that asking may take: networks that reach bedrock-runtime alone are common (one interface endpoint), and
     * what is asked for is a convenience that --family replaces.
     */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private BaseModels() {}

    /** The operation that tells of this kind of ARN; also the name of the permission. */
    static String operation(ModelId id) {
        return switch (id.kind()) {
            case PROVISIONED_MODEL -> "GetProvisionedModelThroughput";
            case CUSTOM_MODEL -> "GetCustomModel";
            case CUSTOM_MODEL_DEPLOYMENT -> "GetCustomModelDeployment";
            case IMPORTED_MODEL -> "GetImportedModel";
            case INFERENCE_PROFILE, APPLICATION_INFERENCE_PROFILE -> "GetInferenceProfile";
            case PROMPT_ROUTER -> "GetPromptRouter";
            case FOUNDATION_MODEL, PROMPT, MARKETPLACE_ENDPOINT ->
                throw new IllegalArgumentException("nothing tells what is behind " + id);
        };
    }

    /** @param limit for a whole call, or null; it is waited no longer than {@link #PATIENCE} */
    static BaseModel get(BedrockClient client, ModelId id, @Nullable Duration limit) {
        Duration patience = limit == null || limit.compareTo(PATIENCE) > 0 ? PATIENCE : limit;
        try {
            return ask(client, id, patience);
        } catch (ApiCallTimeoutException e) {
            throw BedrockException.of(BedrockException.Kind.TIMEOUT, "no answer within " + Text.seconds(patience))
                    .cause(e)
                    .build();
        }
    }

    private static BaseModel ask(BedrockClient client, ModelId id, Duration patience) {
        AwsRequestOverrideConfiguration timed = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(patience)
                .build();
        String arn = id.value();
        return switch (id.kind()) {
            case PROVISIONED_MODEL ->
                provisioned(client.getProvisionedModelThroughput(
                        get -> get.provisionedModelId(arn).overrideConfiguration(timed)));
            case CUSTOM_MODEL ->
                custom(client.getCustomModel(get -> get.modelIdentifier(arn).overrideConfiguration(timed)));
            case CUSTOM_MODEL_DEPLOYMENT ->
                BaseModel.of(client.getCustomModelDeployment(
                                get -> get.customModelDeploymentIdentifier(arn).overrideConfiguration(timed))
                        .modelArn());
            case IMPORTED_MODEL ->
                imported(client.getImportedModel(get -> get.modelIdentifier(arn).overrideConfiguration(timed)));
            case INFERENCE_PROFILE, APPLICATION_INFERENCE_PROFILE ->
                first(client
                        .getInferenceProfile(
                                get -> get.inferenceProfileIdentifier(arn).overrideConfiguration(timed))
                        .models()
                        .stream()
                        .map(InferenceProfileModel::modelArn));
            case PROMPT_ROUTER ->
                first(
                        client
                                .getPromptRouter(get -> get.promptRouterArn(arn).overrideConfiguration(timed))
                                .models()
                                .stream()
                                .map(PromptRouterTargetModel::modelArn));
            case FOUNDATION_MODEL, PROMPT, MARKETPLACE_ENDPOINT -> BaseModel.UNKNOWN;
        };
    }

    /** The foundation model, also where what is provisioned is a custom model. */
    private static BaseModel provisioned(GetProvisionedModelThroughputResponse throughput) {
        return first(Stream.of(throughput.foundationModelArn(), throughput.modelArn()));
    }

    private static BaseModel custom(GetCustomModelResponse model) {
        return BaseModel.of(model.baseModelArn());
    }

    private static BaseModel imported(GetImportedModelResponse model) {
        return BaseModel.imported(model.modelArchitecture(), Boolean.TRUE.equals(model.instructSupported()));
    }

    /** A profile's models are one model in several regions; a router's are of one family. */
    private static BaseModel first(Stream<@Nullable String> arns) {
        List<String> told = arns.filter(Objects::nonNull).toList();
        return told.isEmpty() ? BaseModel.UNKNOWN : BaseModel.of(told.get(0));
    }
}
