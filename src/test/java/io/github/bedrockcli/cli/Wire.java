package io.github.bedrockcli.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Replies as they are on the wire: event-stream frames, HTTP around them. */
final class Wire {
    static final String EVENT_STREAM = "Content-Type: application/vnd.amazon.eventstream\r\n";

    private Wire() {}

    /** A chunk of InvokeModelWithResponseStream with this inside. */
    static byte[] chunk(String inner) {
        return chunk(inner.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] chunk(byte[] inner) {
        return event("chunk", "{\"bytes\":\"" + Base64.getEncoder().encodeToString(inner) + "\",\"p\":\"abc\"}");
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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Message(values, payload.getBytes(StandardCharsets.UTF_8)).encode(out);
        return out.toByteArray();
    }

    /** Status 200 with these header lines; the body follows. */
    static byte[] head(String headers) {
        return ("HTTP/1.1 200 OK\r\nx-amzn-RequestId: req-1\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** An event stream as the service sends it, up to its proper end: an HTTP chunk for each frame. */
    static byte[] whole(List<byte[]> frames) {
        return joined(unfinished(frames), "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** The same without the end of HTTP's own. */
    static byte[] unfinished(List<byte[]> frames) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(head(EVENT_STREAM + "Transfer-Encoding: chunked\r\n"));
        for (byte[] frame : frames) {
            wire.writeBytes((Integer.toHexString(frame.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            wire.writeBytes(frame);
            wire.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return wire.toByteArray();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
