package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.bedrockcli.model.AnswerTooLongException;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.ToolUse;
import io.github.bedrockcli.model.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes one answer of Cohere's chat body, whole or in events. The last event repeats the whole answer in
 * {@code response}: only what no event before it told is pushed then.
 */
final class CohereChat implements TextFamily.ChunkDecoder {
    private final ReplySink sink;
    private final StringBuilder told = new StringBuilder();
    private JsonNode searchQueries = MissingNode.getInstance();
    private JsonNode toolCalls = MissingNode.getInstance();

    CohereChat(ReplySink sink) {
        this.sink = sink;
    }

    @Override
    public void accept(JsonNode chunk) {
        String event = chunk.path("event_type").asText("");
        switch (event) {
            case "text-generation" -> text(chunk.path("text").asText(""));
            case "search-queries-generation" -> searchQueries = chunk.path("search_queries");
            case "tool-calls-generation" -> toolCalls = chunk.path("tool_calls");
            default -> {
                // The start, citations, pieces of tool calls: what they tell is repeated at the end.
            }
        }
        if (event.equals("stream-end") || chunk.path("is_finished").asBoolean()) {
            JsonNode response = chunk.path("response");
            JsonNode reason = chunk.path("finish_reason");
            end(response, reason.isTextual() ? reason : response.path("finish_reason"));
        }
    }

    /**
     * The end of the answer.
     *
     * @param response the whole answer
     */
    void end(JsonNode response, JsonNode reason) {
        String whole = response.path("text").asText("");
        if (whole.isEmpty()) {
            whole = queries(orElse(response.path("search_queries"), searchQueries));
        }
        if (whole.startsWith(told.toString())) {
            text(whole.substring(told.length()));
        }
        JsonNode calls = orElse(response.path("tool_calls"), toolCalls);
        calls.forEach(call -> sink.toolUse(toolUse(call)));
        sink.usage(usage(response));
        Stop stop = CohereEnd.of(reason.textValue(), null);
        boolean asksForTools = !calls.isEmpty() && stop.outcome() == Outcome.COMPLETE;
        sink.stop(asksForTools ? new Stop(stop.reason(), Outcome.TOOL_USE) : stop);
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            told.append(text);
            AnswerTooLongException.check(told.length());
            sink.text(text);
        }
    }

    /** With {@code search_queries_only} what to search for is the answer. */
    private static String queries(JsonNode searchQueries) {
        List<String> lines = new ArrayList<>();
        searchQueries.forEach(query -> lines.add(query.path("text").asText("")));
        return String.join("\n", lines);
    }

    /** A call has no id. */
    private static ToolUse toolUse(JsonNode call) {
        JsonNode parameters = call.path("parameters");
        return new ToolUse("", call.path("name").asText(""), parameters.isObject() ? parameters : Json.object());
    }

    private static Usage usage(JsonNode response) {
        JsonNode count = response.path("token_count");
        JsonNode billed = response.path("meta").path("billed_units");
        return Usage.of(Counts.of(count.path("prompt_tokens")), Counts.of(count.path("response_tokens")))
                .mergedWith(Usage.of(Counts.of(billed.path("input_tokens")), Counts.of(billed.path("output_tokens"))));
    }

    private static JsonNode orElse(JsonNode list, JsonNode other) {
        return list.isArray() && !list.isEmpty() ? list : other;
    }
}
