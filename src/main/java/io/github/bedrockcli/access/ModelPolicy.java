package io.github.bedrockcli.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The least that IAM must allow for calling and listing some models. Converse takes the rights of InvokeModel.
 *
 * <p>Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon Bedrock": the list
 * actions take no resource. What is behind a profile is allowed through the profile only, by
 * {@code bedrock:InferenceProfileArn}, as "Prerequisites for inference profiles" has it. Endpoints of Bedrock Marketplace are
 * called by Bedrock in the caller's name: the conditions are those of the managed policy AmazonBedrockFullAccess. 2026-11.
 */
public final class ModelPolicy {
    /** What is to be allowed. */
    public enum Right {
        INVOKE,
        STREAM,
        LIST
    }

    private final Bedrock bedrock;
    private final @Nullable String account;
    private final Consumer<String> notes;

    /**
     * @param account that the ARNs of profiles name; null to ask
     * @param notes gets a line for each thing that could not be asked
     */
    public ModelPolicy(Bedrock bedrock, @Nullable String account, Consumer<String> notes) {
        this.bedrock = bedrock;
        this.account = account;
        this.notes = notes;
    }

    /**
     * The policy document.
     *
     * @throws BedrockException when the service says that a profile does not exist, or when a region is needed and none set
     */
    public ObjectNode document(Collection<ModelId> models, Set<Right> rights) {
        PolicyResources resources = new PolicyResources(bedrock, account, this::caller, notes);
        models.forEach(resources::add);
        ObjectNode policy = Json.object().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        if (rights.contains(Right.INVOKE) || rights.contains(Right.STREAM)) {
            invoking(
                    resources,
                    calls("bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream", rights),
                    statements);
            endpoints(
                    resources,
                    calls("sagemaker:InvokeEndpoint", "sagemaker:InvokeEndpointWithResponseStream", rights),
                    statements);
        }
        if (rights.contains(Right.LIST)) {
            statements.add(statement("ListModels", lists(resources.kinds), List.of("*")));
        }
        return policy;
    }

    /** One statement that allows actions on resources, without a name. */
    static ObjectNode statement(Collection<String> actions, Collection<String> resources) {
        ObjectNode statement = Json.object().put("Effect", "Allow");
        put(statement, "Action", actions);
        put(statement, "Resource", resources);
        return statement;
    }

    private static void invoking(PolicyResources resources, List<String> actions, ArrayNode statements) {
        NavigableSet<String> open = new TreeSet<>(resources.models);
        open.addAll(resources.profiles);
        open.addAll(resources.endpoints);
        if (!open.isEmpty()) {
            statements.add(statement("InvokeModels", actions, open));
        }
        NavigableSet<String> behind = new TreeSet<>(resources.behindProfiles);
        behind.removeAll(resources.models);
        if (!behind.isEmpty()) {
            ObjectNode through = statement("InvokeModelsThroughProfiles", actions, behind);
            boolean pattern = resources.profiles.stream().anyMatch(arn -> arn.contains("*"));
            put(
                    through.putObject("Condition").putObject(pattern ? "StringLike" : "StringEquals"),
                    "bedrock:InferenceProfileArn",
                    resources.profiles);
            statements.add(through);
        }
        if (!resources.prompts.isEmpty()) {
            statements.add(statement("RenderPrompts", List.of("bedrock:RenderPrompt"), resources.prompts));
        }
    }

    private static void endpoints(PolicyResources resources, List<String> actions, ArrayNode statements) {
        if (!resources.endpoints.isEmpty()) {
            ObjectNode statement = statement("InvokeEndpointsThroughBedrock", actions, resources.endpoints);
            statement
                    .putObject("Condition")
                    .putObject("StringEquals")
                    .put("aws:CalledViaLast", "bedrock.amazonaws.com")
                    .put("aws:ResourceTag/sagemaker-sdk:bedrock", "compatible");
            statements.add(statement);
        }
    }

    private static List<String> calls(String invoke, String stream, Set<Right> rights) {
        NavigableSet<String> actions = new TreeSet<>();
        if (rights.contains(Right.INVOKE)) {
            actions.add(invoke);
        }
        if (rights.contains(Right.STREAM)) {
            actions.add(stream);
        }
        return List.copyOf(actions);
    }

    /** The operations that {@code bedrock list-models} asks for rows of these kinds. */
    private static NavigableSet<String> lists(Set<ModelId.Kind> kinds) {
        NavigableSet<String> actions = new TreeSet<>();
        actions.add("bedrock:ListFoundationModels");
        actions.add("bedrock:ListInferenceProfiles");
        for (ModelId.Kind kind : kinds) {
            switch (kind) {
                case CUSTOM_MODEL -> actions.add("bedrock:ListCustomModels");
                case CUSTOM_MODEL_DEPLOYMENT -> actions.add("bedrock:ListCustomModelDeployments");
                case IMPORTED_MODEL -> actions.add("bedrock:ListImportedModels");
                case PROVISIONED_MODEL -> actions.add("bedrock:ListProvisionedModelThroughputs");
                case MARKETPLACE_ENDPOINT -> actions.add("bedrock:ListMarketplaceModelEndpoints");
                case PROMPT_ROUTER -> actions.add("bedrock:ListPromptRouters");
                case FOUNDATION_MODEL, INFERENCE_PROFILE, APPLICATION_INFERENCE_PROFILE, PROMPT -> {}
            }
        }
        return actions;
    }

    private Optional<String> caller() {
        try {
            return Optional.of(bedrock.identity().caller().account());
        } catch (BedrockException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode statement(String sid, Collection<String> actions, Collection<String> resources) {
        ObjectNode named = Json.object().put("Sid", sid);
        return named.setAll(statement(actions, resources));
    }

    private static void put(ObjectNode object, String name, Collection<String> values) {
        if (values.size() == 1) {
            object.put(name, values.iterator().next());
        } else {
            ArrayNode list = object.putArray(name);
            values.forEach(list::add);
        }
    }
}
