package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Whom to trust over TLS: the JDK's certificate authorities, or those of a PEM file. */
final class Trust {
    /** Most bytes of a bundle; that of all public authorities has some hundred thousands. */
    private static final int MAX_BYTES = 20_000_000;

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");

    private Trust() {}

    /** @throws BedrockException when the file cannot be read or holds no certificate */
    static SSLSocketFactory sockets(@Nullable Path bundle) {
        try {
            return bundle == null ? SSLContext.getDefault().getSocketFactory() : trusting(bundle);
        } catch (NoSuchFileException e) {
            throw failure("there is no CA bundle " + bundle, e);
        } catch (IOException e) {
            throw failure("the CA bundle " + bundle + " cannot be read", e);
        } catch (CertificateException | IllegalArgumentException e) {
            throw failure("the CA bundle " + bundle + " holds a certificate that cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw failure("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static SSLSocketFactory trusting(Path bundle) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        CertificateFactory certificates = CertificateFactory.getInstance("X.509");
        // ISO-8859-1 takes any bytes: comments between the certificates may be in any encoding.
        Matcher matcher = CERTIFICATE.matcher(new String(read(bundle), StandardCharsets.ISO_8859_1));
        int count = 0;
        while (matcher.find()) {
            byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
            store.setCertificateEntry("ca-" + count++, certificates.generateCertificate(new ByteArrayInputStream(der)));
        }
        if (count == 0) {
            throw failure("the CA bundle " + bundle + " holds no PEM certificate", null);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /** Read but up to a limit: a device has no end. */
    private static byte[] read(Path bundle) throws IOException {
        try (InputStream in = Files.newInputStream(bundle)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw failure("the CA bundle " + bundle + " has more than " + MAX_BYTES + " bytes", null);
            }
            return bytes;
        }
    }

    private static BedrockException failure(String message, @Nullable Throwable cause) {
        return BedrockException.of(Kind.CONFIGURATION, message)
                .fix("give a PEM file of certificate authorities with --ca-bundle or AWS_CA_BUNDLE")
                .cause(cause)
                .build();
    }

    /** Something that makes a connection with the sockets it is given. */
    interface Attempt {
        void with(SSLSocketFactory sockets) throws IOException;
    }

    /**
     * Who issued the certificate that a server shows, whether it is trusted or not; null where none is shown. The handshake
     * is broken off once the certificate is seen, so nothing is ever sent to a server that is not trusted.
     */
    static @Nullable String issuerShown(Attempt attempt) {
        Witness witness = new Witness();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {witness}, null);
            attempt.with(context.getSocketFactory());
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
