package io.github.bedrockcli.aws;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** TLS 1.2 or 1.3 over sockets that are connected already. */
interface Tls {
    /**
     * Returns when the server has shown a certificate that is trusted and that names the host.
     *
     * @param millis for each wait for bytes of the handshake
     * @throws IOException a {@link javax.net.ssl.SSLException} where bytes came and were not as they should be
     */
    Secured over(Socket connected, String host, int port, int millis) throws IOException;

    /** A connection after its handshake. */
    interface Secured {
        /** Takes what is to be protected and gives what was. */
        Socket socket();

        /** As the JDK calls it: {@code TLSv1.3}. */
        String protocol();

        /** The server's; null if it is of a kind that is not X.509. */
        @Nullable
        X509Certificate certificate();

        /** Gives back what the connection holds, once its socket is closed. Waits for nobody; may be called again. */
        void release();
    }
}
