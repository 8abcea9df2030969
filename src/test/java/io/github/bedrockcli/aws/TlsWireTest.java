package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.TlsPeer.Way;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS by BoringSSL and by the JDK, to a server of the JDK's, over wires good and bad: both do the same. */
@Timeout(60)
final class TlsWireTest {
    private static final int LARGE = 25_000_000;

    static Stream<Arguments> waysAndProtocols() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of("TLSv1.3", "TLSv1.2").map(protocol -> Arguments.of(way, protocol)));
    }

    @ParameterizedTest
    @MethodSource("waysAndProtocols")
    void bytesGoBothWaysWholeInOddSizes(Way way, String protocol) throws Exception {
        try (TlsPeer peer = TlsPeer.start(protocol, (secured, raw) -> echo(secured))) {
            Tls.Secured secured = peer.open(way);
            assertThat(secured.protocol()).isEqualTo(protocol);
            for (int size : new int[] {1, 0, 2, 16_383, 16_384, 16_385, 40_000, 1_048_577}) {
                assertThat(echoed(secured.socket(), bytes(size))).isEqualTo(bytes(size));
            }
            end(secured);
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndProtocols")
    void aLargeBodyArrivesWhole(Way way, String protocol) throws Exception {
        try (TlsPeer peer = TlsPeer.start(protocol, (secured, raw) -> {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            InputStream in = secured.getInputStream();
            byte[] block = new byte[50_000];
            for (int left = LARGE; left > 0; ) {
                int count = in.read(block);
                digest.update(block, 0, count);
                left -= count;
            }
            secured.getOutputStream().write(digest.digest());
        })) {
            Tls.Secured secured = peer.open(way);
            byte[] body = bytes(LARGE);
            secured.socket().getOutputStream().write(body);
            assertThat(secured.socket().getInputStream().readNBytes(32))
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest(body));
            end(secured);
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndProtocols")
    void bytesMayComeOneAtATime(Way way, String protocol) throws Exception {
        try (TlsPeer peer = TlsPeer.start(protocol, (secured, raw) -> echo(secured))) {
            Tls.Secured secured = peer.over(peer.client(way), new ChoppedSocket(peer.connect()).atMost(1));
            assertThat(echoed(secured.socket(), bytes(40_000))).isEqualTo(bytes(40_000));
            end(secured);
        }
    }

    /** As a pause between two bytes that is longer than the time-out, in the middle of a record. */
    @ParameterizedTest
    @MethodSource("waysAndProtocols")
    void timeOutsLoseNothing(Way way, String protocol) throws Exception {
        try (TlsPeer peer = TlsPeer.start(protocol, (secured, raw) -> echo(secured))) {
            ChoppedSocket chopped = new ChoppedSocket(peer.connect());
            Tls.Secured secured = peer.over(peer.client(way), chopped);
            DataOutputStream out = new DataOutputStream(secured.socket().getOutputStream());
            out.writeInt(20_000);
            out.write(bytes(20_000));
            chopped.atMost(777).late();
            byte[] all = new byte[20_000];
            int late = 0;
            for (int count = 0; count < all.length; ) {
                try {
                    count += secured.socket().getInputStream().read(all, count, all.length - count);
                } catch (SocketTimeoutException e) {
                    late++;
                }
            }
            assertThat(all).isEqualTo(bytes(20_000));
            assertThat(late).isGreaterThan(20);
            end(secured);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSilenceAfterTheHandshakeTimesOutAndReadingGoesOn(Way way) throws Exception {
        try (TlsPeer peer = TlsPeer.start((secured, raw) -> echo(secured))) {
            Tls.Secured secured = peer.open(way);
            Socket socket = secured.socket();
            socket.setSoTimeout(20);
            for (int i = 0; i < 3; i++) {
                assertThat(catchThrowable(() -> socket.getInputStream().read()))
                        .isInstanceOf(SocketTimeoutException.class);
            }
            socket.setSoTimeout(TlsPeer.MILLIS);
            assertThat(echoed(socket, bytes(10))).isEqualTo(bytes(10));
            end(secured);
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndProtocols")
    void anEndAnywhereInTheHandshakeIsABrokenConnection(Way way, String protocol) throws Exception {
        eachCut(way, protocol, null);
    }

    @ParameterizedTest
    @MethodSource("waysAndProtocols")
    void aResetAnywhereInTheHandshakeIsABrokenConnection(Way way, String protocol) throws Exception {
        eachCut(way, protocol, new SocketException("Connection reset"));
    }

    private static void eachCut(Way way, String protocol, IOException failure) throws Exception {
        try (TlsPeer peer = TlsPeer.start(
                protocol, (secured, raw) -> secured.getInputStream().read())) {
            Tls tls = peer.client(way);
            ChoppedSocket counted = new ChoppedSocket(peer.connect()).atMost(1);
            end(peer.over(tls, counted));
            // Signatures are not all of one length.
            int last = counted.taken() - 10;
            List<String> outcomes = new ArrayList<>();
            for (int n = 0; n < last; n += n < 48 ? 1 : 11) {
                try (Socket plain = peer.connect()) {
                    ChoppedSocket cut = new ChoppedSocket(plain).endAfter(n, failure);
                    IOException e = catchThrowableOfType(IOException.class, () -> peer.over(tls, cut));
                    assertThat(e).as("after " + n).isNotNull();
                    outcomes.add(HttpConnection.broke(e) + ": " + Text.reason(e));
                }
            }
            assertThat(outcomes)
                    .containsOnly(
                            failure == null ? "true: SSL peer shut down incorrectly" : "true: " + failure.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatSaysNothingTimesOut(Way way) throws Exception {
        try (TlsPeer peer = TlsPeer.start((secured, raw) -> raw.getInputStream().readAllBytes());
                Socket plain = peer.connect()) {
            Tls tls = peer.client(way);
            assertThat(catchThrowable(() -> tls.over(plain, "localhost", peer.port(), 50)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    static Stream<Arguments> noTls() {
        byte[] random = new byte[5000];
        new Random(5).nextBytes(random);
        List<byte[]> replies = List.of(
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                "SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[300],
                random,
                HexFormat.of().parseHex("160303ffff" + "00".repeat(70_000)),
                HexFormat.of().parseHex("16030300040200ffff" + "00".repeat(70_000)),
                // Of TLS 1.1; no_application_protocol as an alert.
                HexFormat.of().parseHex("160302002a0200002603025a" + "5a".repeat(31) + "00c00900"),
                HexFormat.of().parseHex("15030300020278"));
        return Stream.of(Way.values()).flatMap(way -> replies.stream().map(reply -> Arguments.of(way, reply)));
    }

    @ParameterizedTest
    @MethodSource("noTls")
    void whatIsNoTlsOrTooOldIsRefusedForGood(Way way, byte[] reply) throws Exception {
        try (TlsPeer peer = TlsPeer.start((secured, raw) -> {
                    raw.getInputStream().read();
                    raw.getOutputStream().write(reply);
                    raw.getInputStream().readAllBytes();
                });
                Socket plain = peer.connect()) {
            Tls tls = peer.client(way);
            IOException failure = catchThrowableOfType(IOException.class, () -> peer.over(tls, plain));
            assertThat(failure).isInstanceOf(SSLException.class);
            assertThat(HttpConnection.broke(failure)).isFalse();
            assertThat(failure.getMessage()).isNotBlank();
        }
    }

    /** Names and numbers of RFC 8446, 6.2. */
    @ParameterizedTest
    @CsvSource({
        "40, handshake_failure",
        "70, protocol_version",
        "71, insufficient_security",
        "80, internal_error",
        "112, unrecognized_name"
    })
    void aServersRefusalIsToldInTheSameWords(int number, String name) throws Exception {
        for (Way way : Way.values()) {
            try (TlsPeer peer = TlsPeer.start((secured, raw) -> {
                        raw.getInputStream().read();
                        raw.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, (byte) number});
                        raw.getInputStream().readAllBytes();
                    });
                    Socket plain = peer.connect()) {
                Tls tls = peer.client(way);
                IOException failure = catchThrowableOfType(IOException.class, () -> peer.over(tls, plain));
                assertThat(failure).hasMessageEndingWith("Received fatal alert: " + name);
                assertThat(HttpConnection.broke(failure)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void serversOfTls12WithKeysOfEitherKindAreSpokenTo(Way way) throws Exception {
        TestAuthority rsa = TestAuthority.rsa("leaf", 2048).server("localhost");
        TestAuthority elliptic = TestAuthority.named("leaf").server("localhost");
        for (String suite : List.of(
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
                "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA")) {
            try (TlsPeer peer = TlsPeer.start(
                    suite.contains("RSA_WITH") && !suite.contains("ECDSA") ? rsa : elliptic,
                    socket -> {
                        socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                        socket.setEnabledCipherSuites(new String[] {suite});
                    },
                    (secured, raw) -> echo(secured))) {
                Tls.Secured secured = peer.open(way);
                assertThat(secured.protocol()).isEqualTo("TLSv1.2");
                assertThat(echoed(secured.socket(), bytes(100_000))).as(suite).isEqualTo(bytes(100_000));
                end(secured);
            }
        }
    }

    /** X25519, and the curves of NIST with 256, 384 and 521 bits, for servers that insist on one (RFC 8446, 4.2.7). */
    @ParameterizedTest
    @EnumSource
    void allUsualCurvesAreOffered(Way way) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(extension(hello(way, "localhost", server), 10)).contains("001d", "0017", "0018", "0019");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServersChangesOfKeysAreFollowed(Way way) throws Exception {
        try (TlsPeer peer = TlsPeer.start("TLSv1.3", (secured, raw) -> {
            DataInputStream in = new DataInputStream(secured.getInputStream());
            for (int round = in.readInt(); round > 0; round--) {
                // The JDK's way to change keys, and to ask that the other side does.
                secured.startHandshake();
                secured.getOutputStream().write(in.readNBytes(30_000));
            }
        })) {
            Tls.Secured secured = peer.open(way);
            new DataOutputStream(secured.socket().getOutputStream()).writeInt(50);
            for (int round = 0; round < 50; round++) {
                secured.socket().getOutputStream().write(bytes(30_000));
                assertThat(secured.socket().getInputStream().readNBytes(30_000)).isEqualTo(bytes(30_000));
            }
            assertThat(secured.socket().getInputStream().read()).isEqualTo(-1);
            end(secured);
        }
    }

    /** As TLS 1.2 has it and 1.3 has not: in the middle of a connection the server could show another certificate. */
    @ParameterizedTest
    @EnumSource(names = "NATIVE")
    void anotherHandshakeWithinAConnectionIsRefused(Way way) throws Exception {
        try (TlsPeer peer = TlsPeer.start("TLSv1.2", (secured, raw) -> {
            secured.getInputStream().read();
            secured.startHandshake();
            echo(secured);
        })) {
            Tls.Secured secured = peer.open(way);
            secured.socket().getOutputStream().write(1);
            assertThat(catchThrowable(() -> secured.socket().getInputStream().read()))
                    .isInstanceOf(SSLException.class)
                    .hasMessage("no renegotiation");
            end(secured);
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndProtocols")
    void anEndIsAnEndWhetherSaidOrNot(Way way, String protocol) throws Exception {
        for (boolean said : new boolean[] {true, false}) {
            try (TlsPeer peer = TlsPeer.start(protocol, (secured, raw) -> {
                secured.getOutputStream().write(bytes(20_000));
                if (!said) {
                    raw.shutdownOutput();
                    raw.getInputStream().readAllBytes();
                }
            })) {
                Tls.Secured secured = peer.open(way);
                assertThat(secured.socket().getInputStream().readAllBytes()).isEqualTo(bytes(20_000));
                end(secured);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndProtocols")
    void aRecordThatIsCutGivesNoneOfIt(Way way, String protocol) throws Exception {
        try (TlsPeer peer = TlsPeer.start(protocol, (secured, raw) -> {
            echo(secured);
        })) {
            for (int n : new int[] {1, 4, 5, 6, 500}) {
                ChoppedSocket cut = new ChoppedSocket(peer.connect());
                Tls.Secured secured = peer.over(peer.client(way), cut);
                assertThat(echoed(secured.socket(), bytes(3))).isEqualTo(bytes(3));
                DataOutputStream out = new DataOutputStream(secured.socket().getOutputStream());
                out.writeInt(1000);
                out.write(bytes(1000));
                cut.endAfter(n, null);
                assertThat(secured.socket().getInputStream().read()).isEqualTo(-1);
                end(secured);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndProtocols")
    void bytesThatWereChangedOnTheWayAreRefused(Way way, String protocol) throws Exception {
        try (TlsPeer peer = TlsPeer.start(protocol, (secured, raw) -> {
            secured.getInputStream().read();
            raw.getOutputStream().write(HexFormat.of().parseHex("1703030040" + "5a".repeat(64)));
            raw.getInputStream().readAllBytes();
        })) {
            Tls.Secured secured = peer.open(way);
            secured.socket().getOutputStream().write(1);
            assertThat(catchThrowable(() -> secured.socket().getInputStream().read()))
                    .isInstanceOf(SSLException.class);
            assertThat(catchThrowable(() -> secured.socket().getInputStream().read()))
                    .isInstanceOf(IOException.class);
            end(secured);
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndProtocols")
    void aServerThatWouldLikeACertificateGoesOnWithoutOne(Way way, String protocol) throws Exception {
        try (TlsPeer peer = TlsPeer.start(
                socket -> {
                    socket.setEnabledProtocols(new String[] {protocol});
                    socket.setWantClientAuth(true);
                },
                (secured, raw) -> echo(secured))) {
            Tls.Secured secured = peer.open(way);
            assertThat(echoed(secured.socket(), bytes(10))).isEqualTo(bytes(10));
            end(secured);
        }
    }

    @ParameterizedTest
    @MethodSource("waysAndProtocols")
    void aServerThatInsistsOnACertificateFails(Way way, String protocol) throws Exception {
        try (TlsPeer peer = TlsPeer.start(
                socket -> {
                    socket.setEnabledProtocols(new String[] {protocol});
                    socket.setNeedClientAuth(true);
                },
                (secured, raw) -> echo(secured))) {
            assertThat(catchThrowable(() -> {
                        Tls.Secured secured = peer.open(way);
                        echoed(secured.socket(), bytes(10));
                    }))
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tlsGoesThroughTls(Way way) throws Exception {
        try (TlsPeer inner = TlsPeer.start((secured, raw) -> echo(secured));
                TlsPeer outer = TlsPeer.start((secured, raw) -> relay(secured, inner.connect()))) {
            Tls.Secured tunnel = outer.open(way);
            Tls.Secured secured = inner.client(way).over(tunnel.socket(), "localhost", inner.port(), TlsPeer.MILLIS);
            for (int size : new int[] {1, 16_384, 300_000}) {
                assertThat(echoed(secured.socket(), bytes(size))).isEqualTo(bytes(size));
            }
            end(secured);
            end(tunnel);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyConnectionsAtOnceDoNotMeet(Way way) throws Exception {
        try (TlsPeer peer = TlsPeer.start((secured, raw) -> echo(secured))) {
            Tls tls = peer.client(way);
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                byte[] own = bytes(10_000 + i);
                CompletableFuture<Void> client = new CompletableFuture<>();
                clients.add(client);
                LoopbackServer.daemon(() -> converse(peer, tls, own, client), "tls-client-" + i);
            }
            CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();
        }
    }

    private static void converse(TlsPeer peer, Tls tls, byte[] own, CompletableFuture<Void> done) {
        try {
            for (int i = 0; i < 3; i++) {
                Tls.Secured secured = peer.over(tls, peer.connect());
                assertThat(echoed(secured.socket(), own)).isEqualTo(own);
                end(secured);
            }
            done.complete(null);
        } catch (IOException | AssertionError | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    /** The first bytes that a client sends. */
    static byte[] hello(Way way, String host, ServerSocket server) throws Exception {
        try (TlsPeer peer = TlsPeer.start((secured, raw) -> {});
                Socket plain = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            Tls tls = peer.client(way);
            CompletableFuture<Void> client = CompletableFuture.runAsync(
                    () -> catchThrowable(() -> tls.over(plain, host, server.getLocalPort(), TlsPeer.MILLIS)));
            DataInputStream in = new DataInputStream(accepted.getInputStream());
            in.readNBytes(3);
            byte[] hello = in.readNBytes(in.readUnsignedShort());
            accepted.close();
            client.join();
            return hello;
        }
    }

    /** One extension of a client's first message (RFC 8446, 4.1.2), in hexadecimal; null if it is not there. */
    static String extension(byte[] hello, int type) throws IOException {
        DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(hello));
        in.readNBytes(4 + 2 + 32);
        in.readNBytes(in.readUnsignedByte());
        in.readNBytes(in.readUnsignedShort());
        in.readNBytes(in.readUnsignedByte());
        in.readUnsignedShort();
        while (in.available() > 0) {
            int found = in.readUnsignedShort();
            byte[] value = in.readNBytes(in.readUnsignedShort());
            if (found == type) {
                return HexFormat.of().formatHex(value);
            }
        }
        return null;
    }

    private static void relay(SSLSocket client, Socket server) throws IOException {
        LoopbackServer.daemon(
                () -> {
                    try {
                        server.getInputStream().transferTo(client.getOutputStream());
                    } catch (IOException e) {
                        // One side is gone.
                    }
                },
                "tls-relay");
        client.getInputStream().transferTo(server.getOutputStream());
        server.close();
    }

    /** Reads a length and so many bytes, and sends them back, until the end. */
    static void echo(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        while (true) {
            out.write(in.readNBytes(in.readInt()));
        }
    }

    static byte[] echoed(Socket socket, byte[] bytes) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(bytes.length);
        out.write(bytes);
        byte[] back = socket.getInputStream().readNBytes(bytes.length);
        return Arrays.copyOf(back, back.length);
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    static void end(Tls.Secured secured) throws IOException {
        secured.socket().close();
        secured.release();
    }
}
