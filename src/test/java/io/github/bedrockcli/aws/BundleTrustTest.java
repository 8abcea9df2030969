package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a bundle read piecemeal trusts and refuses is what the JDK does that has read all of it, in the same words, whoever
 * makes the handshake.
 */
@Timeout(60)
final class BundleTrustTest {
    private static final char[] NO_PASSWORD = new char[0];
    private static final Instant LONG_AGO = Instant.parse("2019-01-01T00:00:00Z");
    private static final Instant YESTERYEAR = Instant.parse("2020-01-01T00:00:00Z");

    /** A server's keys and chain, what its client trusts, and by which name it is called. */
    private record Meeting(
            TestAuthority server, List<X509Certificate> chain, List<X509Certificate> trusted, String host) {}

    static Stream<Arguments> meetings() throws GeneralSecurityException {
        TestAuthority root = TestAuthority.named("Root").authority();
        TestAuthority twin = TestAuthority.named("Root").authority();
        TestAuthority old = TestAuthority.named("Old root").authority();
        TestAuthority between = TestAuthority.named("Between").authority();
        TestAuthority late = TestAuthority.named("Late root").authority().valid(LONG_AGO, YESTERYEAR);
        TestAuthority leaf = TestAuthority.named("leaf").server("other.test", "localhost", "127.0.0.1");
        TestAuthority wild = TestAuthority.named("leaf").server("*.bedrock.test");
        TestAuthority common = TestAuthority.named("localhost");
        TestAuthority aged = TestAuthority.named("leaf").server("localhost").valid(LONG_AGO, YESTERYEAR);
        TestAuthority client = TestAuthority.named("leaf").server("localhost").client();
        TestAuthority forged = TestAuthority.named("Between").authority();
        X509Certificate itself = root.selfSigned();
        X509Certificate middle = root.issue(between);
        X509Certificate alone = leaf.selfSigned();
        return Stream.of(
                meeting("a root alone", true, leaf, "localhost", List.of(root.issue(leaf)), itself),
                meeting("by its address", true, leaf, "127.0.0.1", List.of(root.issue(leaf)), itself),
                meeting("by another address", false, leaf, "127.0.0.2", List.of(root.issue(leaf)), itself),
                meeting("in capitals", true, leaf, "LocalHost", List.of(root.issue(leaf)), itself),
                meeting("wrong host", false, leaf, "bedrock.test", List.of(root.issue(leaf)), itself),
                meeting("host in another script", false, leaf, "l\u00f6calhost", List.of(root.issue(leaf)), itself),
                meeting("wildcard", true, wild, "eu.bedrock.test", List.of(root.issue(wild)), itself),
                meeting("wildcard too deep", false, wild, "a.eu.bedrock.test", List.of(root.issue(wild)), itself),
                meeting("common name alone", true, common, "localhost", List.of(root.issue(common)), itself),
                meeting("root sent too", true, leaf, "localhost", List.of(root.issue(leaf), itself), itself),
                meeting("one between", true, leaf, "localhost", List.of(between.issue(leaf), middle), itself),
                meeting("one between is not sent", false, leaf, "localhost", List.of(between.issue(leaf)), itself),
                meeting("only the one between", true, leaf, "localhost", List.of(between.issue(leaf)), middle),
                meeting("forged between", false, leaf, "localhost", List.of(forged.issue(leaf), middle), itself),
                meeting("two of a name", true, leaf, "localhost", List.of(root.issue(leaf)), twin.selfSigned(), itself),
                meeting("only its namesake", false, leaf, "localhost", List.of(root.issue(leaf)), twin.selfSigned()),
                meeting("crossed", true, leaf, "localhost", List.of(root.issue(leaf), old.issue(root)), itself),
                meeting(
                        "crossed, old root",
                        true,
                        leaf,
                        "localhost",
                        List.of(root.issue(leaf), old.issue(root)),
                        old.selfSigned()),
                meeting("root missing", false, leaf, "localhost", List.of(root.issue(leaf)), old.selfSigned()),
                meeting("signs itself, trusted", true, leaf, "localhost", List.of(alone), alone),
                meeting("its own namesake", null, leaf, "localhost", List.of(leaf.selfSigned()), alone),
                meeting("signs itself, unknown", false, leaf, "localhost", List.of(leaf.selfSigned()), itself),
                meeting("root too old", null, leaf, "localhost", List.of(late.issue(leaf)), late.selfSigned()),
                meeting("leaf too old", false, aged, "localhost", List.of(root.issue(aged)), itself),
                meeting("leaf for clients", false, client, "localhost", List.of(root.issue(client)), itself),
                meeting("no authority", false, leaf, "localhost", List.of(wild.issue(leaf)), wild.selfSigned()),
                meeting(
                        "name in another kind of string",
                        true,
                        leaf,
                        "localhost",
                        List.of(root.issue(leaf)),
                        root.written(TestAuthority.PRINTABLE).selfSigned()));
    }

