package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one model is given in an asynchronous invocation: the family that builds it, and the task it is for. */
public final class AsyncInput {
    private final ModelId id;
    private final AsyncFamily family;

    private AsyncInput(ModelId id, AsyncFamily family) {
        this.id = id;
        this.family = family;
    }

    /**
     * The family that builds the input.
     *
     * @param familyName what {@code --family} says, or null to tell it from the id
     * @throws UsageException when the model has no asynchronous form that is known here
     */
    public static AsyncInput choose(ModelId id, @Nullable String familyName) {
        if (familyName != null) {
            return new AsyncInput(id, Families.named(familyName, AsyncFamily.class));
        }
        return new AsyncInput(id, Families.async(id).orElseThrow(() -> withoutAsyncForm(id)));
    }

    private static UsageException withoutAsyncForm(ModelId id) {
        Optional<Family> other = Families.of(id);
        return other.isPresent()
                ? new UsageException(
                        id + " has no asynchronous form: its family, "
                                + other.get().name() + ", answers at once",
                        "leave --async out")
                : new UsageException(
                        "whether " + id + " has an asynchronous form cannot be told from its id",
                        "give its input whole with --body, or name its family with --family: "
                                + String.join(", ", Families.names(AsyncFamily.class)));
    }

    /**
     * For a command that wants its answer at once.
     *
     * @throws UsageException when the model cannot give it, saying what to type instead
     */
    public static void refuseAtOnce(ModelId id) {
        if (Families.async(id).filter(family -> family.asyncOnly(id)).isPresent()) {
            throw new UsageException(
                    id + " answers asynchronously only: what it makes is written to S3",
                    AsyncFamily.COMMAND + " -m " + id + " \"PROMPT\"");
        }
    }

    public Family family() {
        return family;
    }

    /** Every parameter of the model, whatever the task. */
    public ParameterTable parameters() {
        return family.asyncParameters(id);
    }

    /** The name of the parameter that {@code --size} sets; empty where there is none. */
    public Optional<String> sizeName() {
        return family.sizeName();
    }

    /**
     * Whether the given values say all that a prompt would.
     *
     * @param vendor values under the vendor's names
     */
    public boolean hasPrompt(Map<String, JsonNode> vendor) {
        return family.hasPrompt(vendor);
    }

    /**
     * The whole input: the family's request for a prompt, then the parameters.
     *
     * @param asked the prompt, or null where {@link #hasPrompt} holds and none was given
     * @param named the task that was asked for, or null to tell it from what is given
     * @param common values of the command line's own options
     * @param vendor values under the vendor's names
     * @throws UsageException for whatever the family or its parameter table refuses
     */
    public ObjectNode build(
            @Nullable Prompt asked,
            @Nullable String named,
            Map<Common, JsonNode> common,
            Map<String, JsonNode> vendor,
            boolean validate) {
        Prompt prompt = asked == null ? Prompt.of("") : asked;
        String task = named == null ? family.task(prompt, vendor, id) : validate ? known(named) : named;
        ObjectNode input = family.modelInput(prompt, new AsyncFamily.Context(id, task, vendor, validate));
        family.parameters(id, task).apply(input, common, vendor, validate);
        return input;
    }

    private String known(String named) {
        List<String> tasks = family.tasks(id);
        if (tasks.contains(named)) {
            return named;
        }
        throw new UsageException(
                tasks.isEmpty()
                        ? id + " has no tasks to choose from"
                        : "the task of " + id + " is one of " + String.join(", ", tasks) + ", not '" + named + "'",
                Spelling.nearest(named, tasks)
                        .map(word -> "did you mean " + word + "?")
                        .orElse("leave it out: it is told from what is given"));
    }
}
