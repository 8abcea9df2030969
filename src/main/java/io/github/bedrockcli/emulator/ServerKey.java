package io.github.bedrockcli.emulator;

import io.github.bedrockcli.model.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The certificate and the private key with which the emulator speaks TLS. */
public final class ServerKey {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private final SSLContext context;

    private ServerKey(SSLContext context) {
        this.context = context;
    }

    /**
     * A key from two files.
     *
     * @param certificates PEM: the server's own first, then those that vouch for it
     * @param key PEM of an unencrypted key in PKCS #8, of the certificate's algorithm
     * @throws UsageException when they are not that
     */
    public static ServerKey parse(String certificates, String key) {
        Certificate[] chain = chain(certificates);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] password = new char[0];
            store.setKeyEntry(
                    "emulator", privateKey(key, chain[0].getPublicKey().getAlgorithm()), password, chain);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return new ServerKey(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new UsageException("--tls-key does not fit --tls-cert: " + e.getMessage());
        }
    }

    /** A socket that is not bound yet; whom it accepts is spoken to in TLS. */
    ServerSocket socket() throws IOException {
        return context.getServerSocketFactory().createServerSocket();
    }

    private static Certificate[] chain(String pem) {
        byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes))
                    .toArray(Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
        } catch (GeneralSecurityException e) {
            // Told below: what is wrong with it in detail helps nobody.
        }
        throw new UsageException("--tls-cert is a file with certificates in PEM");
    }

    private static PrivateKey privateKey(String pem, String algorithm) throws GeneralSecurityException {
        Matcher matcher = KEY.matcher(pem);
        if (!matcher.find()) {
            throw new UsageException(
                    "--tls-key is a file with an unencrypted private key in PEM (BEGIN PRIVATE KEY)",
                    "convert another form with: openssl pkcs8 -topk8 -nocrypt -in KEY -out FILE");
        }
        byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
