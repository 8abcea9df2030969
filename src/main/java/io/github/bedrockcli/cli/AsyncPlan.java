package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.family.AsyncInput;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.UsageException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an asynchronous invocation makes of the options that it shares with requests that are answered at once. */
final class AsyncPlan {
    /**
     * Of what the service does with a request StartAsyncInvoke has nothing, and no model that it knows takes a mask.
     * Source: its service model; the models' pages.
     */
    private static final List<String> FOREIGN = List.of(
            "--api",
            "--guardrail",
            "--guardrail-trace",
            "--guardrail-tag-input",
            "--guardrail-stream-mode",
            "--service-tier",
            "--latency",
            "--request-metadata",
            "--strict",
            "--usage",
            "--mask");

    /**
     * An input as it will be sent.
     *
     * @param remarks what to say of it once the invocation is started
     */
    record Input(JsonNode tree, List<String> remarks) {}

    private final AsyncInput chosen;
    private final PromptOptions prompt;
    private final InferenceOptions inference;
    private final ImageOptions images;
    private final ParameterOptions parameters;

    AsyncPlan(
            AsyncInput chosen,
            PromptOptions prompt,
            InferenceOptions inference,
            ImageOptions images,
            ParameterOptions parameters) {
        this.chosen = chosen;
        this.prompt = prompt;
        this.inference = inference;
        this.images = images;
        this.parameters = parameters;
    }

    /** Standing defaults for requests of another kind are left aside; what was typed is not. */
    static void refuseForeign(Typed typed) {
        FOREIGN.stream().filter(typed::has).findFirst().ifPresent(option -> {
            throw new UsageException("an asynchronous invocation has no " + option, "leave it out");
        });
    }

    /** The family's input for the prompt that is given, with the parameters. */
    Input input(Io io, InputFiles files, Typed typed) {
        ParameterTable table = chosen.parameters();
        Map<String, JsonNode> vendor = new HashMap<>(parameters.values(table, files));
        addSize(vendor, typed);
        Prompt asked = chosen.hasPrompt(vendor)
                ? prompt.find(io, files, typed, parameters.files()).orElse(null)
                : prompt.read(io, files, typed, parameters.files());
        boolean systemTyped = typed.any("--system", "--system-file", "--messages");
        ObjectNode tree = chosen.build(
                asked == null || systemTyped ? asked : asked.withSystem(null),
                typed.has("--task") ? images.task() : null,
                common(table, typed),
                vendor,
                parameters.validate());
        parameters.edit(tree);
        return new Input(tree, remarks(tree));
    }

    private Map<Common, JsonNode> common(ParameterTable table, Typed typed) {
        Map<Common, JsonNode> values = new EnumMap<>(images.values(table));
        values.putAll(inference.values());
        values.keySet()
                .removeIf(option ->
                        !typed.has(option.option()) && table.find(option).isEmpty());
        return values;
    }

    /** A standing size is meant for pictures. */
    private void addSize(Map<String, JsonNode> vendor, Typed typed) {
        if (!typed.has("--size")) {
            return;
        }
        String name = chosen.sizeName()
                .orElseThrow(() -> new UsageException(chosen.parameters().owner() + " has no --size", "leave it out"));
        vendor.putIfAbsent(name, TextNode.valueOf(String.valueOf(images.size())));
    }

    /** The seed, or the service's own where that is documented. */
    private List<String> remarks(JsonNode input) {
        return chosen.parameters()
                .find(Common.SEED)
                .flatMap(row -> seed(input.at(row.pointer()), row.defaultValue()))
                .map(List::of)
                .orElse(List.of());
    }

    private static Optional<String> seed(JsonNode sent, @Nullable JsonNode own) {
        if (!sent.isMissingNode()) {
            return Optional.of("note: seed " + sent.asText());
        }
        return Optional.ofNullable(own)
                .map(seed ->
                        "note: seed " + seed.asText() + ", the service's default; --seed random makes another video");
    }
}
