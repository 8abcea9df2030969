package io.github.bedrockcli.emulator;

import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import software.amazon.eventstream.Message;

/** Faults of event streams and their frames; an answer that is no stream, such as a refusal, is left alone. */
final class StreamFaults {
    /** Bytes of a frame before its headers: two lengths and their checksum. */
    private static final int PRELUDE = 12;

    private static final int CHECKSUM = 4;

    private StreamFaults() {}

    /** What becomes of a stream of which the first events have been sent. */
    @FunctionalInterface
    private interface Turn {
        void play(Exchange.Pieces pieces, List<Message> rest) throws IOException;
    }

    private static Fault.Effect at(Place place, Turn turn) {
        return encounter -> {
            Response answer = encounter.answer();
            if (!(answer instanceof Response.Frames frames)) {
                encounter.send(answer);
                return;
            }
            Exchange.Pieces pieces = encounter.exchange().begin(frames.status(), encounter.headers(frames));
            List<Message> messages = frames.messages();
            int count = place.in(messages.size());
            write(pieces, messages.subList(0, count));
            turn.play(pieces, messages.subList(count, messages.size()));
        };
    }

    /** The proper end of the HTTP body before that of the stream. */
    static Fault.Effect earlyEnd(Place place) {
        return at(place, (pieces, rest) -> pieces.end());
    }

    static Fault.Effect halfFrame(Place place) {
        return at(place, (pieces, rest) -> {
            byte[] frame = first(rest);
            pieces.write(Arrays.copyOf(frame, frame.length / 2));
            pieces.end();
        });
    }

    static Fault.Effect wrongChecksum(Place place) {
        return changed(place, frame -> frame[frame.length - 1] ^= 1);
    }

    /** The checksum of the whole frame is that of its bytes, so that the prelude's alone is wrong. */
    static Fault.Effect wrongPreludeChecksum(Place place) {
        return changed(place, frame -> {
            frame[PRELUDE - 1] ^= 1;
            seal(frame);
        });
    }

    private interface Change {
        void make(byte[] frame);
    }

    private static Fault.Effect changed(Place place, Change change) {
        return at(place, (pieces, rest) -> {
            byte[] frame = first(rest);
            change.make(frame);
            pieces.write(frame);
            write(pieces, rest.subList(Math.min(1, rest.size()), rest.size()));
            pieces.end();
        });
    }

    /** A frame that says it is 2 GB long, with true checksums as far as it goes; nothing follows. */
    static Fault.Effect hugeFrame(Place place) {
        return at(place, (pieces, rest) -> {
            byte[] frame = first(rest);
            ByteBuffer.wrap(frame).putInt(0, Integer.MAX_VALUE);
            CRC32 checksum = new CRC32();
            checksum.update(frame, 0, PRELUDE - CHECKSUM);
            ByteBuffer.wrap(frame).putInt(PRELUDE - CHECKSUM, (int) checksum.getValue());
            pieces.write(frame);
            pieces.end();
        });
    }

    /** An exception event, with which the service ends a stream. */
    static Fault.Effect exception(Place place, String type) {
        String code = type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
        return ending(place, EventFrames.exception(type, FaultErrors.words(code)));
    }

    /** A message of type error, which has a code and no payload. */
    static Fault.Effect error(Place place, String code) {
        return ending(place, EventFrames.error(code, FaultErrors.words(code)));
    }

    private static Fault.Effect ending(Place place, Message last) {
        return at(place, (pieces, rest) -> {
            pieces.write(EventFrames.bytes(last));
            pieces.end();
        });
    }

    /** An event of a type that nobody knows; then the stream goes on. */
    static Fault.Effect unknownEvent(Place place) {
        return at(place, (pieces, rest) -> {
            pieces.write(EventFrames.bytes(
                    EventFrames.event("emulatorNews", Json.object().put("news", "of a type that nobody knows"))));
            write(pieces, rest);
            pieces.end();
        });
    }

    private static void write(Exchange.Pieces pieces, List<Message> messages) throws IOException {
        for (Message message : messages) {
            pieces.write(EventFrames.bytes(message));
        }
    }

    /** The next frame, or one that would do behind the last. */
    private static byte[] first(List<Message> rest) {
        return EventFrames.bytes(rest.isEmpty() ? EventFrames.event("chunk", Json.object()) : rest.get(0));
    }

    private static void seal(byte[] frame) {
        CRC32 checksum = new CRC32();
        checksum.update(frame, 0, frame.length - CHECKSUM);
        ByteBuffer.wrap(frame).putInt(frame.length - CHECKSUM, (int) checksum.getValue());
    }
}
