package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ReplySink;

/** Decodes the chunks of one Claude stream; the end is {@code message_stop}, its reason comes a chunk earlier. */
final class ClaudeStream implements TextFamily.ChunkDecoder {
    private final ReplySink sink;
    private final ToolCalls tools;
    private JsonNode end = Json.object();

    ClaudeStream(ReplySink sink) {
        this.sink = sink;
        this.tools = new ToolCalls(sink);
    }

    @Override
    public void accept(JsonNode chunk) {
        int index = chunk.path("index").asInt();
        switch (chunk.path("type").asText()) {
            case "message_start" ->
                sink.usage(Claude.usage(chunk.path("message").path("usage")));
            case "content_block_start" -> start(index, chunk.path("content_block"));
            case "content_block_delta" -> delta(index, chunk.path("delta"));
            case "content_block_stop" -> tools.end(index);
            case "message_delta" -> {
                end = chunk.path("delta");
                sink.usage(Claude.usage(chunk.path("usage")));
            }
            case "message_stop" -> {
                tools.endAll();
                sink.stop(Claude.stop(end));
            }
            case "error" -> Claude.pushError(chunk, sink);
            default -> {
                // ping, and what is yet to be invented.
            }
        }
    }

    private void start(int index, JsonNode block) {
        switch (block.path("type").asText()) {
            case "tool_use" -> tools.start(index, block.path("id"), block.path("name"), block.path("input"));
            case "text" -> text(block.path("text"));
            case "thinking" -> reasoning(block.path("thinking"));
            default -> {
                // Nothing in it for the reader.
            }
        }
    }

    private void delta(int index, JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> text(delta.path("text"));
            case "thinking_delta" -> reasoning(delta.path("thinking"));
            case "input_json_delta" -> tools.piece(index, delta.path("partial_json"));
            default -> {
                // Signatures and citations.
            }
        }
    }

    private void text(JsonNode text) {
        if (!text.asText("").isEmpty()) {
            sink.text(text.asText(""));
        }
    }

    private void reasoning(JsonNode text) {
        if (!text.asText("").isEmpty()) {
            sink.reasoning(text.asText(""));
        }
    }
}
