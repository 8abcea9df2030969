package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of one reply: chunked, of a known length, or up to the end of the connection. A body that ends too early is
 * an error. Hands its connection back when it was read to its end, and closes it otherwise.
 */
final class ReplyBody extends InputStream {
    private static final int MAX_CHUNK_LINE = 4096;

    /** What becomes of the connection when the body is done with it. */
    interface Release {
        void release(boolean reusable);
    }

    private final HttpConnection connection;
    private final Release release;
    private final boolean chunked;
    private final boolean persistent;

    /** Bytes left of the body or of the current chunk; -1 when only the end of the connection tells. */
    private long remaining;

    private boolean firstChunk = true;
    private boolean released;

    private ReplyBody(HttpConnection connection, boolean chunked, long remaining, boolean persistent, Release release) {
        this.connection = connection;
        this.chunked = chunked;
        this.remaining = remaining;
        this.persistent = persistent;
        this.release = release;
    }

    static ReplyBody of(HttpHead head, boolean bodiless, HttpConnection connection, Release release)
            throws TransportException {
        boolean chunked = head.chunked() && !bodiless;
        long length =
                chunked || bodiless ? 0 : length(head.header("content-length").orElse(null), connection);
        ReplyBody body = new ReplyBody(connection, chunked, length, head.persistent() && length >= 0, release);
        if (!chunked && length == 0) {
            body.done(true);
        }
        return body;
    }

    @Override
    public int read() throws TransportException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws TransportException {
        if (released) {
            if (connection.wasCut()) {
                throw TransportException.cancelled();
            }
            return -1;
        }
        if (length == 0) {
            return 0;
        }
        if (chunked && remaining == 0 && !nextChunk()) {
            return -1;
        }
        int wanted = remaining < 0 ? length : (int) Math.min(length, remaining);
        int count = received(() -> connection.read(bytes, offset, wanted));
        if (count < 0) {
            if (remaining < 0) {
                done(false);
                return -1;
            }
            throw endedEarly();
        }
        if (remaining > 0) {
            remaining -= count;
            if (remaining == 0 && !chunked) {
                done(true);
            }
        }
        return count;
    }

    @Override
    public void close() {
        if (!released) {
            done(false);
        }
    }

    /** A connection that breaks within the reply is no reason to send the request again: the answer was made. */
    private int received(Read read) throws TransportException {
        try {
            return read.run();
        } catch (TransportException e) {
            done(false);
            throw e.retryable() ? new TransportException(e.kind(), false, String.valueOf(e.getMessage()), e) : e;
        }
    }

    private boolean nextChunk() throws TransportException {
        if (!firstChunk && !line().isEmpty()) {
            throw malformed("a chunk is longer than it said");
        }
        firstChunk = false;
        String size = line();
        int extension = size.indexOf(';');
        try {
            remaining = Long.parseLong((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
        } catch (NumberFormatException e) {
            throw malformed("a chunk has no size");
        }
        if (remaining < 0) {
            throw malformed("a chunk has no size");
        }
        if (remaining > 0) {
            return true;
        }
        while (!line().isEmpty()) {
            // Trailers say nothing that is used here.
        }
        done(true);
        return false;
    }

    private String line() throws TransportException {
        StringBuilder text = new StringBuilder();
        for (int next = received(connection::read); next != '\n'; next = received(connection::read)) {
            if (next < 0) {
                throw endedEarly();
            }
            if (text.length() > MAX_CHUNK_LINE) {
                throw malformed("a chunk has no size");
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }

    private TransportException endedEarly() {
        done(false);
        return connection.wasCut()
                ? TransportException.cancelled()
                : new TransportException(
                        Kind.NETWORK,
                        false,
                        connection.origin().host() + " closed the connection before the reply was whole",
                        null);
    }

    private TransportException malformed(String why) {
        done(false);
        return new TransportException(
                Kind.NETWORK, false, "the reply of " + connection.origin().host() + " is malformed: " + why, null);
    }

    private void done(boolean whole) {
        if (!released) {
            released = true;
            release.release(whole && persistent);
        }
    }

    private static long length(@Nullable String text, HttpConnection connection) throws TransportException {
        if (text == null) {
            return -1;
        }
        try {
            long length = Long.parseLong(text.strip().toLowerCase(Locale.ROOT));
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new TransportException(
                Kind.NETWORK, false, "the reply of " + connection.origin().host() + " has no proper length", null);
    }

    private interface Read {
        int run() throws TransportException;
    }
}
