package io.github.bedrockcli.aws;

import io.netty.internal.tcnative.CertificateVerifier;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS by BoringSSL, through netty-tcnative. The JDK's takes a fresh virtual machine longer than all the rest of a short
 * call, nearly all of it code that runs once; this takes a few milliseconds. Who is trusted, and for which name, is
 * still decided by the JDK's trust manager.
 */
final class NativeTls implements Tls {
    /** For TLS 1.2: what keeps old traffic secret when the server's key leaks, as the JDK has it. TLS 1.3 has no other. */
    private static final String CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES";

    /** Those of BoringSSL's that the JDK has too; its default lacks the last. */
    private static final String[] GROUPS = {"X25519", "P-256", "P-384", "P-521"};

    /** More than the JDK follows. */
    private static final int LONGEST_CHAIN = 20;
    /** An address stands in no server name indication (RFC 6066, 3). */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
    /** No host has a longer one (RFC 1035, 2.3.4), and BoringSSL takes none. */
    private static final int LONGEST_NAME = 253;

    private final X509ExtendedTrustManager trust;
    private final long context;
    private final Map<Long, TlsSocket> handshakes = new ConcurrentHashMap<>();

    /** Its settings are kept for as long as the process lives. */
    NativeTls(X509ExtendedTrustManager trust) throws SSLException {
        this.trust = trust;
        try {
            context = SSLContext.make(SSL.SSL_PROTOCOL_TLSV1_2 | SSL.SSL_PROTOCOL_TLSV1_3, SSL.SSL_MODE_CLIENT);
            SSLContext.setOptions(context, SSL.SSL_OP_NO_TLSv1 | SSL.SSL_OP_NO_TLSv1_1);
            SSLContext.setCipherSuite(context, CIPHERS, false);
            SSLContext.setCurvesList(context, GROUPS);
        } catch (Exception e) {
            throw new SSLException("BoringSSL cannot be set up: " + e.getMessage(), e);
        }
        SSLContext.setCertVerifyCallback(context, new CertificateVerifier() {
            @Override
            public int verify(long ssl, byte[][] chain, String method) {
                return check(ssl, chain);
            }
        });
        SSLContext.setVerify(context, SSL.SSL_CVERIFY_REQUIRED, LONGEST_CHAIN);
    }

    @Override
    public Secured over(Socket connected, String host, int port, int millis) throws IOException {
        connected.setSoTimeout(millis);
        String name = host.length() > LONGEST_NAME || ADDRESS.matcher(host).matches() ? null : host;
        TlsSocket socket = new TlsSocket(connected, context, host, name);
        long address = socket.address();
        handshakes.put(address, socket);
        boolean shook = false;
        try {
            socket.handshake();
            shook = true;
            return socket;
        } finally {
            // Before it is released: another connection may get the address after that.
            handshakes.remove(address);
            if (!shook) {
                socket.release();
            }
        }
    }

    /** Called by BoringSSL within a handshake. */
    private int check(long ssl, byte[][] chain) {
        TlsSocket socket = handshakes.get(ssl);
        try {
            if (socket != null) {
                X509Certificate[] certificates = parsed(chain);
                ShownPeer peer = new ShownPeer(socket.host(), new ServerName(socket.host()).isIn(certificates[0]));
                // The kinds of key exchange that are left sign, which is what the JDK asks of "UNKNOWN" (as in TLS
                // 1.3).
                trust.checkServerTrusted(certificates, "UNKNOWN", peer);
                socket.accept(certificates[0]);
                return CertificateVerifier.X509_V_OK;
            }
        } catch (CertificateException | RuntimeException e) {
            socket.refuse(e);
        }
        return CertificateVerifier.X509_V_ERR_UNSPECIFIED;
    }

    private static X509Certificate[] parsed(byte[][] chain) throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("the server showed no certificate");
        }
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        X509Certificate[] certificates = new X509Certificate[chain.length];
        for (int i = 0; i < chain.length; i++) {
            certificates[i] = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(chain[i]));
        }
        return certificates;
    }
}
