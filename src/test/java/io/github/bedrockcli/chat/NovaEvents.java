package io.github.bedrockcli.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;

/** Chunks of a Nova stream, as the recordings have them. */
final class NovaEvents {
    private NovaEvents() {}

    /** A whole answer in the given pieces: 10 tokens in, 4 out. */
    static Object[] answer(String... pieces) {
        return ending("end_turn", pieces);
    }

    static Object[] ending(String stopReason, String... pieces) {
        List<Object> events = new ArrayList<>();
        for (String piece : pieces) {
            events.add(text(piece));
        }
        events.add(stop(stopReason));
        events.add(usage());
        return events.toArray();
    }

    static String text(String piece) {
        return delta(Json.object().put("text", piece));
    }

    static String reasoning(String piece) {
        ObjectNode delta = Json.object();
        delta.putObject("reasoningContent").putObject("reasoningText").put("text", piece);
        return delta(delta);
    }

    static String stop(String reason) {
        ObjectNode event = Json.object();
        event.putObject("messageStop").put("stopReason", reason);
        return Json.line(event);
    }

    static String usage() {
        ObjectNode event = Json.object();
        event.putObject("metadata").putObject("usage").put("inputTokens", 10).put("outputTokens", 4);
        return Json.line(event);
    }

    /** A whole reply of InvokeModel. */
    static String reply(String text) {
        ObjectNode reply = Json.object();
        reply.putObject("output")
                .putObject("message")
                .put("role", "assistant")
                .putArray("content")
                .addObject()
                .put("text", text);
        reply.put("stopReason", "end_turn");
        reply.putObject("usage").put("inputTokens", 10).put("outputTokens", 4);
        return Json.line(reply);
    }

    private static String delta(ObjectNode delta) {
        ObjectNode event = Json.object();
        event.putObject("contentBlockDelta").put("contentBlockIndex", 0).set("delta", delta);
        return Json.line(event);
    }
}
