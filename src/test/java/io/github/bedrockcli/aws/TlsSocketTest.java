package io.github.bedrockcli.aws;

import static io.github.bedrockcli.aws.TlsWireTest.bytes;
import static io.github.bedrockcli.aws.TlsWireTest.echo;
import static io.github.bedrockcli.aws.TlsWireTest.echoed;
import static io.github.bedrockcli.aws.TlsWireTest.end;
import static io.github.bedrockcli.aws.TlsWireTest.extension;
import static io.github.bedrockcli.aws.TlsWireTest.hello;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bedrockcli.aws.TlsPeer.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a connection with TLS holds, when it is cut by another thread, and what it offers to a server. */
@Timeout(60)
final class TlsSocketTest {
    @ParameterizedTest
    @EnumSource
    void aCutEndsAHandshakeThatWaits(Way way) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (TlsPeer peer = TlsPeer.start((secured, raw) -> {
            raw.getInputStream().read();
            begun.countDown();
            raw.getInputStream().readAllBytes();
        })) {
            Socket plain = peer.connect();
            Tls tls = peer.client(way);
            CompletableFuture<Throwable> client = async(() -> peer.over(tls, plain));
            begun.await();
            plain.close();
            assertThat(client.join()).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutDuringTheCheckOfTheCertificateFailsTheHandshake(Way way) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch cut = new CountDownLatch(1);
        try (TlsPeer peer = TlsPeer.start((secured, raw) -> echo(secured))) {
            Socket plain = peer.connect();
            Tls tls = way.trusting(new Trusting(() -> {
                asked.countDown();
                cut.await();
            }));
            CompletableFuture<Throwable> client = async(() -> peer.over(tls, plain));
            asked.await();
            plain.close();
            cut.countDown();
            assertThat(client.join()).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutEndsAReadThatWaits(Way way) throws Exception {
        try (TlsPeer peer = TlsPeer.start((secured, raw) -> echo(secured))) {
            Socket plain = peer.connect();
            Tls.Secured secured = peer.over(peer.client(way), plain);
            CountDownLatch reading = new CountDownLatch(1);
            CompletableFuture<Throwable> client = async(() -> {
                reading.countDown();
                return secured.socket().getInputStream().read();
            });
            reading.await();
            plain.close();
            secured.release();
            assertThat(client.join()).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutEndsAWriteThatWaits(Way way) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (TlsPeer peer = TlsPeer.start((secured, raw) -> {
            secured.getInputStream().read();
            begun.countDown();
            over.await();
        })) {
            Socket plain = peer.connect();
            Tls.Secured secured = peer.over(peer.client(way), plain);
            CompletableFuture<Throwable> client = async(() -> {
                secured.socket().getOutputStream().write(bytes(50_000_000));
                return 0;
            });
            begun.await();
            plain.close();
            secured.release();
            assertThat(client.join()).isInstanceOf(IOException.class);
            over.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutEndsATunnelWithinATunnel(Way way) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (TlsPeer inner = TlsPeer.start((secured, raw) -> echo(secured));
                TlsPeer outer = TlsPeer.start((secured, raw) -> {
                    secured.getInputStream().read();
                    begun.countDown();
                    raw.getInputStream().readAllBytes();
                })) {
            Socket plain = outer.connect();
            Tls.Secured tunnel = outer.over(outer.client(way), plain);
            Tls tls = inner.client(way);
            CompletableFuture<Throwable> client = async(() -> inner.over(tls, tunnel.socket()));
            begun.await();
            plain.close();
            tunnel.release();
            assertThat(client.join()).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasReleasedIsNotUsedAgain(Way way) throws Exception {
        try (TlsPeer peer = TlsPeer.start((secured, raw) -> echo(secured))) {
            Socket plain = peer.connect();
            Tls.Secured secured = peer.over(peer.client(way), plain);
            plain.close();
            for (int i = 0; i < 3; i++) {
                secured.release();
                assertThat(catchThrowable(
                                () -> secured.socket().getInputStream().read()))
                        .isInstanceOf(SocketException.class);
                assertThat(catchThrowable(
                                () -> secured.socket().getOutputStream().write(1)))
                        .isInstanceOf(SocketException.class);
                secured.socket().close();
            }
        }
    }

    /** Errors go through BoringSSL's own code on their way. */
    @ParameterizedTest
    @EnumSource
    void anErrorInTheCheckComesOutAndTheNextConnectionIsMade(Way way) throws Exception {
        try (TlsPeer peer = TlsPeer.start((secured, raw) -> echo(secured))) {
            int[] calls = new int[1];
            Tls tls = way.trusting(new Trusting(() -> {
                calls[0]++;
                if (calls[0] == 1) {
                    throw new OutOfMemoryError("none left");
                }
                if (calls[0] == 2) {
                    deeper(0);
                }
                if (calls[0] == 3) {
                    throw new IllegalStateException("no check");
                }
            }));
            assertThat(catchThrowable(() -> peer.over(tls, peer.connect()))).isInstanceOf(OutOfMemoryError.class);
            assertThat(catchThrowable(() -> peer.over(tls, peer.connect()))).isInstanceOf(StackOverflowError.class);
            assertThat(catchThrowable(() -> peer.over(tls, peer.connect()))).isNotNull();
            Tls.Secured secured = peer.over(tls, peer.connect());
            assertThat(echoed(secured.socket(), bytes(10))).isEqualTo(bytes(10));
            end(secured);
        }
    }

    private static int deeper(int depth) {
        return deeper(depth + 1) + depth;
    }

    @ParameterizedTest
    @CsvSource({
        "NATIVE, bedrock.test, bedrock.test",
        "NATIVE, bedrock.test., bedrock.test",
        "NATIVE, 127.0.0.1,",
        "NATIVE, ::1,",
        "NATIVE, [::1],",
        "NATIVE, fe80::1%eth0,",
        "JDK, bedrock.test, bedrock.test",
        "JDK, 127.0.0.1,"
    })
    void theServersNameIsIndicatedAndNoAddress(Way way, String host, String name) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String indicated = extension(hello(way, host, server), 0);
            if (name == null) {
                assertThat(indicated).isNull();
            } else {
                assertThat(indicated).endsWith(HexFormat.of().formatHex(name.getBytes(StandardCharsets.US_ASCII)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NATIVE")
    void aNameThatIsTooLongForTlsIsNotIndicated(Way way) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(extension(hello(way, "a.".repeat(130) + "test", server), 0))
                    .isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingOlderThanTls12IsOffered(Way way) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            byte[] hello = hello(way, "bedrock.test", server);
            assertThat(extension(hello, 43)).isEqualTo("0403040303");
            // Certificates compressed, and data before the handshake is over: none of it.
            assertThat(extension(hello, 27)).isNull();
            assertThat(extension(hello, 42)).isNull();
        }
    }

    /** What keeps old traffic secret: of RSA, which does not, nothing; nor of 3DES and RC4. */
    @ParameterizedTest
    @EnumSource(names = "NATIVE")
    void onlyCiphersWithForwardSecrecyAreOffered(Way way) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            byte[] hello = hello(way, "bedrock.test", server);
            int at = 38 + 1 + hello[38];
            int length = (hello[at] & 0xff) << 8 | hello[at + 1] & 0xff;
            assertThat(HexFormat.of().formatHex(hello, at + 2, at + 2 + length))
                    .isEqualTo("130113021303c02bc02fc02cc030cca9cca8c009c013c00ac014");
        }
    }

    /** Something to do in the place of a check. */
    private interface Check {
        void run() throws Exception;
    }

    private static CompletableFuture<Throwable> async(java.util.concurrent.Callable<?> task) {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        LoopbackServer.daemon(() -> outcome.complete(catchThrowable(task::call)), "tls-client");
        return outcome;
    }

    /** Trusts everyone, after something else. */
    private static final class Trusting extends X509ExtendedTrustManager {
        private final Check check;

        Trusting(Check check) {
            this.check = check;
        }

        private void check() throws CertificateException {
            try {
                check.run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new CertificateException(e);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("no server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
