package io.github.bedrockcli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * What one message of a stream means: an event to hand on, an exception, or nothing of interest. Events are kept as
 * they came, so that members newer than the SDK stay visible; only the padding member {@code p} is taken out.
 */
final class Events {
    /** Source: the service model of ConverseStream. Whatever else is called an event is nothing of the answer's. */
    private static final Set<String> CONVERSE = Set.of(
            "messageStart", "contentBlockStart", "contentBlockDelta", "contentBlockStop", "messageStop", "metadata");

    private static final String MARK = "[DONE]";

    /** Far above what models say at once. */
    private static final int LARGE = 1 << 20;

    /** What is shorter cannot be nested too deep to be written, as each level takes two bytes. */
    private static final int FLAT = 2 * Json.MAX_DEPTH;

    private Events() {}

    /**
     * @return a chunk's inside, or {@code {"eventName": {…}}} for any other event; null for what is no event
     * @throws BedrockException for an exception message, as of the kind its type says
     */
    static @Nullable StreamEvent read(Message message, @Nullable String requestId) throws TransportException {
        String type = header(message, ":message-type");
        return switch (type) {
            case "event" -> event(header(message, ":event-type"), message.getPayload());
            case "exception" ->
                throw failure(header(message, ":exception-type"), text(message.getPayload()), requestId);
            case "error" -> throw failure(header(message, ":error-code"), header(message, ":error-message"), requestId);
            default -> null;
        };
    }

    private static @Nullable StreamEvent event(String name, byte[] payload) throws TransportException {
        if (name.equals("initial-response") || name.isEmpty()) {
            return null;
        }
        if (name.equals("chunk")) {
            return chunk(payload);
        }
        JsonNode tree;
        try {
            if (payload.length > LARGE && CONVERSE.contains(name)) {
                return StreamEvent.of(spliced(name, payload));
            }
            tree = json(payload);
        } catch (TransportException e) {
            if (CONVERSE.contains(name)) {
                throw e;
            }
            return null;
        }
        if (tree instanceof ObjectNode members) {
            members.remove("p");
        }
        ObjectNode event = Json.object();
        event.set(name, tree);
        return payload.length < FLAT ? StreamEvent.of(event) : StreamEvent.of(Json.bytes(event));
    }

    /** A large event is not made a tree of, which takes up five times its size; its padding stays in it. */
    private static byte[] spliced(String name, byte[] payload) throws TransportException {
        try {
            Json.check(payload);
            return Json.wrapped(name, payload);
        } catch (JsonProcessingException e) {
            throw damaged(e);
        }
    }

    /** A piece that cannot be read would be missing from the answer, whatever comes after it. */
    private static @Nullable StreamEvent chunk(byte[] payload) throws TransportException {
        try {
            byte[] inner = payload.length == 0 ? null : ChunkBytes.of(payload);
            return inner == null ? null : inside(inner);
        } catch (JsonProcessingException e) {
            throw damaged(e);
        }
    }

    private static StreamEvent inside(byte[] inner) throws JsonProcessingException {
        if (isMark(inner)) {
            return StreamEvent.of(inner);
        }
        if (inner.length <= LARGE) {
            try {
                return StreamEvent.of(inner, Json.parse(inner));
            } catch (JsonProcessingException e) {
                // It may be JSON all the same, with a number that nothing holds: no piece of an answer, and no damage.
            }
        }
        Json.check(inner);
        return StreamEvent.of(inner);
    }

    /** What ends a stream of OpenAI's chat form, no JSON: such as {@code [DONE]}, which Palmyra sends. */
    private static boolean isMark(byte[] inner) {
        return inner.length == MARK.length() && new String(inner, StandardCharsets.US_ASCII).equals(MARK);
    }

    private static BedrockException failure(String type, String message, @Nullable String requestId) {
        String code = type.isEmpty() ? type : type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
        Kind kind = Failures.kind(code, 0, message);
        return BedrockException.of(
                        // A name that nobody knows tells of no defect here, only that nothing more will come.
                        kind == Kind.INTERNAL ? Kind.BROKEN_STREAM : kind,
                        message.isBlank() ? "the service ended the stream with an error" : message)
                .code(code.isEmpty() ? null : code)
                .damaged(true)
                .requestId(requestId)
                .build();
    }

    /**
     * {@code originalMessage} is the model's own word; the service's {@code message} comes first. What is no JSON is taken
     * as it is: that there was an exception says more than that it cannot be read.
     */
    private static String text(byte[] payload) {
        JsonNode tree;
        try {
            tree = json(payload);
        } catch (TransportException e) {
            return new String(payload, StandardCharsets.UTF_8).strip();
        }
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

    private static TransportException damaged(@Nullable Exception cause) {
        return new TransportException(
                Kind.BROKEN_STREAM, false, "the stream is damaged: an event cannot be read", cause);
    }

    private static String header(Message message, String name) throws TransportException {
        HeaderValue value = message.getHeaders().get(name);
        try {
            return value == null ? "" : value.getString();
        } catch (IllegalStateException e) {
            // A number or bytes, where the service sends words.
            throw damaged(e);
        }
    }
}
