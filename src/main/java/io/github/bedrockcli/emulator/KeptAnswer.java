package io.github.bedrockcli.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.eventstream.Message;

/** An answer as the bytes that will be sent again and again. */
interface KeptAnswer {
    /** Large enough that writing costs next to nothing, small enough to be sent while the next is read. */
    int BLOCK = 64 << 10;

    void send(Exchange exchange) throws IOException;

    /**
     * Keeps a good answer; empty for any other.
     *
     * @param headers of every answer to come
     * @param chunks how many times a stream says its text
     * @param rate chunks a second, each with its time in place of the text; 0 for as fast as they are read
     */
    static Optional<KeptAnswer> of(Response answer, Map<String, String> headers, int chunks, int rate) {
        if (answer instanceof Response.Whole whole && whole.status() == 200) {
            return Optional.of(exchange -> exchange.send(200, headers, whole.body()));
        }
        if (answer instanceof Response.Frames frames) {
            return Optional.of(stream(frames.messages(), headers, chunks, rate));
        }
        return Optional.empty();
    }

    private static KeptAnswer stream(List<Message> messages, Map<String, String> headers, int chunks, int rate) {
        int at = ContentFaults.textEvent(messages, Place.HALF);
        if (at < 0) {
            byte[] all = bytes(messages);
            return exchange -> sendStream(exchange, headers, all, pieces -> {}, new byte[0]);
        }
        byte[] before = bytes(messages.subList(0, at));
        byte[] after = bytes(messages.subList(at + 1, messages.size()));
        Text text = rate > 0
                ? pieces -> sendTimes(pieces, messages.get(at), chunks, rate)
                : repeated(EventFrames.bytes(messages.get(at)), chunks);
        return exchange -> sendStream(exchange, headers, before, text, after);
    }

    /** What a stream says between its beginning and its end. */
    @FunctionalInterface
    interface Text {
        void send(Exchange.Pieces pieces) throws IOException;
    }

    private static void sendStream(
            Exchange exchange, Map<String, String> headers, byte[] before, Text text, byte[] after) throws IOException {
        Exchange.Pieces pieces = exchange.begin(200, headers);
        if (before.length > 0) {
            // An empty piece would be HTTP's end of the body.
            pieces.write(before);
        }
        text.send(pieces);
        if (after.length > 0) {
            pieces.write(after);
        }
        pieces.end();
    }

    private static Text repeated(byte[] frame, int chunks) {
        int frames = Math.max(1, Math.min(chunks, BLOCK / frame.length));
        byte[] block = joined(frame, frames);
        byte[] rest = joined(frame, chunks % frames);
        return pieces -> {
            for (int left = chunks; left >= frames; left -= frames) {
                pieces.write(block);
            }
            if (rest.length > 0) {
                pieces.write(rest);
            }
        };
    }

    private static void sendTimes(Exchange.Pieces pieces, Message event, int chunks, int rate) throws IOException {
        long started = System.nanoTime();
        for (int sent = 0; sent < chunks; sent++) {
            long due = started + TimeUnit.SECONDS.toNanos(sent) / rate;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            // No white space at its end: a printer may wait with that for what follows.
            pieces.write(EventFrames.bytes(EndlessFaults.saying(event, " " + System.nanoTime() + ".")));
        }
    }

    private static byte[] bytes(List<Message> messages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        messages.forEach(message -> bytes.writeBytes(EventFrames.bytes(message)));
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[] frame, int times) {
        byte[] all = new byte[frame.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(frame, 0, all, i * frame.length, frame.length);
        }
        return all;
    }
}
