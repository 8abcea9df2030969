package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * Reads event-stream messages one by one, as they arrive. Bytes that end within a message are an error, which the SDK's
 * own reader lets pass. Framing: a prelude of total length, header length and their CRC; headers; payload; CRC of all.
 *
 * <p>A length is believed only when the prelude's CRC is right: a damaged one would have the reader wait for megabytes
 * that nobody sends. Memory is taken as the bytes come.
 */
final class Frames {
    private static final int PRELUDE = 12;
    private static final int CRC = 4;
    /** The event stream encoding's own bounds. */
    private static final int MAX_HEADERS = 128 << 10;

    private static final int MAX_PAYLOAD = 24 << 20;
    private static final int BLOCK = 64 << 10;
    private static final int USUAL = 1 << 20;
    private static final int USUAL_HEADERS = 1 << 10;

    private final InputStream in;
    private byte[] frame = new byte[1024];
    /** How much of the next frame was taken ahead: its prelude or nothing. */
    private int ahead;

    private boolean within;
    private byte[] headerBytes = new byte[0];
    private Map<String, HeaderValue> headers = Map.of();

    Frames(InputStream in) {
        this.in = in;
    }

    /**
     * The next message, or null when the bytes ended after a whole one.
     *
     * @throws TransportException of kind {@code BROKEN_STREAM} when the bytes are no whole message, of another when none
     *     came
     */
    @Nullable
    Message next() throws IOException {
        int came = receive(ahead, PRELUDE);
        ahead = 0;
        if (came == 0) {
            return null;
        }
        if (came < PRELUDE) {
            throw broken("the stream ended within an event");
        }
        int total = length();
        if (receive(PRELUDE, total) < total) {
            throw broken("the stream ended within an event");
        }
        Message message = decoded(total);
        within = false;
        if (frame.length > USUAL) {
            // One large message is no reason to hold so much for all that follow.
            frame = new byte[BLOCK];
        }
        return message;
    }

    /** Whether the next message has come whole already: {@link #next} will not wait for it. */
    boolean isNextAtHand() {
        try {
            if (ahead == 0 && in.available() >= PRELUDE) {
                ahead = receive(0, PRELUDE);
            }
            return ahead == PRELUDE && in.available() >= length() - PRELUDE;
        } catch (IOException e) {
            // Whatever is wrong is for the next message to say.
            return false;
        }
    }

    /** Whether some of a message has come and its end has not. */
    boolean within() {
        return within;
    }

    /** Reads up to the frame's first {@code end} bytes, and tells how many there are; fewer when the stream ended. */
    private int receive(int start, int end) throws IOException {
        int count = start;
        while (count < end) {
            if (count == frame.length) {
                frame = Arrays.copyOf(frame, Math.min(end, frame.length + Math.max(frame.length, BLOCK)));
            }
            int read = in.read(frame, count, Math.min(end, frame.length) - count);
            if (read < 0) {
                return count;
            }
            count += read;
            within |= count > 0;
        }
        return count;
    }

    private int length() throws TransportException {
        ByteBuffer prelude = ByteBuffer.wrap(frame, 0, PRELUDE);
        long total = Integer.toUnsignedLong(prelude.getInt());
        long headers = Integer.toUnsignedLong(prelude.getInt());
        if (prelude.getInt() != checksum(PRELUDE - CRC)) {
            throw broken("the stream is damaged: the checksum of an event's length is wrong");
        }
        long payload = total - headers - PRELUDE - CRC;
        if (headers > MAX_HEADERS || payload < 0 || payload > MAX_PAYLOAD) {
            throw broken(
                    "the stream is damaged: an event of " + total + " bytes, " + headers + " of them for its headers");
        }
        return (int) total;
    }

    private Message decoded(int total) throws TransportException {
        if (ByteBuffer.wrap(frame, total - CRC, CRC).getInt() != checksum(total - CRC)) {
            throw broken("the stream is damaged: an event's checksum is wrong");
        }
        int payload = PRELUDE + ByteBuffer.wrap(frame).getInt(Integer.BYTES);
        if (!Arrays.equals(frame, PRELUDE, payload, headerBytes, 0, headerBytes.length)) {
            return remembered(payload, message(total));
        }
        // One event after the other has the same headers: they are read once.
        return new Message(headers, Arrays.copyOfRange(frame, payload, total - CRC));
    }

    private Message message(int total) throws TransportException {
        try {
            return Message.decode(ByteBuffer.wrap(frame, 0, total).slice());
        } catch (RuntimeException e) {
            throw new TransportException(
                    Kind.BROKEN_STREAM, false, "the stream is damaged: an event's headers cannot be read", e);
        }
    }

    private Message remembered(int payload, Message message) {
        if (payload - PRELUDE <= USUAL_HEADERS) {
            headerBytes = Arrays.copyOfRange(frame, PRELUDE, payload);
            headers = message.getHeaders();
        }
        return message;
    }

    private int checksum(int length) {
        CRC32 crc = new CRC32();
        crc.update(frame, 0, length);
        return (int) crc.getValue();
    }

    private static TransportException broken(String message) {
        return new TransportException(Kind.BROKEN_STREAM, false, message, null);
    }
}
