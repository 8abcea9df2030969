package io.github.bedrockcli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * What one message of a stream means: an event to hand on, an exception, or nothing of interest. Events are kept as
 * they came, so that members newer than the SDK stay visible; only the padding member {@code p} is taken out.
 */
final class Events {
    private Events() {}

    /**
     * @return a chunk's inner bytes, or {@code {"eventName": {…}}} for any other event; null for what is no event
     * @throws BedrockException for an exception message, as of the kind its type says
     */
    static byte @Nullable [] read(Message message, @Nullable String requestId) throws TransportException {
        String type = header(message, ":message-type");
        return switch (type) {
            case "event" -> event(header(message, ":event-type"), message.getPayload());
            case "exception" ->
                throw failure(header(message, ":exception-type"), text(message.getPayload()), requestId);
            case "error" -> throw failure(header(message, ":error-code"), header(message, ":error-message"), requestId);
            default -> null;
        };
    }

    private static byte @Nullable [] event(String name, byte[] payload) throws TransportException {
        if (name.equals("initial-response") || name.isEmpty()) {
            return null;
        }
        JsonNode tree = json(payload);
        if (name.equals("chunk")) {
            JsonNode bytes = tree.get("bytes");
            if (bytes == null || !bytes.isTextual()) {
                return null;
            }
            try {
                return Base64.getDecoder().decode(bytes.textValue());
            } catch (IllegalArgumentException e) {
                throw damaged(e);
            }
        }
        if (tree instanceof ObjectNode members) {
            members.remove("p");
        }
        ObjectNode event = Json.object();
        event.set(name, tree);
        return Json.bytes(event);
    }

    private static BedrockException failure(String type, String message, @Nullable String requestId) {
        String code = type.isEmpty() ? type : type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
        return BedrockException.of(
                        Failures.kind(code, 0, message),
                        message.isBlank() ? "the service ended the stream: " + code : message)
                .code(code)
                .requestId(requestId)
                .build();
    }

    /** {@code originalMessage} is the model's own word; the service's {@code message} comes first. */
    private static String text(byte[] payload) throws TransportException {
        JsonNode tree = json(payload);
        for (String member : new String[] {"message", "Message", "originalMessage"}) {
            String text = tree.path(member).asText("");
            if (!text.isBlank()) {
                return text.strip();
            }
        }
        return "";
    }

    private static JsonNode json(byte[] payload) throws TransportException {
        try {
            return payload.length == 0 ? Json.object() : Json.parse(payload);
        } catch (JsonProcessingException e) {
            throw damaged(e);
        }
    }

    private static TransportException damaged(Exception cause) {
        return new TransportException(
                Kind.BROKEN_STREAM, false, "the stream is damaged: an event cannot be read", cause);
    }

    private static String header(Message message, String name) {
        HeaderValue value = message.getHeaders().get(name);
        return value == null ? "" : value.getString();
    }
}
