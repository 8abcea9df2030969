package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.CustomModelDeploymentSummary;
import software.amazon.awssdk.services.bedrock.model.CustomModelSummary;
import software.amazon.awssdk.services.bedrock.model.ImportedModelSummary;
import software.amazon.awssdk.services.bedrock.model.ListCustomModelDeploymentsResponse;
import software.amazon.awssdk.services.bedrock.model.ListCustomModelsResponse;
import software.amazon.awssdk.services.bedrock.model.ListImportedModelsResponse;
import software.amazon.awssdk.services.bedrock.model.ListMarketplaceModelEndpointsResponse;
import software.amazon.awssdk.services.bedrock.model.ListProvisionedModelThroughputsResponse;
import software.amazon.awssdk.services.bedrock.model.MarketplaceModelEndpointSummary;
import software.amazon.awssdk.services.bedrock.model.ProvisionedModelSummary;

/**
 * The control plane's lists of what is an account's own, as ours. These replies tell no modalities, and how a custom or
 * imported model can be called only its deployments would tell: both stay empty.
 */
final class AccountModels {
    private AccountModels() {}

    static List<ModelSummary> custom(BedrockClient client) {
        return Pages.rows(
                        "ListCustomModels",
                        client.listCustomModelsPaginator(request -> {}),
                        ListCustomModelsResponse::nextToken,
                        ListCustomModelsResponse::modelSummaries)
                .map(AccountModels::custom)
                .toList();
    }

    static List<ModelSummary> imported(BedrockClient client) {
        return Pages.rows(
                        "ListImportedModels",
                        client.listImportedModelsPaginator(request -> {}),
                        ListImportedModelsResponse::nextToken,
                        ListImportedModelsResponse::modelSummaries)
                .map(AccountModels::imported)
                .toList();
    }

    static List<ModelSummary> provisioned(BedrockClient client) {
        return Pages.rows(
                        "ListProvisionedModelThroughputs",
                        client.listProvisionedModelThroughputsPaginator(request -> {}),
                        ListProvisionedModelThroughputsResponse::nextToken,
                        ListProvisionedModelThroughputsResponse::provisionedModelSummaries)
                .map(AccountModels::provisioned)
                .toList();
    }

    static List<ModelSummary> deployments(BedrockClient client) {
        return Pages.rows(
                        "ListCustomModelDeployments",
                        client.listCustomModelDeploymentsPaginator(request -> {}),
                        ListCustomModelDeploymentsResponse::nextToken,
                        ListCustomModelDeploymentsResponse::modelDeploymentSummaries)
                .map(AccountModels::deployment)
                .toList();
    }

    static List<ModelSummary> endpoints(BedrockClient client) {
        return Pages.rows(
                        "ListMarketplaceModelEndpoints",
                        client.listMarketplaceModelEndpointsPaginator(request -> {}),
                        ListMarketplaceModelEndpointsResponse::nextToken,
                        ListMarketplaceModelEndpointsResponse::marketplaceModelEndpoints)
                .map(AccountModels::endpoint)
                .toList();
    }

    private static ModelSummary deployment(CustomModelDeploymentSummary deployment) {
        return summary(
                Kind.CUSTOM_MODEL_DEPLOYMENT,
                deployment.customModelDeploymentArn(),
                deployment.customModelDeploymentName(),
                List.of("ON_DEMAND"),
                deployment.statusAsString(),
                Stream.of(deployment.modelArn()));
    }

    /** What it serves is a model of a marketplace's hub, which is no model of Bedrock's own. */
    private static ModelSummary endpoint(MarketplaceModelEndpointSummary endpoint) {
        return summary(
                Kind.MARKETPLACE_ENDPOINT,
                endpoint.endpointArn(),
                endpoint.modelSourceIdentifier(),
                List.of(),
                endpoint.statusAsString(),
                Stream.of());
    }

    private static ModelSummary custom(CustomModelSummary model) {
        return summary(
                Kind.CUSTOM_MODEL,
                model.modelArn(),
                model.modelName(),
                List.of(),
                model.modelStatusAsString(),
                Stream.of(model.baseModelArn()));
    }

    /** Nothing else tells what an imported model is than its architecture, so that goes with its name. */
    private static ModelSummary imported(ImportedModelSummary model) {
        String architecture = model.modelArchitecture();
        String name = architecture == null ? model.modelName() : model.modelName() + " (" + architecture + ")";
        return summary(Kind.IMPORTED_MODEL, model.modelArn(), name, List.of(), null, Stream.of());
    }

    private static ModelSummary provisioned(ProvisionedModelSummary model) {
        return summary(
                Kind.PROVISIONED_MODEL,
                model.provisionedModelArn(),
                model.provisionedModelName(),
                List.of("PROVISIONED"),
                model.statusAsString(),
                Stream.of(model.modelArn(), model.foundationModelArn()));
    }

    private static ModelSummary summary(
            Kind kind,
            String arn,
            @Nullable String name,
            List<String> inferenceTypes,
            @Nullable String status,
            Stream<String> models) {
        return new ModelSummary(
                kind,
                arn,
                arn,
                name,
                null,
                List.of(),
                List.of(),
                inferenceTypes,
                List.of(),
                null,
                status,
                null,
                models.filter(Objects::nonNull).distinct().toList());
    }
}
