package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A family whose models can be asked with StartAsyncInvoke: what they make is written to S3. */
public interface AsyncFamily extends Family {
    /** What a command needs to start their invocations, before the model is named. */
    String COMMAND = "bedrock invoke --async --s3-output s3://BUCKET/PREFIX/";

    /** Whether the model answers in no other way. */
    default boolean asyncOnly(ModelId id) {
        return true;
    }

    /** What the model can do, in the vendor's words ({@code TEXT_VIDEO}); empty where its input names no task. */
    default List<String> tasks(ModelId id) {
        return List.of();
    }

    /**
     * The task of a request that names none, told from what is given; empty text where there are no tasks.
     *
     * @param given values under the vendor's names
     */
    default String task(Prompt prompt, Map<String, JsonNode> given, ModelId id) {
        return "";
    }

    /** The name of the parameter that {@code --size} sets; empty where there is none. */
    default Optional<String> sizeName() {
        return Optional.empty();
    }

    /** Whether what is given says all that a prompt would, so that there need be none. */
    default boolean hasPrompt(Map<String, JsonNode> given) {
        return false;
    }

    /** Every parameter of an asynchronous invocation, whatever the task; others where the model also answers at once. */
    default ParameterTable asyncParameters(ModelId id) {
        return parameters(id);
    }

    /** The parameters of one task; a family without differences gives the same for all. */
    default ParameterTable parameters(ModelId id, String task) {
        return asyncParameters(id);
    }

    /**
     * The {@code modelInput} for a prompt, without parameters: {@link AsyncInput} adds those from the parameter table.
     *
     * @throws UsageException when the prompt holds what the task cannot take, or lacks what it needs
     */
    ObjectNode modelInput(Prompt prompt, Context context);

    /** The file in the output's folder that says why an invocation failed, where the vendor names one. */
    default Optional<String> report() {
        return Optional.empty();
    }

    /**
     * What an input is built for.
     *
     * @param task one of {@link #tasks}, or empty text
     * @param given values under the vendor's names, which may stand in for parts of the prompt
     * @param validate whether local checks apply ({@code --no-validate} turns them off)
     */
    record Context(ModelId id, String task, Map<String, JsonNode> given, boolean validate) {
        public Context {
            given = Map.copyOf(given);
        }
    }
}
