package io.github.bedrockcli.aws;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Event-stream messages as Bedrock frames them. */
public final class EventMessages {
    private EventMessages() {}

    /** A chunk of InvokeModelWithResponseStream with this inside, padding included. */
    public static byte[] chunk(String inner) {
        return chunk(inner.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] chunk(byte[] inner) {
        return event("chunk", "{\"bytes\":\"" + Base64.getEncoder().encodeToString(inner) + "\",\"p\":\"abcdef\"}");
    }

    public static byte[] event(String type, String payload) {
        return frame(Map.of(":message-type", "event", ":event-type", type), payload);
    }

    public static byte[] exception(String type, String message) {
        return frame(
                Map.of(":message-type", "exception", ":exception-type", type), "{\"message\":\"" + message + "\"}");
    }

    public static byte[] frame(Map<String, String> headers, String payload) {
        Map<String, HeaderValue> values = new LinkedHashMap<>();
        headers.forEach((name, value) -> values.put(name, HeaderValue.fromString(value)));
        values.put(":content-type", HeaderValue.fromString("application/json"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Message(values, payload.getBytes(StandardCharsets.UTF_8)).encode(out);
        return out.toByteArray();
    }
}
