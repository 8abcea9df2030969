package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of one reply: chunked, of a known length, or up to the end of the connection. A body that ends too early is
 * an error. Hands its connection back when it was read to its end, and closes it otherwise.
 */
final class ReplyBody extends InputStream {
    private static final int MAX_CHUNK_LINE = 4096;
    private static final int MAX_TRAILERS = 100;
    private static final int MAX_PEEKED = 1 << 26;
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9A-Fa-f]{1,15})[ \t]*(?:;.*)?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

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
        List<String> codings = bodiless ? List.of() : head.values("transfer-encoding");
        boolean chunked = !codings.isEmpty();
        if (chunked && !codings.equals(List.of("chunked"))) {
            throw malformed(connection, "it is coded in a way that was not asked for");
        }
        List<String> lengths = head.values("content-length");
        long length = chunked || bodiless ? 0 : length(lengths, connection);
        // A length beside chunks may be somebody's attempt to smuggle a second reply in (RFC 9112, 6.3).
        boolean persistent = head.persistent() && length >= 0 && !(chunked && !lengths.isEmpty());
        ReplyBody body = new ReplyBody(connection, chunked, length, persistent, release);
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

    /** Bytes of the body that are here, up to the end of a chunk. */
    @Override
    public int available() {
        if (released) {
            return 0;
        }
        if (chunked && remaining == 0) {
            return nextChunkAtHand();
        }
        return remaining < 0 ? connection.buffered() : (int) Math.min(remaining, connection.buffered());
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
            throw e.retryable() ? e.lost() : e;
        }
    }

    private boolean nextChunk() throws TransportException {
        if (!firstChunk && !line().isEmpty()) {
            throw malformed("a chunk is longer than it said");
        }
        firstChunk = false;
        Matcher size = CHUNK_SIZE.matcher(line());
        if (!size.matches()) {
            throw malformed("a chunk has no size");
        }
        remaining = Long.parseLong(size.group(1), 16);
        if (remaining > 0) {
            return true;
        }
        // Trailers say nothing that is used here.
        for (int trailers = 0; !line().isEmpty(); trailers++) {
            if (trailers == MAX_TRAILERS) {
                throw malformed("its trailers have no end");
            }
        }
        done(true);
        return false;
    }

    /** How much of the next chunk is here, by a look at what has come; 0 where that is not plain to see. */
    private int nextChunkAtHand() {
        int at = firstChunk ? 0 : 2;
        long size = 0;
        for (int digit = Character.digit(connection.peek(at), 16); digit >= 0 && size < MAX_PEEKED; ) {
            size = 16 * size + digit;
            digit = Character.digit(connection.peek(++at), 16);
        }
        return connection.peek(at) == '\r' && connection.peek(at + 1) == '\n'
                ? (int) Math.min(size, connection.buffered() - at - 2)
                : 0;
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
            text.append((char) next);
        }
        int end = text.length() - 1;
        return end >= 0 && text.charAt(end) == '\r' ? text.substring(0, end) : text.toString();
    }

    private TransportException endedEarly() {
        done(false);
        return connection.wasCut()
                ? TransportException.cancelled()
                : TransportException.lost(
                        Kind.NETWORK,
                        connection.origin().host() + " closed the connection before the reply was whole",
                        null);
    }

    private TransportException malformed(String why) {
        done(false);
        return malformed(connection, why);
    }

    private static TransportException malformed(HttpConnection connection, String why) {
        return new TransportException(
                Kind.NETWORK, false, "the reply of " + connection.origin().host() + " is malformed: " + why, null);
    }

    private void done(boolean whole) {
        if (!released) {
            released = true;
            release.release(whole && persistent);
        }
    }

    private static long length(List<String> values, HttpConnection connection) throws TransportException {
        List<String> different = values.stream().distinct().toList();
        if (different.isEmpty()) {
            return -1;
        }
        if (different.size() > 1 || !LENGTH.matcher(different.get(0)).matches()) {
            throw malformed(connection, "it has no proper length");
        }
        return Long.parseLong(different.get(0));
    }

    private interface Read {
        int run() throws TransportException;
    }
}
