package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust over TLS: the certificate authorities of a file that was named, else those of the system, else those of
 * the JDK. Only ever one of them: what an administrator took out of the system's must not come back with the JDK's.
 */
public final class Trust {
    /** Where Linux systems keep what they trust, as one file of PEM; source: crypto/x509/root_linux.go of Go. */
    private static final List<Path> SYSTEM = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/pki/tls/cacert.pem"),
            Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"));

    /** Who sets one of these means the JDK's own way, with its stores. */
    private static final List<String> STORES =
            List.of("javax.net.ssl.trustStore", "javax.net.ssl.trustStoreType", "javax.net.ssl.keyStore");

    private Trust() {}

    /**
     * @param bundle null for the system's, or the JDK's
     * @throws BedrockException when the file cannot be read or holds no certificate
     */
    static Tls tls(@Nullable Path bundle) {
        Path file = bundle == null ? systemBundle(SYSTEM) : bundle;
        String name = (bundle == null ? "the system's CA bundle " : "the CA bundle ") + file;
        try {
            if (TlsLibrary.isUsable()) {
                return new NativeTls(file == null ? BundleTrust.manager((KeyStore) null) : trusting(file, name));
            }
            return file == null
                    ? new JdkTls(SSLContext.getDefault().getSocketFactory())
                    : JdkTls.trusting(trusting(file, name));
        } catch (NoSuchFileException e) {
            throw failure("there is no CA bundle " + file, e);
        } catch (CertificateBundle.TooLongException e) {
            throw failure(name + " has " + e.getMessage(), null);
        } catch (SSLException | GeneralSecurityException e) {
            if (e instanceof CertificateException) {
                throw failure(name + " holds a certificate that cannot be read", e);
            }
            throw failure("TLS cannot be set up: " + e.getMessage(), e);
        } catch (IOException e) {
            throw failure(name + " cannot be read", e);
        }
    }

    /** What TLS is done by, in words. */
    public static String library() {
        return TlsLibrary.isUsable() ? TlsLibrary.version() : "the JDK";
    }

    /**
     * Loads the library for TLS, if there is one, and sets up what the JDK checks certificates with, which takes tens of
     * milliseconds; false where TLS is the JDK's.
     */
    static boolean prepare() throws GeneralSecurityException {
        if (!TlsLibrary.isUsable()) {
            return false;
        }
        CertificateFactory.getInstance("X.509");
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        CertPathValidator.getInstance("PKIX");
        Signature.getInstance("SHA256withRSA");
        return true;
    }

    /** What a connection trusts, in words. */
    public static String of(Connection connection) {
        Path bundle = new Settings(connection, Profiles.read(connection.environment())).caBundle();
        Path file = bundle == null ? systemBundle(SYSTEM) : bundle;
        if (file != null) {
            return file.toString();
        }
        String store = System.getProperty(STORES.get(0));
        return store == null ? "the JDK's certificate authorities" : store;
    }

    /** The first that is there decides, be it empty or not to be read: nothing else is trusted in its place. */
    static @Nullable Path systemBundle(List<Path> places) {
        boolean own = STORES.stream().anyMatch(name -> System.getProperty(name) != null);
        return own ? null : places.stream().filter(Files::exists).findFirst().orElse(null);
    }

    private static BundleTrust trusting(Path file, String name) throws IOException, GeneralSecurityException {
        CertificateBundle bundle = CertificateBundle.read(file);
        if (bundle.isEmpty()) {
            throw failure(name + " holds no PEM certificate", null);
        }
        return new BundleTrust(bundle);
    }

    private static BedrockException failure(String message, @Nullable Throwable cause) {
        return BedrockException.of(Kind.CONFIGURATION, message)
                .fix("give a PEM file of certificate authorities with --ca-bundle or AWS_CA_BUNDLE")
                .cause(cause)
                .build();
    }
}
