package io.github.bedrockcli.aws;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The JDK's own TLS: on systems that {@link NativeTls} has no library for, and for whom the JDK's settings matter. */
final class JdkTls implements Tls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLSocketFactory sockets;

    JdkTls(SSLSocketFactory sockets) {
        this.sockets = sockets;
    }

    static JdkTls trusting(X509ExtendedTrustManager trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        return new JdkTls(context.getSocketFactory());
    }

    @Override
    public Secured over(Socket connected, String host, int port, int millis) throws IOException {
        SSLSocket socket = (SSLSocket) sockets.createSocket(connected, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        // Whatever properties of the JVM say: nothing older.
        parameters.setProtocols(PROTOCOLS.clone());
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(millis);
        socket.startHandshake();
        return new Open(socket);
    }

    private record Open(SSLSocket socket) implements Secured {
        @Override
        public String protocol() {
            return socket.getSession().getProtocol();
        }

        @Override
        public @Nullable X509Certificate certificate() {
            try {
                Certificate shown = socket.getSession().getPeerCertificates()[0];
                return shown instanceof X509Certificate certificate ? certificate : null;
            } catch (SSLPeerUnverifiedException e) {
                return null;
            }
        }

        @Override
        public void release() {
            // Closing it through TLS could wait for the other side, and there is nothing else to give back.
        }
    }
}
