package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.eventstream.Message;

/** Faults of what replies and events say: the way there is sound. */
final class ContentFaults {
    /**
     * What a terminal would obey: the clipboard (OSC 52), the title (OSC 0), a cleared screen (CSI 2 J, with ESC and as
     * one character of C1), a bell, a line that is written over, backspaces.
     */
    static final String CONTROLS =
            "\u001b]52;c;Y2xpcGJvYXJk\u0007\u001b]0;title\u0007\u001b[2J\u001b[H\u009b2J\u0007before\rover\b\b\b\b";

    private static final byte[] NOT_JSON = "this is not JSON".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NO_MEMBERS = Json.bytes(Json.object().put("emulator", "none of the members"));
    private static final byte[] NO_ELEMENTS =
            "<Emulator>none of the elements</Emulator>".getBytes(StandardCharsets.UTF_8);

    private ContentFaults() {}

    static Fault.Effect notJson(Place place) {
        return changed(body -> NOT_JSON, one(place, content -> NOT_JSON));
    }

    /** Of a body the first bytes, with their true length; of a stream one event. */
    static Fault.Effect truncated(Place place) {
        return changed(
                body -> Arrays.copyOf(body, Math.min(place.in(body.length), Math.max(0, body.length - 1))),
                one(place, content -> Arrays.copyOf(content, content.length / 2)));
    }

    /** Of a stream every event from the place on: the end event is missing too. */
    static Fault.Effect missingMembers(Place place) {
        return changed(body -> body.length > 0 && body[0] == '<' ? NO_ELEMENTS : NO_MEMBERS, events -> {
            for (int at = place.in(events.size()); at < events.size(); at++) {
                events.set(at, EventFrames.with(events.get(at), NO_MEMBERS));
            }
        });
    }

    static Fault.Effect emptyBody() {
        return encounter -> {
            Response answer = encounter.answer();
            encounter.send(new Response.Whole(answer.status(), contentType(answer), answer.headers(), new byte[0]));
        };
    }

    static Fault.Effect unknownStop(String word) {
        UnaryOperator<byte[]> change = tree(json -> ReplyMembers.stops(json).forEach(stop -> stop.set(word)));
        return changed(
                change,
                events ->
                        events.replaceAll(event -> EventFrames.with(event, change.apply(EventFrames.content(event)))));
    }

    /** Behind the text of a reply, or that of one event. */
    static Fault.Effect controlCharacters(Place place) {
        UnaryOperator<byte[]> change =
                tree(json -> ReplyMembers.text(json).ifPresent(text -> text.set(text.value() + CONTROLS)));
        return changed(change, events -> {
            int at = textEvent(events, place);
            if (at >= 0) {
                Message event = events.get(at);
                events.set(at, EventFrames.with(event, change.apply(EventFrames.content(event))));
            }
        });
    }

    /** The first event with text from a place on, or the last before it; -1 where there is none. */
    static int textEvent(List<Message> events, Place place) {
        int from = place.in(events.size());
        int found = -1;
        for (int at = 0; at < events.size() && (at <= from || found < 0); at++) {
            boolean has = parse(EventFrames.content(events.get(at)))
                    .flatMap(ReplyMembers::text)
                    .isPresent();
            found = has ? at : found;
        }
        return found;
    }

    static String contentType(Response answer) {
        return answer instanceof Response.Whole whole ? whole.contentType() : EventFrames.CONTENT_TYPE;
    }

    private static Fault.Effect changed(UnaryOperator<byte[]> body, Consumer<List<Message>> events) {
        return encounter -> {
            Response answer = encounter.answer();
            if (answer instanceof Response.Frames frames) {
                List<Message> messages = new ArrayList<>(frames.messages());
                events.accept(messages);
                encounter.send(new Response.Frames(frames.headers(), messages));
            } else if (answer instanceof Response.Whole whole) {
                Map<String, String> headers = whole.headers();
                encounter.send(
                        new Response.Whole(whole.status(), whole.contentType(), headers, body.apply(whole.body())));
            }
        };
    }

    private static Consumer<List<Message>> one(Place place, UnaryOperator<byte[]> change) {
        return events -> {
            int at = Math.min(place.in(events.size()), events.size() - 1);
            Message event = events.get(at);
            events.set(at, EventFrames.with(event, change.apply(EventFrames.content(event))));
        };
    }

    /** Changes a JSON text; what is none stays as it is. */
    private static UnaryOperator<byte[]> tree(Consumer<JsonNode> change) {
        return bytes -> parse(bytes)
                .map(json -> {
                    change.accept(json);
                    return Json.bytes(json);
                })
                .orElse(bytes);
    }

    static Optional<JsonNode> parse(byte[] bytes) {
        try {
            return Optional.of(Json.parse(bytes));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
