package io.github.bedrockcli.aws;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Who issued the certificate that a server shows, for who must be told whom they do not trust. */
final class ShownIssuer {
    private ShownIssuer() {}

    /** Something that makes a connection with the TLS it is given. */
    interface Attempt {
        void with(Tls tls) throws IOException;
    }

    /**
     * Who issued the certificate that a server shows, whether it is trusted or not; null where none is shown. The handshake
     * is broken off once the certificate is seen, so nothing is ever sent to a server that is not trusted.
     */
    static @Nullable String by(Attempt attempt) {
        Witness witness = new Witness();
        try {
            attempt.with(JdkTls.trusting(witness));
        } catch (IOException | GeneralSecurityException e) {
            // As it must be: the witness trusts nobody.
        }
        X509Certificate seen = witness.seen;
        return seen == null ? null : shortName(seen.getIssuerX500Principal());
    }

    /** The common name, or the organisation where there is none, or the whole name. */
    static String shortName(X500Principal principal) {
        String whole = principal.getName();
        for (String part : List.of("CN", "O")) {
            Matcher matcher =
                    Pattern.compile("(?:^|,)" + part + "=((?:[^,\\\\]|\\\\.)+)").matcher(whole);
            if (matcher.find()) {
                return matcher.group(1).replaceAll("\\\\(.)", "$1");
            }
        }
        return whole;
    }

    /** Sees a server's certificate and trusts none. */
    private static final class Witness extends X509ExtendedTrustManager {
        private volatile @Nullable X509Certificate seen;

        private void see(X509Certificate[] chain) throws CertificateException {
            seen = chain.length == 0 ? null : chain[0];
            throw new CertificateException("seen");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            see(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            see(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            see(chain);
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
