package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that families of the OpenAI chat form have in common.
 *
 * <p>Source of the ranges: OpenAI's reference, "Create chat completion", to which the Bedrock user guide refers; 2026-11.
 */
final class ChatRows {
    private ChatRows() {}

    /** What the open-weight lines take: the model cards show the first row, the rest is the form's. */
    static List<Parameter> openWeights() {
        List<Parameter> rows = new ArrayList<>();
        rows.add(maxTokens("max_tokens", null).common(Common.MAX_TOKENS));
        rows.addAll(sampling());
        rows.add(stop());
        rows.add(seed());
        rows.addAll(penalties());
        rows.add(Parameter.integer("n", "answers to give").range("1", null));
        rows.addAll(tools());
        rows.add(responseFormat());
        return rows;
    }

    static Parameter maxTokens(String name, @Nullable String most) {
        return Parameter.integer(name, "most tokens of the answer, reasoning included")
                .range("1", most);
    }

    static List<Parameter> sampling() {
        return List.of(
                Parameter.number("temperature", "randomness").range("0", "2").common(Common.TEMPERATURE),
                Parameter.number("top_p", "share of likely words considered")
                        .range("0", "1")
                        .common(Common.TOP_P));
    }

    static Parameter stop() {
        return Parameter.strings("stop", "texts that end the answer").common(Common.STOP);
    }

    static Parameter seed() {
        return Parameter.integer("seed", "the same seed and request tend to give the same answer")
                .common(Common.SEED);
    }

    static List<Parameter> penalties() {
        return List.of(
                Parameter.number("presence_penalty", "against words that came already")
                        .range("-2", "2"),
                Parameter.number("frequency_penalty", "against words by how often they came")
                        .range("-2", "2"));
    }

    static List<Parameter> tools() {
        return List.of(
                tools("{\"type\":\"function\",\"function\":{name, description, parameters}}"),
                Parameter.json("tool_choice", "or {\"type\":\"function\",\"function\":{\"name\":…}}")
                        .oneOf("auto", "none", "required"));
    }

    static Parameter tools(String item) {
        return Parameter.json("tools", "list of " + item);
    }

    static Parameter responseFormat() {
        return Parameter.json(
                "response_format", "{\"type\":\"json_schema\",\"json_schema\":{\"name\":…,\"schema\":…}}");
    }
}
