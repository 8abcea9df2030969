package io.github.bedrockcli.aws;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A server on the loopback interface whose handler has the bare connection in hand, to answer well or badly. */
public final class LoopbackServer implements AutoCloseable {
    /** More clients than any test has at a time. */
    private static final int BACKLOG = 300;

    private final ServerSocket server;
    private final boolean secure;
    private volatile boolean bodies = true;
    private final Handler handler;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    /** Answers one request; returns when the connection may take the next one. */
    public interface Handler {
        void handle(Request request, Answer answer) throws IOException;
    }

    /** A request as it came; header names in lower case. */
    public record Request(String method, String target, Map<String, String> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private LoopbackServer(ServerSocket server, boolean secure, Handler handler) {
        this.server = server;
        this.secure = secure;
        this.handler = handler;
        daemon(this::accept, "loopback-accept");
    }

    public static LoopbackServer start(Handler handler) {
        try {
            return new LoopbackServer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), false, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves the bodies of requests unread. */
    public static LoopbackServer startUnread(Handler handler) {
        LoopbackServer server = start(handler);
        server.bodies = false;
        return server;
    }

    public static LoopbackServer startSecure(SSLContext context, Handler handler) {
        try {
            return new LoopbackServer(
                    context.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()),
                    true,
                    handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers every request with the same JSON. */
    public static LoopbackServer answering(int status, String json, String... headers) {
        return start((request, answer) -> answer.json(status, json, headers));
    }

    public int port() {
        return server.getLocalPort();
    }

    public URI uri() {
        return URI.create((secure ? "https" : "http") + "://localhost:" + port());
    }

    public List<Request> requests() {
        return requests;
    }

    public Request only() {
        if (requests.size() != 1) {
            throw new AssertionError(requests.size() + " requests instead of one");
        }
        return requests.get(0);
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                // A head and a body written apart would wait for an acknowledgement in between.
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                open.add(socket);
                daemon(() -> converse(socket), "loopback-connection");
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Answer answer = new Answer(socket, in);
            for (Request request = read(in); request != null && !socket.isClosed(); request = read(in)) {
                requests.add(request);
                handler.handle(request, answer);
            }
        } catch (IOException e) {
            // The client went away, or the handler cut the connection.
        } finally {
            open.remove(socket);
        }
    }

    private Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                // Not HTTP, as when a client begins with TLS.
                return null;
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        String[] words = first.split(" ");
        byte[] body = in.readNBytes(bodies ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0);
        return new Request(words[0], words[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                bytes.write(next);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The server's side of one connection. */
    public static final class Answer {
        private final Socket socket;
        private final InputStream in;

        Answer(Socket socket, InputStream in) {
            this.socket = socket;
            this.in = in;
        }

        public void json(int status, String json, String... headers) throws IOException {
            List<String> all = new ArrayList<>(List.of("Content-Type: application/json"));
            all.addAll(List.of(headers));
            whole(status, json.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
        }

        public void error(int status, String type, String message) throws IOException {
            json(status, "{\"message\":\"" + message + "\"}", "x-amzn-ErrorType: " + type, "x-amzn-RequestId: req-err");
        }

        public void whole(int status, byte[] body, String... headers) throws IOException {
            head(status, "Content-Length: " + body.length, headers);
            raw(body);
        }

        /** Begins a chunked event stream. */
        public void stream(String... headers) throws IOException {
            List<String> all = new ArrayList<>(
                    List.of("Content-Type: application/vnd.amazon.eventstream", "x-amzn-RequestId: req-1"));
            all.addAll(List.of(headers));
            head(200, "Transfer-Encoding: chunked", all.toArray(String[]::new));
        }

        public void chunk(byte[] bytes) throws IOException {
            ByteArrayOutputStream chunk = new ByteArrayOutputStream();
            chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunk.writeBytes(bytes);
            chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            raw(chunk.toByteArray());
        }

        public void end() throws IOException {
            raw("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        public void raw(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        public void raw(String text) throws IOException {
            raw(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Ends the connection as a server that shuts down does. */
        public void close() throws IOException {
            socket.close();
        }

        /** Ends the connection with a TCP reset. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Says nothing more, and returns when the client has gone. */
        public void hang() throws IOException {
            while (in.read() >= 0) {
                // What else the client sends does not matter.
            }
        }

        Socket socket() {
            return socket;
        }

        InputStream in() {
            return in;
        }

        private void head(int status, String framing, String... headers) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n" + framing + "\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            raw(head.append("\r\n").toString());
        }
    }
}
