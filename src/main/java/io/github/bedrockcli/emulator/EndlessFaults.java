package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.eventstream.Message;

/** Faults of size: replies that are longer than anybody wants, made while they are sent and nowhere kept. */
final class EndlessFaults {
    private static final String LINE = "All work and no play makes Jack a dull boy. 0123456789 abcdefg. ";

    /** One kilobyte: what an event of a long stream says. */
    private static final String FILLER = LINE.repeat(16);

    /** Stands in a body for the text that is made while it is sent. */
    private static final String MARK = "@emulator-filler@";

    private EndlessFaults() {}

    /** A reply with a text so long that the body has {@code size} bytes; of a stream the text of all events has. */
    static Fault.Effect huge(long size) {
        return encounter -> {
            Response answer = encounter.answer();
            if (answer instanceof Response.Whole whole) {
                sendHuge(encounter, whole, size);
            } else if (answer instanceof Response.Frames frames) {
                long events = (size + FILLER.length() - 1) / FILLER.length();
                repeat(encounter, frames, Place.HALF, Optional.of(FILLER), events);
            }
        };
    }

    /** A stream that says the same again until nobody listens. */
    static Fault.Effect endless(Place place) {
        return encounter -> {
            Response answer = encounter.answer();
            if (answer instanceof Response.Frames frames) {
                repeat(encounter, frames, place, Optional.empty(), Long.MAX_VALUE);
            } else {
                encounter.send(answer);
            }
        };
    }

    private static void repeat(
            Encounter encounter, Response.Frames frames, Place place, Optional<String> text, long times)
            throws IOException {
        List<Message> messages = frames.messages();
        int at = Math.max(0, ContentFaults.textEvent(messages, place));
        Exchange.Pieces pieces = encounter.exchange().begin(frames.status(), encounter.headers(frames));
        for (Message message : messages.subList(0, at)) {
            pieces.write(EventFrames.bytes(message));
        }
        byte[] again = EventFrames.bytes(
                text.map(words -> saying(messages.get(at), words)).orElse(messages.get(at)));
        for (long i = 0; i < times; i++) {
            pieces.write(again);
        }
        for (Message message : messages.subList(at + 1, messages.size())) {
            pieces.write(EventFrames.bytes(message));
        }
        pieces.end();
    }

    /** The same event with other words; without text as it is. */
    static Message saying(Message event, String words) {
        Optional<JsonNode> content = ContentFaults.parse(EventFrames.content(event));
        content.flatMap(ReplyMembers::text).ifPresent(text -> text.set(words));
        return content.map(json -> EventFrames.with(event, Json.bytes(json))).orElse(event);
    }

    private static void sendHuge(Encounter encounter, Response.Whole answer, long size) throws IOException {
        String body = marked(answer.body());
        int mark = body.indexOf(MARK);
        byte[] before = body.substring(0, mark).getBytes(StandardCharsets.UTF_8);
        byte[] after = body.substring(mark + MARK.length()).getBytes(StandardCharsets.UTF_8);
        long left = Math.max(0, size - before.length - after.length);
        Exchange.Pieces pieces = encounter
                .exchange()
                .begin(answer.status(), encounter.headers(answer), before.length + left + after.length);
        pieces.write(before);
        byte[] block = FILLER.repeat(64).getBytes(StandardCharsets.US_ASCII);
        for (; left > 0; left -= block.length) {
            pieces.write(left < block.length ? Arrays.copyOf(block, (int) left) : block);
        }
        pieces.write(after);
        pieces.end();
    }

    /** The body with the mark for its text, or in a member of its own where it has none; behind what is no JSON. */
    private static String marked(byte[] body) {
        Optional<JsonNode> json = ContentFaults.parse(body);
        if (json.isEmpty()) {
            return new String(body, StandardCharsets.UTF_8) + MARK;
        }
        Optional<ReplyMembers.Member> text = ReplyMembers.text(json.get());
        if (text.isPresent()) {
            text.get().set(MARK);
        } else if (json.get() instanceof ObjectNode object) {
            object.put("emulatorFiller", MARK);
        }
        return new String(Json.bytes(json.get()), StandardCharsets.UTF_8);
    }
}
