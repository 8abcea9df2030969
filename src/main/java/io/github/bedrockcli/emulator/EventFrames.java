package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Messages of {@code application/vnd.amazon.eventstream}, padded as Bedrock pads them (bedrock-api.md 2.2). */
final class EventFrames {
    static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

    private static final String PADDING = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private EventFrames() {}

    /** One chunk of InvokeModelWithResponseStream. */
    static Message chunk(JsonNode content) {
        return chunk(Json.bytes(content));
    }

    /** The same of anything. */
    static Message chunk(byte[] content) {
        return event("chunk", Json.object().put("bytes", Base64.getEncoder().encodeToString(content)));
    }

    /** An event; a padding member is added to its payload. */
    static Message event(String type, ObjectNode payload) {
        payload.put("p", PADDING.substring(0, RequestIds.padding(PADDING.length())));
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        headers.put(":event-type", HeaderValue.fromString(type));
        headers.put(":content-type", HeaderValue.fromString("application/json"));
        headers.put(":message-type", HeaderValue.fromString("event"));
        return new Message(headers, Json.bytes(payload));
    }

    /** An exception event; its words are the payload. */
    static Message exception(String type, String words) {
        return new Message(
                Map.of(
                        ":exception-type", HeaderValue.fromString(type),
                        ":content-type", HeaderValue.fromString("application/json"),
                        ":message-type", HeaderValue.fromString("exception")),
                Json.bytes(Json.object().put("message", words)));
    }

    /** A message of type error, which tells all in its headers (Smithy, "Amazon Event Stream Specification"). */
    static Message error(String code, String words) {
        return new Message(
                Map.of(
                        ":error-code", HeaderValue.fromString(code),
                        ":error-message", HeaderValue.fromString(words),
                        ":message-type", HeaderValue.fromString("error")),
                new byte[0]);
    }

    /** What the model says in an event: of a chunk the bytes inside. */
    static byte[] content(Message event) {
        if (!type(event).equals("chunk")) {
            return event.getPayload();
        }
        try {
            return Base64.getDecoder()
                    .decode(Json.parse(event.getPayload()).path("bytes").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a chunk of our own is JSON", e);
        }
    }

    /** The same event with another content. */
    static Message with(Message event, byte[] content) {
        return type(event).equals("chunk") ? chunk(content) : new Message(event.getHeaders(), content);
    }

    private static String type(Message event) {
        HeaderValue type = event.getHeaders().get(":event-type");
        return type == null ? "" : type.getString();
    }

    /** The bytes on the wire, with both checksums. */
    static byte[] bytes(Message message) {
        ByteBuffer buffer = message.toByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
