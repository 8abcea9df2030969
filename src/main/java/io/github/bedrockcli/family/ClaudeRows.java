package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameter table of {@link Claude}, which tells its sources, for each version. */
final class ClaudeRows {
    private static final String CHOOSES = "it chooses its words itself, guided by the prompt and output_config.effort";
    private static final Map<Common, String> NO_SAMPLING =
            Map.of(Common.TEMPERATURE, CHOOSES, Common.TOP_P, CHOOSES, Common.TOP_K, CHOOSES);

    private static final List<String> EFFORTS = List.of("low", "medium", "high", "xhigh", "max");

    /** Sent when the user gives no max_tokens, which the service requires: the most that every model takes. */
    private static final int MAX_TOKENS = 4096;

    private ClaudeRows() {}

    /** @param version empty where an id does not tell it: the table then has what any version takes */
    static ParameterTable table(String owner, Optional<ClaudeVersion> version) {
        List<Parameter> rows = new ArrayList<>();
        rows.add(Parameter.string("anthropic_version", "version of the body")
                .oneOf("bedrock-2023-05-31")
                .requiredElse("bedrock-2023-05-31"));
        // Claude 3's limit is published with it; for later models the service judges.
        rows.add(Parameter.integer("max_tokens", "most tokens of the answer, thinking included")
                .range("1", version.filter(v -> v.is(3, 0)).isPresent() ? "4096" : null)
                .requiredElse(MAX_TOKENS)
                .common(Common.MAX_TOKENS));
        boolean refuses = version.map(ClaudeVersion::refusesSampling).orElse(false);
        List<Parameter> sampling = sampling(
                version.map(ClaudeVersion::takesOneOfTemperatureAndTopP).orElse(false));
        if (!refuses) {
            rows.addAll(sampling);
        }
        rows.add(Parameter.strings("stop_sequences", "texts that end the answer")
                .atMost(8191)
                .common(Common.STOP));
        addThinking(rows, version);
        addOutput(rows, version);
        rows.add(
                Parameter.json("tools", "list of {name, description, input_schema}; {type, name} for Anthropic's own"));
        rows.add(Parameter.json("tool_choice", "which tools may or must be called: {type, name}"));
        rows.add(Parameter.string("tool_choice.type", "whether tools are called")
                .at("/tool_choice/type")
                .oneOf("auto", "any", "tool", "none"));
        rows.add(Parameter.string("tool_choice.name", "the one tool to call").at("/tool_choice/name"));
        rows.add(Parameter.bool("tool_choice.disable_parallel_tool_use", "one call at a time")
                .at("/tool_choice/disable_parallel_tool_use"));
        rows.add(Parameter.json("context_management", "what is dropped from a long conversation (beta): {edits}"));
        rows.add(Parameter.strings("anthropic_beta", "names of beta features"));
        return refuses
                ? new ParameterTable(owner, rows, NO_SAMPLING).refusing(sampling)
                : new ParameterTable(owner, rows);
    }

    private static void addThinking(List<Parameter> rows, Optional<ClaudeVersion> version) {
        List<String> kinds = version.map(ClaudeVersion::thinking).orElse(List.of("adaptive", "enabled", "disabled"));
        if (kinds.isEmpty()) {
            return;
        }
        rows.add(Parameter.json("thinking", "reasoning before the answer: {type, budget_tokens, display}"));
        rows.add(Parameter.string("thinking.type", "enabled wants a budget; adaptive is guided by the effort")
                .at("/thinking/type")
                .oneOf(kinds.toArray(String[]::new)));
        if (kinds.contains("enabled")) {
            rows.add(Parameter.integer("thinking.budget_tokens", "most tokens of thinking, fewer than max_tokens")
                    .at("/thinking/budget_tokens")
                    .range("1024", null));
        }
        rows.add(Parameter.string("thinking.display", "whether the thinking is shown")
                .at("/thinking/display")
                .oneOf("summarized", "omitted"));
    }

    private static void addOutput(List<Parameter> rows, Optional<ClaudeVersion> version) {
        if (!version.map(ClaudeVersion::formatsOutput).orElse(true)) {
            return;
        }
        rows.add(Parameter.json("output_config", "effort and form of the answer: {effort, format}"));
        List<String> efforts = version.map(ClaudeVersion::efforts).orElse(EFFORTS);
        if (!efforts.isEmpty()) {
            rows.add(Parameter.string("output_config.effort", "how many tokens it spends, thinking or not")
                    .at("/output_config/effort")
                    .oneOf(efforts.toArray(String[]::new)));
        }
        rows.add(Parameter.json("output_config.format", "the answer as JSON of a schema: {type, schema}")
                .at("/output_config/format"));
        rows.add(Parameter.string("output_config.format.type", "form of the answer")
                .at("/output_config/format/type")
                .oneOf("json_schema"));
        rows.add(Parameter.json("output_config.format.schema", "JSON schema of the answer; @FILE reads it")
                .at("/output_config/format/schema"));
    }

    private static List<Parameter> sampling(boolean oneOnly) {
        Parameter temperature = Parameter.number("temperature", "randomness")
                .range("0", "1")
                .defaultsTo(1)
                .common(Common.TEMPERATURE);
        return List.of(
                oneOnly ? temperature.notWith("top_p") : temperature,
                Parameter.number("top_p", "share of likely words considered")
                        .range("0", "1")
                        .defaultsTo(0.999)
                        .common(Common.TOP_P),
                Parameter.integer("top_k", "number of likely words considered")
                        .range("0", "500")
                        .common(Common.TOP_K));
    }
}
