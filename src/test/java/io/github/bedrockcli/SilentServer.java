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

/** A server on the loopback address that begins an event stream and then says nothing more. */
final class SilentServer implements AutoCloseable {
    private final ServerSocket server;
    private final CountDownLatch begun = new CountDownLatch(1);

    private SilentServer(ServerSocket server) {
        this.server = server;
    }

    static SilentServer start() throws IOException {
        SilentServer silent = new SilentServer(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(silent::serve, "silent-server");
        thread.setDaemon(true);
        thread.start();
        return silent;
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Whether an answer was begun within so many seconds. */
    boolean awaitRequest(long seconds) throws InterruptedException {
        return begun.await(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            in.read(new byte[1 << 16]);
            out.write("""
                    HTTP/1.1 200 OK\r
                    Content-Type: application/vnd.amazon.eventstream\r
                    Transfer-Encoding: chunked\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            begun.countDown();
            while (in.read() >= 0) {
                // Waits until the client goes away.
            }
        } catch (IOException e) {
            // The client, or the test, is done.
        }
    }
}
