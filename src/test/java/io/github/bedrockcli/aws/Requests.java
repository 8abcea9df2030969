package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Requests to send and event-stream messages to answer with. */
final class Requests {
    static final String MODEL = "amazon.nova-lite-v1:0";

    private Requests() {}

    static BedrockRequest invoke(String body) {
        return invoke(body, Knobs.NONE);
    }

    static BedrockRequest invoke(String body, Knobs knobs) {
        return new BedrockRequest(Api.INVOKE, ModelId.of(MODEL), body.getBytes(StandardCharsets.UTF_8), knobs);
    }

    static BedrockRequest converse(String body) {
        return new BedrockRequest(Api.CONVERSE, ModelId.of(MODEL), body.getBytes(StandardCharsets.UTF_8), Knobs.NONE);
    }

    /** A chunk of InvokeModelWithResponseStream, padding included. */
    static byte[] chunk(String inner) {
        String bytes = Base64.getEncoder().encodeToString(inner.getBytes(StandardCharsets.UTF_8));
        return event("chunk", "{\"bytes\":\"" + bytes + "\",\"p\":\"abcdef\"}");
    }

    static byte[] event(String type, String payload) {
        return frame(Map.of(":message-type", "event", ":event-type", type), payload);
    }

    static byte[] exception(String type, String message) {
        return frame(
                Map.of(":message-type", "exception", ":exception-type", type), "{\"message\":\"" + message + "\"}");
    }

    static byte[] frame(Map<String, String> headers, String payload) {
        Map<String, HeaderValue> values = new LinkedHashMap<>();
        headers.forEach((name, value) -> values.put(name, HeaderValue.fromString(value)));
        values.put(":content-type", HeaderValue.fromString("application/json"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Message(values, payload.getBytes(StandardCharsets.UTF_8)).encode(out);
        return out.toByteArray();
    }
}
