package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom to trust over TLS: the JDK's certificate authorities, or those of a PEM file. */
final class Trust {
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
        Matcher matcher = CERTIFICATE.matcher(Files.readString(bundle, StandardCharsets.ISO_8859_1));
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

    private static BedrockException failure(String message, @Nullable Throwable cause) {
        return BedrockException.of(Kind.CONFIGURATION, message)
                .fix("give a PEM file of certificate authorities with --ca-bundle or AWS_CA_BUNDLE")
                .cause(cause)
                .build();
    }
}
