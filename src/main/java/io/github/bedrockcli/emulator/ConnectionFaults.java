package io.github.bedrockcli.emulator;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import software.amazon.eventstream.Message;

/** Faults of the connection and of its pace, for whole answers and streams alike. */
final class ConnectionFaults {
    /** Into how many pieces a whole body is cut to arrive slowly. */
    private static final int PIECES = 10;

    /** How much more than the truth a wrong length says, in bytes. */
    private static final int EXCESS = 10;

    private ConnectionFaults() {}

    /** What becomes of an answer in its middle. */
    @FunctionalInterface
    private interface Ending {
        void play(Exchange exchange) throws IOException;
    }

    static Fault.Effect reset() {
        return encounter -> encounter.exchange().reset();
    }

    static Fault.Effect close() {
        return encounter -> {};
    }

    static Fault.Effect hang() {
        return encounter -> encounter.exchange().hold();
    }

    static Fault.Effect cutInside(Place place) {
        return inside(place, exchange -> {});
    }

    static Fault.Effect resetInside(Place place) {
        return inside(place, Exchange::reset);
    }

    static Fault.Effect hangInside(Place place) {
        return inside(place, Exchange::hold);
    }

    private static Fault.Effect inside(Place place, Ending ending) {
        return encounter -> {
            Response answer = encounter.answer();
            Exchange exchange = encounter.exchange();
            if (answer instanceof Response.Frames frames) {
                Exchange.Pieces pieces = exchange.begin(frames.status(), encounter.headers(frames));
                int count = place.in(frames.messages().size());
                for (Message message : frames.messages().subList(0, count)) {
                    pieces.write(EventFrames.bytes(message));
                }
            } else if (answer instanceof Response.Whole whole) {
                byte[] body = whole.body();
                Exchange.Pieces pieces = exchange.begin(whole.status(), encounter.headers(whole), body.length);
                // All of it would be no fault: the client needs nothing more.
                pieces.write(Arrays.copyOf(body, Math.min(place.in(body.length), Math.max(0, body.length - 1))));
            }
            ending.play(exchange);
        };
    }

    static Fault.Effect slowFirstByte(Duration pause) {
        return encounter -> {
            encounter.exchange().pause(pause);
            encounter.send(encounter.answer());
        };
    }

    static Fault.Effect drip(Duration pause) {
        return encounter -> {
            Response answer = encounter.answer();
            Exchange exchange = encounter.exchange();
            if (answer instanceof Response.Frames frames) {
                Exchange.Pieces pieces = exchange.begin(frames.status(), encounter.headers(frames));
                for (Message message : frames.messages()) {
                    exchange.pause(pause);
                    pieces.write(EventFrames.bytes(message));
                }
                pieces.end();
            } else if (answer instanceof Response.Whole whole) {
                byte[] body = whole.body();
                Exchange.Pieces pieces = exchange.begin(whole.status(), encounter.headers(whole), body.length);
                int size = Math.max(1, (body.length + PIECES - 1) / PIECES);
                for (int at = 0; at < body.length; at += size) {
                    exchange.pause(pause);
                    pieces.write(Arrays.copyOfRange(body, at, Math.min(body.length, at + size)));
                }
                pieces.end();
            }
        };
    }

    /** @param length what Content-Length says; 0 or less for ten bytes more than there are */
    static Fault.Effect wrongLength(long length) {
        return encounter -> {
            Response answer = encounter.answer();
            List<byte[]> parts = answer instanceof Response.Frames frames
                    ? frames.messages().stream().map(EventFrames::bytes).toList()
                    : List.of(((Response.Whole) answer).body());
            long truth = parts.stream().mapToLong(part -> part.length).sum();
            long said = length > 0 ? length : truth + EXCESS;
            Exchange.Pieces pieces = encounter.exchange().begin(answer.status(), encounter.headers(answer), said);
            for (byte[] part : parts) {
                pieces.write(part);
            }
            pieces.end();
        };
    }
}
