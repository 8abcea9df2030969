package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP/1.1 as clients speak it, and as they do not. */
@Timeout(20)
final class WireServerTest {
    private WireServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(ListenAddress.loopback(), exchange -> {
            Request request = exchange.request();
            String seen = request.method() + " " + request.path() + " " + request.query() + " "
                    + new String(request.body(), StandardCharsets.UTF_8);
            try {
                exchange.send(200, Map.of("X-Seen", "yes"), seen.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void connectionsAreKept() throws IOException {
        String two = "GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\nGET /d HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        assertThat(talk(two)).contains("\r\n\r\nGET /a b=c ", "\r\n\r\nGET /d  ", "X-Seen: yes");
    }

    @Test
    void bodiesComeWithALengthOrInChunks() throws IOException {
        assertThat(talk("POST / HTTP/1.1\r\nContent-Length: 5\r\nConnection: close\r\n\r\nh\u00e9llo"))
                .endsWith("POST /  h\u00e9ll");
        assertThat(talk("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        + "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: z\r\n\r\n"))
                .endsWith("POST /  abcde");
    }

    @Test
    void aClientThatWaitsIsToldToGoOn() throws IOException {
        assertThat(talk("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n");
    }

    @Test
    void whatIsNotHttpIsRefused() throws IOException {
        assertThat(talk("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(talk("hello\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(talk("POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n")).isEmpty();
        assertThat(talk("GET / HTTP/1.1\r\nnocolon\r\n\r\n")).isEmpty();
    }

    @Test
    void manyClientsAtOnce() throws Exception {
        int clients = 64;
        CountDownLatch served = new CountDownLatch(clients);
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> {
                try {
                    if (talk("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 200")) {
                        served.countDown();
                    }
                } catch (IOException e) {
                    // Not served: the latch tells.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        assertThat(served.await(15, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingEndsOpenConnections() throws IOException {
        try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            idle.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(idle.getInputStream().read()).isEqualTo('H');
            server.close();
            InputStream rest = idle.getInputStream();
            assertThat(rest.readAllBytes()).isNotNull();
        }
        assertThat(answers()).isFalse();
    }

    /** Whether anybody still answers. The kernel may take a connection while the listener is being closed. */
    private boolean answers() {
        try {
            return !talk("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aTakenPortIsSaid() {
        assertThatThrownBy(() -> WireServer.start(
                        new ListenAddress(InetAddress.getLoopbackAddress(), server.port(), null), exchange -> {}))
                .isInstanceOf(BindException.class);
    }

    private String talk(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
