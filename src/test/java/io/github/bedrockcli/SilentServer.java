package io.github.bedrockcli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server on the loopback address that begins an answer to each request, or not even that, and then says nothing more. */
final class SilentServer implements AutoCloseable {
    private static final String EVENT_STREAM = """
            HTTP/1.1 200 OK\r
            Content-Type: application/vnd.amazon.eventstream\r
            Transfer-Encoding: chunked\r
            \r
            """;

    private final ServerSocket server;
    private final byte[] beginning;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    private SilentServer(ServerSocket server, byte[] beginning) {
        this.server = server;
        this.beginning = beginning;
    }

    /** Begins an event stream that has no event. */
    static SilentServer start() throws IOException {
        return start(EVENT_STREAM.getBytes(StandardCharsets.US_ASCII));
    }

    /** Never answers. */
    static SilentServer mute() throws IOException {
        return start(new byte[0]);
    }

    /** Begins an event stream with these frames. */
    static SilentServer after(byte[] frames) throws IOException {
        byte[] head = (EVENT_STREAM + Integer.toHexString(frames.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = java.util.Arrays.copyOf(head, head.length + frames.length + 2);
        System.arraycopy(frames, 0, bytes, head.length, frames.length);
        bytes[bytes.length - 2] = '\r';
        bytes[bytes.length - 1] = '\n';
        return start(bytes);
    }

    /** Begins each answer with these bytes. */
    static SilentServer start(byte[] beginning) throws IOException {
        SilentServer silent = new SilentServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), beginning);
        thread(silent::accept);
        return silent;
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Whether an answer was begun within so many seconds. */
    boolean awaitRequest(long seconds) throws InterruptedException {
        return begun.await(seconds, TimeUnit.SECONDS);
    }

    /** Whether a client closed or reset its connection within so many seconds. */
    boolean awaitLeaving(long seconds) throws InterruptedException {
        return left.await(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                thread(() -> serve(socket));
            } catch (IOException e) {
                // The test is done.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            in.read(new byte[1 << 16]);
            out.write(beginning);
            out.flush();
            begun.countDown();
            while (in.read() >= 0) {
                // Waits until the client goes away.
            }
        } catch (IOException e) {
            // The client, or the test, is done.
        }
        left.countDown();
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "silent-server");
        thread.setDaemon(true);
        thread.start();
    }
}
