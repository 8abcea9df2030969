package io.github.bedrockcli.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Replies as they are on the wire: HTTP around event-stream messages. */
final class Wire {
    static final String EVENT_STREAM = "Content-Type: application/vnd.amazon.eventstream\r\n";

    private Wire() {}

    /**
     * Status 200 with these header lines; the body follows. Says that the connection ends with the reply: a client that kept
     * it would send its next request into a connection just being closed.
     */
    static byte[] head(String headers) {
        return ("HTTP/1.1 200 OK\r\nx-amzn-RequestId: req-1\r\nConnection: close\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** An event stream as the service sends it, up to its proper end: an HTTP chunk for each frame. */
    static byte[] whole(List<byte[]> frames) {
        return joined(unfinished(frames), "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** The same without the end of HTTP's own. */
    static byte[] unfinished(List<byte[]> frames) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(head(EVENT_STREAM + "Transfer-Encoding: chunked\r\n"));
        for (byte[] frame : frames) {
            wire.writeBytes((Integer.toHexString(frame.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            wire.writeBytes(frame);
            wire.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return wire.toByteArray();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
