package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with a certificate authority of one's own, and proxies. */
@Timeout(60)
class NetworkTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext server;
    private static Path bundle;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,dns:bedrock.test",
                        "-validity",
                        "2")
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        server = context(keys);
        String pem = Base64.getMimeEncoder(64, "\n".getBytes())
                .encodeToString(keys.getCertificate("server").getEncoded());
        String certificate = "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n";
        bundle = Files.writeString(folder.resolve("ca.pem"), "# ours: \u00e9\n" + certificate + "\n" + certificate);
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void aCaBundleIsTrusted() {
        try (LoopbackServer secure = secure();
                Bedrock option = Connections.to(secure).caBundle(bundle).open();
                Bedrock variable = Connections.to(secure)
                        .env("AWS_CA_BUNDLE", bundle.toString())
                        .open()) {
            assertThat(option.invoke(Requests.invoke("{}")).body()).hasSize(2);
            option.invoke(Requests.invoke("{}"));
            assertThat(secure.connections()).isEqualTo(1);
            assertThat(variable.invoke(Requests.invoke("{}")).body()).hasSize(2);
        }
    }

    @Test
    void anUnknownCertificateIsANetworkFailureThatNamesTheHostAndTheWayOut() {
        try (LoopbackServer secure = secure();
                Bedrock bedrock = Connections.to(secure).open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure).hasMessageStartingWith("no secure connection to localhost: ");
            assertThat(failure.fix()).hasValueSatisfying(fix -> assertThat(fix).contains("--ca-bundle"));
            assertThat(secure.connections()).isEqualTo(1);
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefusedAlsoByWhoTrustsItsIssuer() {
        try (LoopbackServer secure = secure();
                Bedrock bedrock = Connections.to(secure)
                        .endpoint(URI.create("https://127.0.0.1:" + secure.port()))
                        .caBundle(bundle)
                        .open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure).hasMessageStartingWith("no secure connection to 127.0.0.1: ");
            assertThat(secure.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowedAndSaysWhereItLeadsButNoMore(int status) {
        try (LoopbackServer other = LoopbackServer.answering(200, "{}");
                LoopbackServer server = LoopbackServer.answering(
                        status, "", "Location: http://me:secret@localhost:" + other.port() + "/in?state=secret");
                Bedrock bedrock = Connections.to(server).keys().open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure)
                    .hasMessage("the reply was a redirect (HTTP " + status + ") to http://localhost:" + other.port()
                            + ", which is not followed: a proxy or another server answered, not the service");
            assertThat(server.requests()).hasSize(1);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void whatIsReachedOverTlsSaysWhoAnsweredAndWhen() {
        try (LoopbackServer secure = LoopbackServer.startSecure(
                        server,
                        (request, answer) ->
                                answer.json(404, "{}", "Date: Sat, 21 Nov 2026 12:00:00 GMT", "Connection: close"));
                LoopbackServer proxy = LoopbackServer.start((request, answer) -> tunnel(answer, secure.port()));
                Bedrock direct = Connections.to(secure).caBundle(bundle).open();
                Bedrock tunnelled = Connections.bare()
                        .endpoint(URI.create("https://bedrock.test/ignored"))
                        .caBundle(bundle)
                        .env("https_proxy", "me:pw@127.0.0.1:" + proxy.port())
                        .open()) {
            Reached reached = direct.reach(Bedrock.Endpoint.BEDROCK);
            assertThat(reached.endpoint()).isEqualTo(secure.uri());
            assertThat(reached.address()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
            assertThat(reached.proxy()).isNull();
            assertThat(reached.protocol()).startsWith("TLSv1.");
            assertThat(reached.issuer()).isEqualTo("localhost");
            assertThat(reached.status()).isEqualTo(404);
            assertThat(reached.serverTime()).isEqualTo("2026-11-21T12:00:00Z");
            assertThat(secure.only().headers()).doesNotContainKey("authorization");

            Reached behind = tunnelled.reach(Bedrock.Endpoint.BEDROCK_RUNTIME);
            assertThat(behind.endpoint()).isEqualTo(URI.create("https://bedrock.test"));
            assertThat(behind.proxy()).isEqualTo("127.0.0.1:" + proxy.port());
            assertThat(behind.issuer()).isEqualTo("localhost");
            assertThat(behind.toString()).doesNotContain("pw");
        }
    }

    @Test
    void plainReachGoesThroughTheProxyAndNeedsNoCredentials() {
        try (LoopbackServer proxy =
                        LoopbackServer.start((request, answer) -> answer.json(200, "{}", "Date: yesterday"));
                Bedrock bedrock = Connections.bare()
                        .endpoint(URI.create("http://bedrock.test:8080"))
                        .env("HTTP_PROXY", "http://me:p%40ss@127.0.0.1:" + proxy.port())
                        .open()) {
            Reached reached = bedrock.reach(Bedrock.Endpoint.BEDROCK);
            assertThat(proxy.only().target()).isEqualTo("http://bedrock.test:8080/");
            assertThat(proxy.only().header("proxy-authorization")).startsWith("Basic ");
            assertThat(reached.protocol()).isNull();
            assertThat(reached.issuer()).isNull();
            assertThat(reached.serverTime()).isNull();
        }
    }

    @Test
    void aCertificateThatIsNotTrustedNamesItsIssuerAndNothingIsSentToItsServer() {
        try (LoopbackServer secure = secure();
                Bedrock bedrock = Connections.to(secure).open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.reach(Bedrock.Endpoint.BEDROCK));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure)
                    .hasMessageStartingWith("no secure connection to localhost: ")
                    .hasMessageEndingWith("; its certificate is issued by localhost");
            assertThat(failure.fix()).hasValueSatisfying(fix -> assertThat(fix).contains("--ca-bundle"));
            assertThat(secure.requests()).isEmpty();
        }
    }

    @Test
    void whatIsNotReachedIsANetworkFailure() throws Exception {
        try (LoopbackServer silent = LoopbackServer.start((request, answer) -> answer.hang());
                LoopbackServer odd = LoopbackServer.start((request, answer) -> {
                    answer.raw("SSH-2.0-OpenSSH\r\n");
                    answer.close();
                });
                Bedrock late = Connections.to(silent)
                        .readTimeout(java.time.Duration.ofMillis(200))
                        .open();
                Bedrock other = Connections.to(odd).open();
                Bedrock closed = Connections.bare()
                        .endpoint(URI.create("http://127.0.0.1:1"))
                        .open()) {
            assertThat(catchThrowableOfType(BedrockException.class, () -> late.reach(Bedrock.Endpoint.BEDROCK))
                            .kind())
                    .isEqualTo(Kind.TIMEOUT);
            assertThat(catchThrowableOfType(BedrockException.class, () -> other.reach(Bedrock.Endpoint.BEDROCK)))
                    .hasMessageContaining("does not speak HTTP");
            assertThat(catchThrowableOfType(BedrockException.class, () -> closed.reach(Bedrock.Endpoint.BEDROCK)))
                    .hasMessageStartingWith("cannot connect to 127.0.0.1:1");
        }
    }

    @Test
    void aRegionsOwnHostsAreReachedByTheirNames() {
        try (LoopbackServer proxy =
                        LoopbackServer.start((request, answer) -> answer.whole(403, new byte[0], "Connection: close"));
                Bedrock bedrock = Connections.bare()
                        .env("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port())
                        .region("eu-central-1")
                        .open()) {
            for (Bedrock.Endpoint endpoint : Bedrock.Endpoint.values()) {
                assertThat(catchThrowableOfType(BedrockException.class, () -> bedrock.reach(endpoint)))
                        .hasMessageEndingWith("amazonaws.com:443 (HTTP 403)");
            }
            assertThat(proxy.requests())
                    .extracting(LoopbackServer.Request::target)
                    .containsExactly(
                            "bedrock.eu-central-1.amazonaws.com:443", "bedrock-runtime.eu-central-1.amazonaws.com:443");
        }
    }

    @Test
    void aServerWithoutTlsBehindAnHttpsAddressIsANetworkFailure() {
        try (LoopbackServer plain = LoopbackServer.start((request, answer) -> answer.close());
                Bedrock bedrock = Connections.to(plain)
                        .endpoint(URI.create("https://localhost:" + plain.port()))
                        .maxAttempts(1)
                        .open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(failure.kind()).isIn(Kind.NETWORK, Kind.TIMEOUT);
        }
    }

    @Test
    void aBundleThatIsMissingOrNoPemIsAMistakeOfConfiguration() throws IOException {
        Path text = Files.writeString(folder.resolve("no.pem"), "hello");
        Path damaged = Files.writeString(
                folder.resolve("bad.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        for (Path path : new Path[] {folder.resolve("missing.pem"), text, damaged, folder}) {
            try (LoopbackServer secure = secure();
                    Bedrock bedrock = Connections.to(secure).caBundle(path).open()) {
                BedrockException failure =
                        catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
                assertThat(failure.kind()).as(path.toString()).isEqualTo(Kind.CONFIGURATION);
                assertThat(failure).hasMessageContaining(path.toString());
            }
        }
    }

    @Test
    void aStreamOverTlsIsCancelledAtOnce() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        try (LoopbackServer secure = LoopbackServer.startSecure(server, (request, answer) -> {
                    answer.stream();
                    answer.chunk(EventMessages.chunk("{}"));
                    try {
                        answer.hang();
                    } finally {
                        gone.complete(true);
                    }
                });
                Bedrock bedrock = Connections.to(secure).caBundle(bundle).open()) {
            EventStream stream = bedrock.stream(Requests.invoke("{}"));
            assertThat(stream.next()).isNotNull();
            CompletableFuture<BedrockException> waiting =
                    CompletableFuture.supplyAsync(() -> catchThrowableOfType(BedrockException.class, stream::next));
            stream.close();
            assertThat(gone.get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(waiting.get(5, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CANCELLED);
        }
    }

    @Test
    void plainRequestsGoThroughTheProxyWithItsPassword() {
        try (LoopbackServer proxy = LoopbackServer.answering(200, "{}");
                Bedrock bedrock = Connections.bare()
                        .keys()
                        .endpoint(URI.create("http://bedrock.test:8080"))
                        .env("HTTP_PROXY", "http://me:p%40ss@127.0.0.1:" + proxy.port())
                        .open()) {
            bedrock.invoke(Requests.invoke("{}"));
            assertThat(proxy.only().target())
                    .isEqualTo("http://bedrock.test:8080/model/amazon.nova-lite-v1%3A0/invoke");
            assertThat(proxy.only().header("host")).isEqualTo("bedrock.test:8080");
            assertThat(proxy.only().header("proxy-authorization"))
                    .isEqualTo("Basic " + Base64.getEncoder().encodeToString("me:p@ss".getBytes()));
        }
    }

    @Test
    void secureRequestsGoThroughATunnelThatTheProxyCannotReadInto() {
        try (LoopbackServer secure = secure();
                LoopbackServer proxy = LoopbackServer.start((request, answer) -> tunnel(answer, secure.port()));
                Bedrock bedrock = Connections.bare()
                        .keys()
                        .endpoint(URI.create("https://bedrock.test"))
                        .caBundle(bundle)
                        .env("https_proxy", "me:pw@127.0.0.1:" + proxy.port())
                        .open()) {
            assertThat(bedrock.invoke(Requests.invoke("{\"x\":1}")).body()).hasSize(2);

            assertThat(proxy.only().method()).isEqualTo("CONNECT");
            assertThat(proxy.only().target()).isEqualTo("bedrock.test:443");
            assertThat(proxy.only().header("proxy-authorization")).startsWith("Basic ");
            assertThat(secure.only().text()).isEqualTo("{\"x\":1}");
            assertThat(secure.only().header("proxy-authorization")).isEmpty();
        }
    }

    @Test
    void aProxyThatRefusesIsNamedWithoutItsPassword() {
        try (LoopbackServer proxy =
                        LoopbackServer.start((request, answer) -> answer.whole(407, new byte[0], "Connection: close"));
                Bedrock bedrock = Connections.bare()
                        .keys()
                        .env("HTTPS_PROXY", "http://me:hidden@127.0.0.1:" + proxy.port())
                        .open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure)
                    .hasMessage("the proxy 127.0.0.1:" + proxy.port() + " wants other credentials (HTTP 407)");
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @Test
    void whatNoProxyNamesGoesDirectly() {
        try (LoopbackServer server = LoopbackServer.answering(200, "{}");
                Bedrock bedrock = Connections.to(server)
                        .env("HTTP_PROXY", "http://127.0.0.1:1")
                        .env("NO_PROXY", "localhost")
                        .open()) {
            assertThat(bedrock.invoke(Requests.invoke("{}")).body()).hasSize(2);
        }
    }

    @Test
    void aProxyVariableThatIsNoAddressIsNotQuoted() {
        try (Bedrock bedrock = Connections.bare()
                .keys()
                .env("HTTPS_PROXY", "http://me:hid den@:x")
                .open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
            assertThat(failure).hasMessage("the environment variable HTTPS_PROXY is not a proxy's address");
        }
    }

    private static LoopbackServer secure() {
        return LoopbackServer.startSecure(server, (request, answer) -> answer.json(200, "{}"));
    }

    private static void tunnel(LoopbackServer.Answer answer, int port) throws IOException {
        try (Socket behind = new Socket(InetAddress.getLoopbackAddress(), port)) {
            answer.raw("HTTP/1.1 200 Connection established\r\n\r\n");
            Thread back = LoopbackServer.daemon(() -> copy(behind, answer), "tunnel");
            answer.in().transferTo(behind.getOutputStream());
            behind.shutdownOutput();
            back.join();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void copy(Socket from, LoopbackServer.Answer to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.socket().getOutputStream());
        } catch (IOException e) {
            // The other side has closed the tunnel.
        }
    }
}
