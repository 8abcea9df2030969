package io.github.bedrockcli.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Speaks to an emulator over a bare socket, with an API key, and sees how a connection ends. */
final class RawClient {
    private final URI endpoint;

    RawClient(Emulator emulator) {
        this.endpoint = emulator.endpoint();
    }

    /** How a connection ended. */
    enum End {
        CLOSED,
        RESET
    }

    /** What came before the end. */
    record Reply(byte[] bytes, End end) {
        String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        int status() {
            return Integer.parseInt(text().split(" ", 3)[1]);
        }

        String header(String name) {
            return head().lines()
                    .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }

        /** Behind the headers, as it came over the wire. */
        byte[] body() {
            int from = text().indexOf("\r\n\r\n") + 4;
            return Arrays.copyOfRange(bytes, from, bytes.length);
        }

        /** The pieces of a chunked body, joined. */
        byte[] pieces() {
            byte[] body = body();
            ByteArrayOutputStream pieces = new ByteArrayOutputStream();
            int at = 0;
            while (at < body.length) {
                int line = at;
                while (body[line] != '\r') {
                    line++;
                }
                int size = Integer.parseInt(new String(body, at, line - at, StandardCharsets.US_ASCII), 16);
                pieces.write(body, line + 2, size);
                at = line + 2 + size + 2;
            }
            return pieces.toByteArray();
        }

        /** Whether the chunked body came to its proper end. */
        boolean whole() {
            return text().endsWith("\r\n0\r\n\r\n");
        }

        private String head() {
            String text = text();
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? text : text.substring(0, end);
        }
    }

    /** Sends a request and reads until the end of the connection. */
    Reply post(String path, String body) throws IOException {
        try (Socket socket = open(path, body)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(bytes);
                return new Reply(bytes.toByteArray(), End.CLOSED);
            } catch (IOException e) {
                return new Reply(bytes.toByteArray(), End.RESET);
            }
        }
    }

    /** Sends a request; the reply is read by the caller. */
    Socket open(String path, String body) throws IOException {
        Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + "Authorization: Bearer " + Keyring.BEARER_KEY + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return socket;
    }

    /** Reads until {@code text} has come; the rest waits. */
    static String readTo(InputStream in, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new AssertionError("ended before '" + text + "': " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }
}
