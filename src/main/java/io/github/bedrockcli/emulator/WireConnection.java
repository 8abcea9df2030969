package io.github.bedrockcli.emulator;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection: reads requests from it one after the other and writes the answers (RFC 9112). */
final class WireConnection implements Exchange {
    private static final int MAX_LINE = 32_768;
    private static final int MAX_HEADERS = 200;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private @Nullable Request request;
    private boolean reusable = true;
    private boolean answered;

    WireConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16_384);
        this.out = new BufferedOutputStream(socket.getOutputStream(), 16_384);
    }

    /** Reads the next request; false when the client has closed the connection, or sent what is not HTTP/1.1. */
    boolean next() throws IOException {
        request = null;
        answered = false;
        String line = readLine();
        if (line == null) {
            return false;
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.") || !parts[1].startsWith("/")) {
            refuse();
            return false;
        }
        Map<String, List<String>> headers = readHeaders();
        reusable = parts[2].equals("HTTP/1.1") && !first(headers, "connection").equalsIgnoreCase("close");
        if (first(headers, "expect").equalsIgnoreCase("100-continue")) {
            write("HTTP/1.1 100 Continue\r\n\r\n");
            out.flush();
        }
        request = new Request(parts[0], parts[1], headers, readBody(headers));
        return true;
    }

    /** Whether another request may come on this connection. */
    boolean reusable() {
        return reusable && answered;
    }

    @Override
    public Request request() {
        Request current = request;
        if (current == null) {
            throw new IllegalStateException("no request has been read");
        }
        return current;
    }

    @Override
    public void send(int status, Map<String, String> headers, byte[] body) throws IOException {
        head(status, headers);
        write("Content-Length: " + body.length + "\r\n\r\n");
        if (!request().method().equals("HEAD")) {
            out.write(body);
        }
        out.flush();
        answered = true;
    }

    @Override
    public Pieces begin(int status, Map<String, String> headers) throws IOException {
        head(status, headers);
        write("Transfer-Encoding: chunked\r\n\r\n");
        out.flush();
        return new Chunks();
    }

    @Override
    public Pieces begin(int status, Map<String, String> headers, long length) throws IOException {
        head(status, headers);
        write("Content-Length: " + length + "\r\n\r\n");
        out.flush();
        return new Counted(length);
    }

    /** A client that sends more in the meantime ends the pause: none of those that wait for an answer does. */
    @Override
    public void pause(Duration duration) throws IOException {
        int milliseconds = Math.toIntExact(duration.toMillis());
        if (milliseconds == 0) {
            return; // To a socket it would mean for ever.
        }
        socket.setSoTimeout(milliseconds);
        in.mark(1);
        try {
            if (in.read() < 0) {
                throw new EOFException("the client went away");
            }
            in.reset();
        } catch (SocketTimeoutException e) {
            // The pause is over.
        } finally {
            socket.setSoTimeout(0);
        }
    }

    @Override
    public void hold() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Pieces behind a Content-Length, true or not. */
    private final class Counted implements Pieces {
        private final long length;
        private long written;

        Counted(long length) {
            this.length = length;
        }

        @Override
        public void write(byte[] piece) throws IOException {
            out.write(piece);
            out.flush();
            written += piece.length;
        }

        @Override
        public void end() {
            answered = written == length;
        }
    }

    /** Pieces in HTTP's chunked coding. */
    private final class Chunks implements Pieces {
        @Override
        public void write(byte[] piece) throws IOException {
            WireConnection.this.write(Integer.toHexString(piece.length) + "\r\n");
            out.write(piece);
            WireConnection.this.write("\r\n");
            out.flush();
        }

        @Override
        public void end() throws IOException {
            WireConnection.this.write("0\r\n\r\n");
            out.flush();
            answered = true;
        }
    }

    private void refuse() throws IOException {
        write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        out.flush();
    }

    private void head(int status, Map<String, String> headers) throws IOException {
        write("HTTP/1.1 " + status + " " + reason(status) + "\r\n");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            write(header.getKey() + ": " + header.getValue() + "\r\n");
        }
        if (!reusable) {
            write("Connection: close\r\n");
        }
    }

    private void write(String ascii) throws IOException {
        out.write(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Map<String, List<String>> readHeaders() throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int count = 0; count < MAX_HEADERS; count++) {
            String line = readLine();
            if (line == null) {
                throw new EOFException("the request ended in its headers");
            }
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new IOException("a header without a name");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        throw new IOException("more than " + MAX_HEADERS + " headers");
    }

    private byte[] readBody(Map<String, List<String>> headers) throws IOException {
        if (first(headers, "transfer-encoding").equalsIgnoreCase("chunked")) {
            return readChunks();
        }
        String length = first(headers, "content-length");
        if (length.isEmpty()) {
            return new byte[0];
        }
        try {
            return readExactly(Integer.parseInt(length));
        } catch (NumberFormatException e) {
            throw new IOException("a content length that is not a number", e);
        }
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String line = readLine();
            if (line == null) {
                throw new EOFException("the request ended in its body");
            }
            int size = chunkSize(line);
            if (size == 0) {
                skipTrailers();
                return body.toByteArray();
            }
            body.writeBytes(readExactly(size));
            if (body.size() > Request.MAX_KEPT) {
                throw new IOException("a body of more than " + Request.MAX_KEPT + " bytes");
            }
            readLine();
        }
    }

    private void skipTrailers() throws IOException {
        String line = readLine();
        while (line != null && !line.isEmpty()) {
            line = readLine();
        }
    }

    private static int chunkSize(String line) throws IOException {
        int end = line.indexOf(';');
        try {
            return Integer.parseInt((end < 0 ? line : line.substring(0, end)).strip(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("a chunk size that is not a number", e);
        }
    }

    private byte[] readExactly(int size) throws IOException {
        if (size < 0 || size > Request.MAX_KEPT) {
            throw new IOException("a body of more than " + Request.MAX_KEPT + " bytes");
        }
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the request ended in its body");
        }
        return bytes;
    }

    /** A line without its end, or null at the end of the connection. */
    private @Nullable String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(next);
            if (line.size() > MAX_LINE) {
                throw new IOException("a line of more than " + MAX_LINE + " bytes");
            }
        }
        return null;
    }

    private static String first(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> status >= 500 ? "Server Error" : "Status";
        };
    }
}