    /** @param trusted null where it is for the JDK to say */
    private static Arguments meeting(
            String name,
            Boolean trusted,
            TestAuthority server,
            String host,
            List<X509Certificate> chain,
            X509Certificate... anchors) {
        return Arguments.of(name, trusted, new Meeting(server, chain, List.of(anchors), host));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("meetings")
    void aChainIsTrustedOrRefusedAsWithAllCertificatesRead(String name, Boolean trusted, Meeting meeting)
            throws Exception {
        List<X509Certificate> anchors = new ArrayList<>(meeting.trusted());
        for (int i = 0; i < 5; i++) {
            anchors.add(TestAuthority.named("Stranger " + i).authority().selfSigned());
        }
        Collections.shuffle(anchors, new Random(7));
        String pem = "# é\r\n" + TestAuthority.pem(anchors.toArray(X509Certificate[]::new));
        CertificateBundle bundle = CertificateBundle.of(pem.getBytes(StandardCharsets.UTF_8));
        String expected = outcome(meeting, JdkTls.trusting(whole(anchors)));
        assertThat(outcome(meeting, JdkTls.trusting(new BundleTrust(bundle)))).isEqualTo(expected);
        if (TlsLibrary.isUsable()) {
            assertThat(outcome(meeting, new NativeTls(new BundleTrust(bundle)))).isEqualTo(expected);
            assertThat(outcome(meeting, new NativeTls(whole(anchors)))).isEqualTo(expected);
        }
        if (trusted != null) {
            assertThat(expected.equals("trusted")).as(expected).isEqualTo(trusted);
        }
        assertThat(new BundleTrust(bundle).getAcceptedIssuers()).containsExactlyInAnyOrderElementsOf(anchors);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void theNameIsStillAskedForAfterACheckThatPassed(String host) throws Exception {
        TestAuthority root = TestAuthority.named("Root").authority();
        TestAuthority leaf = TestAuthority.named("leaf").server("localhost", "127.0.0.1");
        BundleTrust trust = new BundleTrust(
                CertificateBundle.of(TestAuthority.pem(root.selfSigned()).getBytes(StandardCharsets.US_ASCII)));
        Meeting good = new Meeting(leaf, List.of(root.issue(leaf)), List.of(), host);
        Meeting bad = new Meeting(leaf, good.chain(), List.of(), "bedrock.test");
        for (Tls tls : ways(trust)) {
            assertThat(outcome(good, tls)).isEqualTo("trusted");
            assertThat(outcome(bad, tls)).contains("bedrock.test");
        }
    }

    private static List<Tls> ways(X509ExtendedTrustManager trust) throws Exception {
        Tls jdk = JdkTls.trusting(trust);
        return TlsLibrary.isUsable() ? List.of(jdk, new NativeTls(trust)) : List.of(jdk);
    }

    private static X509ExtendedTrustManager whole(List<X509Certificate> anchors)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < anchors.size(); i++) {
            store.setCertificateEntry("ca-" + i, anchors.get(i));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return (X509ExtendedTrustManager) managers.getTrustManagers()[0];
    }

    /** One handshake with a client that trusts as told: "trusted", or the words of the refusal. */
    private static String outcome(Meeting meeting, Tls tls) throws Exception {
        SSLContext serving = SSLContext.getInstance("TLS");
        serving.init(keys(meeting), null, null);
        try (SSLServerSocket listening = (SSLServerSocket)
                serving.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(listening));
            try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                Tls.Secured secured = tls.over(plain, meeting.host(), listening.getLocalPort(), 20_000);
                assertThat(secured.certificate()).isEqualTo(meeting.chain().get(0));
                assertThat(secured.protocol()).isEqualTo("TLSv1.3");
                secured.release();
                return "trusted";
            } catch (IOException e) {
                // Newer releases of the JDK put the name of the alert before the words.
                return e.getMessage().replaceFirst("^\\([a-z_]+\\) ", "");
            } finally {
                served.join();
            }
        }
    }

    private static void serve(SSLServerSocket listening) {
        try (Socket accepted = listening.accept()) {
            accepted.getInputStream().read();
        } catch (IOException e) {
            // What the client makes of it is what counts.
        }
    }

    private static javax.net.ssl.KeyManager[] keys(Meeting meeting) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        X509Certificate[] chain = meeting.chain().toArray(X509Certificate[]::new);
        store.setKeyEntry(
                "server", meeting.server().keys.getPrivate(), NO_PASSWORD, Arrays.copyOf(chain, chain.length));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_PASSWORD);
        return managers.getKeyManagers();
    }
}
