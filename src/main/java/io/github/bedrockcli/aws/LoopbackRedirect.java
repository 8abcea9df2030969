package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser is sent back to at the end of a sign-in: a port of 127.0.0.1 that takes one request, the one that knows
 * the state, and turns all others away. A browser may open connections that it never uses, so each has a thread and
 * little time. Nothing that comes in is logged or shown.
 */
final class LoopbackRedirect implements AutoCloseable {
    private static final String PATH = "/oauth/callback";
    private static final int MOST = 16_384;
    /** For a whole request: one that never comes must not keep another waiting. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Connections that are talked to at a time. */
    private static final int MOST_AT_ONCE = 64;

    private final ServerSocket server;
    private final String state;
    private final CompletableFuture<Map<String, String>> arrived = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(MOST_AT_ONCE, task -> {
        Thread thread = new Thread(task, "sign-in-redirect");
        thread.setDaemon(true);
        return thread;
    });

    private LoopbackRedirect(ServerSocket server, String state) {
        this.server = server;
        this.state = state;
        Thread accepting = new Thread(this::accept, "sign-in-listener");
        accepting.setDaemon(true);
        accepting.start();
    }

    static LoopbackRedirect open(String state) throws IOException {
        ServerSocket server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        return new LoopbackRedirect(server, state);
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort() + PATH;
    }

    /**
     * Waits for the browser.
     *
     * @throws BedrockException when it does not come, or brings a refusal
     */
    String code(Duration patience, SsoSession session) {
        try {
            Map<String, String> query = arrived.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            String code = query.get("code");
            if (code != null) {
                return code;
            }
            throw refused(query);
        } catch (TimeoutException e) {
            throw SsoRefusals.ranOut(session);
        } catch (InterruptedException e) {
            throw SsoRefusals.interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            server.close();
        } catch (IOException e) {
            // It ends with the process at the latest.
        }
    }

    private static BedrockException refused(Map<String, String> query) {
        String error = WebAddress.printable(query.getOrDefault("error", ""));
        String description = WebAddress.printable(query.getOrDefault("error_description", ""));
        String words = description.isBlank() ? error : error + ": " + Text.firstLine(description);
        boolean denied = error.equals("access_denied");
        return BedrockException.of(
                        denied ? Kind.ACCESS_DENIED : Kind.REFUSED,
                        (denied ? "the sign-in was denied in the browser (" : "the sign-in page refused (") + words
                                + ")")
                .fix("sign in again, or with --use-device-code")
                .build();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> converse(socket));
            } catch (IOException | java.util.concurrent.RejectedExecutionException e) {
                // Closed, or a connection that broke before it was one.
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            String head = head(socket);
            if (head != null) {
                answer(socket, head);
            }
        } catch (IOException e) {
            // The browser went away; it may come again.
        }
    }

    private void answer(Socket socket, String head) throws IOException {
        String[] words = head.lines().findFirst().orElse("").split(" ", -1);
        String target = words.length == 3 ? words[1] : "";
        int mark = target.indexOf('?');
        if (!ours(head) || !(mark < 0 ? target : target.substring(0, mark)).equals(PATH)) {
            page(socket, "404 Not Found", "There is nothing here.");
            return;
        }
        if (!words[0].equals("GET")) {
            page(socket, "405 Method Not Allowed", "There is nothing here.");
            return;
        }
        Map<String, String> query = query(mark < 0 ? "" : target.substring(mark + 1));
        String code = query.getOrDefault("code", "");
        boolean known = same(query.getOrDefault("state", ""));
        if (known && !code.isEmpty()) {
            page(
                    socket,
                    "200 OK",
                    "The browser's part is done. The terminal says whether the sign-in succeeded; this page can be"
                            + " closed.");
            arrived.complete(Map.of("code", code));
        } else if (query.containsKey("error") && (known || !query.containsKey("state"))) {
            page(socket, "200 OK", "The sign-in was refused. The terminal says more; this page can be closed.");
            query.remove("code");
            arrived.complete(query);
        } else {
            page(socket, "400 Bad Request", "This does not belong to the sign-in that the terminal waits for.");
        }
    }

    /** A web page elsewhere may bring a browser here under a name of its own; that is not where it was sent. */
    private boolean ours(String head) {
        int port = server.getLocalPort();
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("host:"))
                .map(line -> line.substring("host:".length()).strip())
                .anyMatch(host -> host.equals("127.0.0.1:" + port) || host.equals("localhost:" + port));
    }

    private boolean same(String given) {
        return MessageDigest.isEqual(state.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** Up to the empty line; null when it does not come or is too far away. */
    private static @Nullable String head(Socket socket) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int last = 0;
        while (bytes.size() < MOST) {
            // Also for one that sends a byte now and then; none would be no limit at all.
            socket.setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
            int next = in.read();
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                bytes.write(next);
                if (next == '\n' && last == '\n') {
                    return bytes.toString(StandardCharsets.ISO_8859_1);
                }
                last = next;
            }
        }
        return null;
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String part : text.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                try {
                    query.putIfAbsent(
                            part.substring(0, equals),
                            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    // Not encoded as a query is: counts as not given.
                }
            }
        }
        return query;
    }

    private static void page(Socket socket, String status, String words) throws IOException {
        byte[] body = ("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>bedrock login</title>"
                        + "</head><body><p>" + words + "</p></body></html>\n")
                .getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
                + body.length + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n"
                + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
    }
}
