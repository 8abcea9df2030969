package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.Usage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads answers in the form that Converse and Nova share: a message of blocks, or events
 * {@code {"contentBlockDelta": {…}}}. The end of a stream is {@code messageStop}; counts follow in {@code metadata}.
 *
 * <p>Source: the Converse and ConverseStream service models and recorded streams of both, 2026-11.
 */
final class ConverseAnswer implements TextFamily.ChunkDecoder {
    /** A tool that the service ran itself: nothing is asked of the caller. */
    private static final String SERVER_TOOL = "server_tool_use";

    /** Parts that are no text. In a stream, one whose block has no start tells of itself with its first piece. */
    private static final List<String> ATTACHMENTS = List.of("image", "document", "video", "audio");

    private final ReplySink sink;
    private final ToolCalls tools;
    private final Set<Integer> attached = new HashSet<>();
    private boolean stopped;

    ConverseAnswer(ReplySink sink) {
        this.sink = sink;
        this.tools = new ToolCalls(sink);
    }

    /** Pushes a whole reply. */
    static void reply(JsonNode body, ReplySink sink) {
        JsonNode blocks = body.path("output").path("message").path("content");
        blocks.forEach(block -> pushBlock(block, sink));
        pushTrace(body.path("trace"), sink);
        sink.usage(usage(body.path("usage")));
        if (body.path("stopReason").isTextual() || blocks.findValue("text") != null) {
            sink.stop(stop(body.path("stopReason")));
        }
    }

    private static void pushBlock(JsonNode block, ReplySink sink) {
        pushText(block.path("text"), sink);
        block.path("citationsContent").path("content").forEach(part -> pushText(part.path("text"), sink));
        pushReasoning(block.path("reasoningContent").path("reasoningText").path("text"), sink);
        ATTACHMENTS.stream().filter(block::has).forEach(sink::attachment);
        JsonNode tool = block.path("toolUse");
        if (tool.isObject() && !tool.path("type").asText().equals(SERVER_TOOL)) {
            sink.toolUse(ToolCalls.whole(tool.path("toolUseId"), tool.path("name"), tool.path("input")));
        }
    }

    @Override
    public void accept(JsonNode event) {
        if (!stopped) {
            acceptAnswer(event);
        }
        pushTrace(event.path("metadata").path("trace"), sink);
        if (event.path("metadata").path("usage").isObject()) {
            sink.usage(usage(event.path("metadata").path("usage")));
        }
    }

    /** What comes after the answer's end is no part of it. */
    private void acceptAnswer(JsonNode event) {
        if (event.has("contentBlockStart")) {
            start(event.path("contentBlockStart"));
        }
        if (event.has("contentBlockDelta")) {
            JsonNode body = event.path("contentBlockDelta");
            delta(index(body), body.path("delta"));
        }
        if (event.has("contentBlockStop")) {
            // Nova sends one after every piece of text: it ends a tool call, never the text.
            tools.end(index(event.path("contentBlockStop")));
        }
        if (event.has("messageStop")) {
            stopped = true;
            tools.endAll();
            JsonNode reason = event.path("messageStop").path("stopReason");
            // The service model requires it: an end that gives none is no sign that the answer is whole.
            sink.stop(
                    reason.isTextual()
                            ? stop(reason)
                            : new Stop(null, Outcome.BROKEN, "the stream's end event gives no stop reason"));
        }
    }

    private static void pushTrace(JsonNode trace, ReplySink sink) {
        if (trace.path("guardrail").isObject()) {
            sink.guardrail(trace.path("guardrail"));
        }
    }

    private void attach(int index, JsonNode part) {
        for (String kind : ATTACHMENTS) {
            if (part.has(kind) && attached.add(index)) {
                sink.attachment(kind);
            }
        }
    }

    private void start(JsonNode body) {
        attach(index(body), body.path("start"));
        JsonNode tool = body.path("start").path("toolUse");
        if (tool.isObject() && !tool.path("type").asText().equals(SERVER_TOOL)) {
            tools.start(index(body), tool.path("toolUseId"), tool.path("name"), tool.path("input"));
        }
    }

    private void delta(int index, JsonNode delta) {
        pushText(delta.path("text"), sink);
        attach(index, delta);
        JsonNode reasoning = delta.path("reasoningContent");
        pushReasoning(reasoning.path("text"), sink);
        pushReasoning(reasoning.path("reasoningText").path("text"), sink);
        tools.piece(index, delta.path("toolUse").path("input"));
    }

    private static int index(JsonNode body) {
        return body.path("contentBlockIndex").asInt();
    }

    private static void pushText(JsonNode text, ReplySink sink) {
        if (text.isTextual() && !text.textValue().isEmpty()) {
            sink.text(text.textValue());
        }
    }

    private static void pushReasoning(JsonNode text, ReplySink sink) {
        if (text.isTextual() && !text.textValue().isEmpty()) {
            sink.reasoning(text.textValue());
        }
    }

    private static Stop stop(JsonNode word) {
        String reason = word.textValue();
        return new Stop(reason, reason == null ? Outcome.COMPLETE : StopWords.outcome(reason));
    }

    /** Cache counts go by two names on the wire, in Converse by both. */
    private static Usage usage(JsonNode usage) {
        Usage counted = new Usage(
                Counts.of(usage.path("inputTokens")),
                Counts.of(usage.path("outputTokens")),
                Counts.of(usage.path("cacheReadInputTokenCount")),
                Counts.of(usage.path("cacheWriteInputTokenCount")));
        return counted.mergedWith(new Usage(
                null,
                null,
                Counts.of(usage.path("cacheReadInputTokens")),
                Counts.of(usage.path("cacheWriteInputTokens"))));
    }
}
