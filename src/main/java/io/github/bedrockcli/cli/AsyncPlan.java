package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.family.AsyncInput;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.UsageException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What an asynchronous invocation makes of the options that it shares with requests that are answered at once. */
final class AsyncPlan {
    /** Of what the service does with a request StartAsyncInvoke has nothing. Source: its service model. */
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
            "--usage");

    private AsyncPlan() {}

    /** Standing defaults for requests of another kind are left aside; what was typed is not. */
    static void refuseForeign(Typed typed) {
        FOREIGN.stream().filter(typed::has).findFirst().ifPresent(option -> {
            throw new UsageException("an asynchronous invocation has no " + option, "leave it out");
        });
    }

    /** The family's input for the prompt that is given, with the parameters. */
    static ObjectNode input(
            AsyncInput chosen,
            PromptOptions options,
            InferenceOptions inference,
            ParameterOptions parameters,
            Io io,
            Typed typed) {
        ParameterTable table = chosen.parameters();
        Map<Common, JsonNode> common = new EnumMap<>(Common.class);
        inference.values().forEach((option, value) -> {
            if (typed.has(option.option()) || table.find(option).isPresent()) {
                common.put(option, value);
            }
        });
        Map<String, JsonNode> vendor = parameters.values(table, new InputFiles(io));
        Prompt prompt = chosen.hasPrompt(vendor)
                ? options.find(io, typed, parameters.files()).orElse(null)
                : options.read(io, typed, parameters.files());
        boolean systemTyped = typed.any("--system", "--system-file", "--messages");
        return chosen.build(
                prompt == null || systemTyped ? prompt : prompt.withSystem(null),
                null,
                common,
                vendor,
                parameters.validate());
    }
}
