package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/** A server that speaks the JDK's TLS, with the bare connection in hand too, and the two ways to be its client. */
final class TlsPeer implements AutoCloseable {
    static final int MILLIS = 20_000;
    private static final char[] NO_PASSWORD = new char[0];

    private final ServerSocket listening;
    private final X509Certificate root;

    /** How the client does TLS. */
    enum Way {
        NATIVE,
        JDK;

        Tls trusting(X509ExtendedTrustManager trust) throws IOException, GeneralSecurityException {
            if (this == JDK) {
                return JdkTls.trusting(trust);
            }
            assumeThat(TlsLibrary.isUsable()).isTrue();
            return new NativeTls(trust);
        }
    }

    /** What the server does with a connection; it is closed afterwards, as TLS has it. */
    interface Handler {
        void handle(SSLSocket secured, Socket raw) throws Exception;
    }

    private TlsPeer(TestAuthority server, Consumer<SSLSocket> settings, Handler handler)
            throws IOException, GeneralSecurityException {
        TestAuthority issuer = TestAuthority.named("Root").authority();
        root = issuer.selfSigned();
        SSLContext context = serving(server, issuer.issue(server));
        listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        LoopbackServer.daemon(() -> accept(context, settings, handler), "tls-accept");
    }

    static TlsPeer start(Handler handler) throws IOException, GeneralSecurityException {
        return start(socket -> {}, handler);
    }

    static TlsPeer start(String protocol, Handler handler) throws IOException, GeneralSecurityException {
        return start(socket -> socket.setEnabledProtocols(new String[] {protocol}), handler);
    }

    static TlsPeer start(Consumer<SSLSocket> settings, Handler handler) throws IOException, GeneralSecurityException {
        return start(TestAuthority.named("leaf").server("localhost"), settings, handler);
    }

    static TlsPeer start(TestAuthority server, Consumer<SSLSocket> settings, Handler handler)
            throws IOException, GeneralSecurityException {
        return new TlsPeer(server, settings, handler);
    }

    int port() {
        return listening.getLocalPort();
    }

    X509ExtendedTrustManager trust() throws GeneralSecurityException, IOException {
        return new BundleTrust(CertificateBundle.of(TestAuthority.pem(root).getBytes(StandardCharsets.US_ASCII)));
    }

    /** A client that trusts this server. */
    Tls client(Way way) throws IOException, GeneralSecurityException {
        return way.trusting(trust());
    }

    /** A connection without TLS. */
    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setTcpNoDelay(true);
        return socket;
    }

    Tls.Secured open(Way way) throws IOException, GeneralSecurityException {
        return over(client(way), connect());
    }

    Tls.Secured over(Tls tls, Socket connected) throws IOException {
        return tls.over(connected, "localhost", port(), MILLIS);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void accept(SSLContext context, Consumer<SSLSocket> settings, Handler handler) {
        while (!listening.isClosed()) {
            try {
                Socket raw = listening.accept();
                LoopbackServer.daemon(() -> serve(raw, context, settings, handler), "tls-connection");
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(Socket raw, SSLContext context, Consumer<SSLSocket> settings, Handler handler) {
        try (raw;
                SSLSocket secured = serving(context, raw)) {
            settings.accept(secured);
            handler.handle(secured, raw);
        } catch (Exception e) {
            // What the client makes of it is what counts.
        }
    }

    private static SSLSocket serving(SSLContext context, Socket below) throws IOException {
        below.setTcpNoDelay(true);
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(below, null, below.getPort(), true);
        secured.setUseClientMode(false);
        return secured;
    }

    private static SSLContext serving(TestAuthority server, X509Certificate certificate)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("server", server.keys.getPrivate(), NO_PASSWORD, new X509Certificate[] {certificate});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
