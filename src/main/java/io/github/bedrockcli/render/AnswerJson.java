package io.github.bedrockcli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Reply;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.ToolUse;
import io.github.bedrockcli.model.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one JSON object of {@code -o json}. */
public final class AnswerJson {
    private AnswerJson() {}

    /** Writes one JSON value, however long, to the stream. */
    @FunctionalInterface
    public interface Response {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes the contract's members, in its order, and a line end, without holding the response in memory.
     *
     * @param response writes the array of a stream's chunks
     */
    public static void write(OutputStream out, AnswerFacts facts, Reply reply, Response response) throws IOException {
        try (JsonGenerator json = Json.writer(out)) {
            json.writeStartObject();
            for (Map.Entry<String, JsonNode> member : of(facts, reply).properties()) {
                json.writeFieldName(member.getKey());
                json.writeRawValue("");
                json.flush();
                Json.writeLine(out, member.getValue());
            }
            json.writeFieldName("response");
            json.writeRawValue("");
            json.flush();
            response.writeTo(out);
            json.writeEndObject();
        }
        out.write('\n');
    }

    /** The same with the body as received. */
    public static void write(OutputStream out, AnswerFacts facts, Reply reply, JsonNode response) throws IOException {
        write(out, facts, reply, to -> Json.writeLine(to, response));
    }

    private static ObjectNode of(AnswerFacts facts, Reply reply) {
        ObjectNode json = Json.object();
        json.put("model", facts.model());
        json.put("family", facts.family());
        json.put("api", facts.api().wireName());
        json.put("region", facts.region());
        json.put("text", facts.family() == null ? null : reply.text());
        if (!reply.reasoning().isEmpty()) {
            json.put("reasoning", reply.reasoning());
        }
        if (!reply.toolUses().isEmpty()) {
            ArrayNode uses = json.putArray("tool_uses");
            reply.toolUses().forEach(use -> uses.add(toolUse(use)));
        }
        addStop(json, reply.stop());
        if (facts.family() == null) {
            json.putNull("outcome");
        }
        json.set("usage", usage(reply.usage()));
        json.set("latency_ms", latency(facts));
        json.put("request_id", facts.requestId());
        return json;
    }

    static void addStop(ObjectNode json, @Nullable Stop stop) {
        json.put("stop_reason", stop == null ? null : stop.reason());
        json.put("outcome", (stop == null ? Outcome.BROKEN : stop.outcome()).wireName());
        if (stop != null && stop.detail() != null) {
            json.put("stop_detail", stop.detail());
        }
    }

    static ObjectNode toolUse(ToolUse use) {
        ObjectNode json = Json.object();
        json.put("id", use.id());
        json.put("name", use.name());
        json.set("input", use.input());
        return json;
    }

    static ObjectNode usage(Usage usage) {
        ObjectNode json = Json.object();
        json.put("input_tokens", usage.inputTokens());
        json.put("output_tokens", usage.outputTokens());
        json.put("cache_read_tokens", usage.cacheReadTokens());
        json.put("cache_write_tokens", usage.cacheWriteTokens());
        return json;
    }

    static ObjectNode latency(AnswerFacts facts) {
        ObjectNode json = Json.object();
        json.put(
                "first_byte",
                facts.firstByte() == null ? null : (Long) facts.firstByte().toMillis());
        json.put("total", facts.total().toMillis());
        return json;
    }
}
