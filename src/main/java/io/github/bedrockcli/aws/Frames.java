package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import software.amazon.eventstream.Message;

/**
 * Reads event-stream messages one by one, as they arrive. Bytes that end within a message are an error, which the SDK's
 * own reader lets pass. Framing: total length, header length, CRC, headers, payload, CRC.
 */
final class Frames {
    /** Prelude (12 bytes) and closing CRC (4 bytes). */
    private static final int MIN_FRAME = 16;
    /** The event stream encoding's own bounds: 128 KiB of headers and 24 MiB of payload. */
    private static final int MAX_FRAME = MIN_FRAME + (128 << 10) + (24 << 20);

    private final InputStream in;

    Frames(InputStream in) {
        this.in = in;
    }

    /** The next message, or null when the bytes ended after a whole one. */
    @Nullable
    Message next() throws IOException {
        byte[] length = in.readNBytes(4);
        if (length.length == 0) {
            return null;
        }
        if (length.length < 4) {
            throw broken("the stream ended within an event");
        }
        int total = ByteBuffer.wrap(length).getInt();
        if (total < MIN_FRAME || total > MAX_FRAME) {
            throw broken("the stream is damaged: an event of " + Integer.toUnsignedString(total) + " bytes");
        }
        byte[] frame = new byte[total];
        System.arraycopy(length, 0, frame, 0, 4);
        if (in.readNBytes(frame, 4, total - 4) < total - 4) {
            throw broken("the stream ended within an event");
        }
        try {
            return Message.decode(ByteBuffer.wrap(frame));
        } catch (RuntimeException e) {
            throw new TransportException(
                    Kind.BROKEN_STREAM, false, "the stream is damaged: an event's checksum is wrong", e);
        }
    }

    private static TransportException broken(String message) {
        return new TransportException(Kind.BROKEN_STREAM, false, message, null);
    }
}
