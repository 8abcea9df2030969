package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tool calls and their results as the OpenAI chat form has them, out of the blocks of {@code --messages}, which are of
 * Claude's form or Converse's; and back, as blocks of Claude's.
 *
 * <p>Sources: Claude Messages reference, the Converse service model, OpenAI's reference, "Create chat completion";
 * 2026-11.
 */
final class ToolBlocks {
    private ToolBlocks() {}

    /** An item of {@code tool_calls}; empty when the block is no call. */
    static Optional<ObjectNode> call(JsonNode block) {
        JsonNode converse = block.path("toolUse");
        if (converse.isObject()) {
            return Optional.of(call(converse.path("toolUseId"), converse.path("name"), converse.path("input")));
        }
        return block.path("type").asText().equals("tool_use")
                ? Optional.of(call(block.path("id"), block.path("name"), block.path("input")))
                : Optional.empty();
    }

    /** What are no arguments as JSON is kept as the text that the model wrote. */
    private static ObjectNode call(JsonNode id, JsonNode name, JsonNode input) {
        String arguments =
                input.isTextual() ? input.textValue() : Json.line(input.isMissingNode() ? Json.object() : input);
        ObjectNode call = Json.object().put("id", id.asText()).put("type", "function");
        call.putObject("function").put("name", name.asText()).put("arguments", arguments);
        return call;
    }

    /** Claude's block of an item of {@code tool_calls}. */
    static ObjectNode fromCall(JsonNode call) {
        JsonNode function = call.path("function");
        ObjectNode block = Json.object()
                .put("type", "tool_use")
                .put("id", call.path("id").asText())
                .put("name", function.path("name").asText());
        return block.set("input", ToolCalls.arguments(function.path("arguments").asText()));
    }

    /** Claude's block of a turn of role {@code tool}. */
    static ObjectNode fromResult(JsonNode turn) {
        ObjectNode block = Json.object()
                .put("type", "tool_result")
                .put("tool_use_id", turn.path("tool_call_id").asText());
        return block.set("content", turn.path("content").deepCopy());
    }

    /** A turn of role {@code tool}; empty when the block is no result. */
    static Optional<ObjectNode> result(JsonNode block) {
        JsonNode converse = block.path("toolResult");
        if (converse.isObject()) {
            return Optional.of(result(converse.path("toolUseId"), converse.path("content")));
        }
        return block.path("type").asText().equals("tool_result")
                ? Optional.of(result(block.path("tool_use_id"), block.path("content")))
                : Optional.empty();
    }

    private static ObjectNode result(JsonNode id, JsonNode content) {
        List<String> texts = new ArrayList<>();
        if (content.isTextual()) {
            texts.add(content.textValue());
        }
        for (JsonNode part : content) {
            JsonNode value = part.has("json") ? part.path("json") : part.path("text");
            texts.add(
                    value instanceof TextNode text
                            ? text.textValue()
                            : Json.line(value.isMissingNode() ? part : value));
        }
        return Json.object()
                .put("role", "tool")
                .put("tool_call_id", id.asText())
                .put("content", String.join("\n", texts));
    }
}
