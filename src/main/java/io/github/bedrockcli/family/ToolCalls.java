package io.github.bedrockcli.family;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.model.AnswerTooLongException;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.ToolUse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tool calls of one stream while their arguments arrive in pieces, by content block. */
final class ToolCalls {
    private final ReplySink sink;
    private final Map<Integer, Call> open = new TreeMap<>();
    private long held;

    ToolCalls(ReplySink sink) {
        this.sink = sink;
    }

    private record Call(String id, String name, JsonNode given, StringBuilder pieces) {}

    /** A whole call out of a reply; a tool without arguments may come without input. */
    static ToolUse whole(JsonNode id, JsonNode name, JsonNode input) {
        return new ToolUse(id.asText(""), name.asText(""), input.isMissingNode() ? Json.object() : input);
    }

    /** @param given arguments that came with the start; they count when no piece follows */
    void start(int block, JsonNode id, JsonNode name, JsonNode given) {
        end(block);
        open.put(block, new Call(id.asText(""), name.asText(""), given, new StringBuilder()));
    }

    void piece(int block, JsonNode json) {
        Call call = open.get(block);
        if (call != null && json.isTextual()) {
            held += json.textValue().length();
            AnswerTooLongException.check(held);
            call.pieces().append(json.textValue());
        }
    }

    /** Pushes the call if its arguments are whole; if not, more may come although the block was closed. */
    void end(int block) {
        Call call = open.get(block);
        if (call != null) {
            input(call).ifPresent(input -> {
                open.remove(block);
                sink.toolUse(new ToolUse(call.id(), call.name(), input));
            });
        }
    }

    /** At the end of the answer: what is still not JSON is given as the text it is, for nothing more will come. */
    void endAll() {
        open.values()
                .forEach(call -> sink.toolUse(new ToolUse(
                        call.id(),
                        call.name(),
                        input(call).orElseGet(() -> arguments(call.pieces().toString())))));
        open.clear();
    }

    /** A tool without arguments gives no piece, or an empty one. */
    private static Optional<JsonNode> input(Call call) {
        String pieces = call.pieces().toString();
        return pieces.isBlank() && call.given().isObject() ? Optional.of(call.given()) : parsed(pieces);
    }

    /** Arguments that came as text; where they are not JSON, the text itself. */
    static JsonNode arguments(String text) {
        return parsed(text).orElseGet(() -> TextNode.valueOf(text));
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(text.isBlank() ? Json.object() : Json.parse(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
