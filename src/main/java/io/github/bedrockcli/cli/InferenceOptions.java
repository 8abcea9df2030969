package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.UsageException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the model answers: the parameters that most families have. What is not given is not sent. */
final class InferenceOptions {
    private @Nullable Integer maxTokens;
    private @Nullable BigDecimal temperature;
    private @Nullable BigDecimal topP;
    private @Nullable Integer topK;
    private List<String> stop = List.of();

    void declare(Declarations command) {
        command.option("--max-tokens", "N", "Longest answer, in tokens (default: the model's).")
                .whole(value -> maxTokens = value);
        command.option("--temperature", "X", "Randomness (default: the model's).")
                .number(value -> temperature = value);
        command.option(
                        "--top-p",
                        "X",
                        "Choose among the likeliest tokens up to this probability, 0..1 (default: the model's).")
                .number(value -> topP = value);
        command.option("--top-k", "N", "Choose among the N likeliest tokens (default: the model's).")
                .whole(value -> topK = value);
        command.option("--stop", "TEXT", "End the answer before this text; repeatable (default: none).")
                .texts(value -> stop = value);
    }

    static boolean given(Typed typed) {
        return typed.any(Arrays.stream(Common.values()).map(Common::option).toList());
    }

    /** The values that were given. */
    Map<Common, JsonNode> values() {
        Map<Common, JsonNode> values = new EnumMap<>(Common.class);
        if (maxTokens != null) {
            values.put(Common.MAX_TOKENS, IntNode.valueOf(maxTokens));
        }
        if (temperature != null) {
            values.put(Common.TEMPERATURE, DecimalNode.valueOf(temperature));
        }
        if (topP != null) {
            values.put(Common.TOP_P, DecimalNode.valueOf(topP));
        }
        if (topK != null) {
            values.put(Common.TOP_K, IntNode.valueOf(topK));
        }
        if (stop.contains("")) {
            throw new UsageException("--stop is empty: no answer could begin", "give the text to stop before");
        }
        if (!stop.isEmpty()) {
            ArrayNode texts = JsonNodeFactory.instance.arrayNode();
            stop.forEach(texts::add);
            values.put(Common.STOP, texts);
        }
        return values;
    }
}
