package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
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
    static SSLSocketFactory sockets(@Nullable Path bundle) {
        Path file = bundle == null ? systemBundle(SYSTEM) : bundle;
        String name = (bundle == null ? "the system's CA bundle " : "the CA bundle ") + file;
        try {
            return file == null ? SSLContext.getDefault().getSocketFactory() : trusting(file, name);
        } catch (NoSuchFileException e) {
            throw failure("there is no CA bundle " + file, e);
        } catch (CertificateBundle.TooLongException e) {
            throw failure(name + " has " + e.getMessage(), null);
        } catch (IOException e) {
            throw failure(name + " cannot be read", e);
        } catch (CertificateException e) {
            throw failure(name + " holds a certificate that cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw failure("TLS cannot be set up: " + e.getMessage(), e);
        }
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

    private static SSLSocketFactory trusting(Path file, String name) throws IOException, GeneralSecurityException {
        CertificateBundle bundle = CertificateBundle.read(file);
        if (bundle.isEmpty()) {
            throw failure(name + " holds no PEM certificate", null);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new BundleTrust(bundle)}, null);
        return context.getSocketFactory();
    }

    private static BedrockException failure(String message, @Nullable Throwable cause) {
        return BedrockException.of(Kind.CONFIGURATION, message)
                .fix("give a PEM file of certificate authorities with --ca-bundle or AWS_CA_BUNDLE")
                .cause(cause)
                .build();
    }
}
