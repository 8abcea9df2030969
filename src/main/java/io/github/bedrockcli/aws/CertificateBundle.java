package io.github.bedrockcli.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * The certificates of a PEM file, of which only those are read that are asked for: reading all public authorities would
 * take longer than the handshake that one of them is needed for. Each is looked at as far as its subject, though, so
 * what is no certificate at all is found at once.
 */
final class CertificateBundle {
    /** Most bytes of a bundle; that of all public authorities has some hundred thousands. */
    static final int MAX_BYTES = 20_000_000;

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private final List<SubjectBytes> certificates;

    private CertificateBundle(List<SubjectBytes> certificates) {
        this.certificates = certificates;
    }

    /** Thrown for a file with more than {@link #MAX_BYTES}: a device has no end. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;

        TooLongException() {
            super("more than " + MAX_BYTES + " bytes");
        }
    }

    /** @throws CertificateException when something between the lines of PEM is no certificate */
    static CertificateBundle read(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new TooLongException();
            }
            return of(bytes);
        }
    }

    static CertificateBundle of(byte[] pem) throws CertificateException {
        // ISO-8859-1 takes any bytes: comments between the certificates may be in any encoding.
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        List<SubjectBytes> found = new ArrayList<>();
        PemLines lines = new PemLines(pem);
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int start = begin + BEGIN.length();
            int end = lines.decode(start);
            if (end < 0 || !text.startsWith(END, end)) {
                // The lines of a certificate have no hyphen: a block that is cut short ends where the next one begins.
                end = text.indexOf("--", start);
                if (end >= 0 && text.startsWith(END, end)) {
                    found.add(SubjectBytes.of(PemLines.loose(pem, start, end)));
                }
            } else {
                found.add(SubjectBytes.of(lines.decoded()));
            }
            begin = end < 0 ? -1 : text.indexOf(BEGIN, end);
        }
        return new CertificateBundle(found);
    }

    boolean isEmpty() {
        return certificates.isEmpty();
    }

    /** Those whose subject is one of these names, byte for byte. */
    List<X509Certificate> of(Iterable<X500Principal> subjects) throws CertificateException {
        List<SubjectBytes> chosen = new ArrayList<>();
        for (X500Principal subject : subjects) {
            byte[] name = subject.getEncoded();
            for (SubjectBytes certificate : certificates) {
                if (certificate.isOf(name)) {
                    chosen.add(certificate);
                }
            }
        }
        return parsed(chosen);
    }

    List<X509Certificate> all() throws CertificateException {
        return parsed(certificates);
    }

    private static List<X509Certificate> parsed(List<SubjectBytes> chosen) throws CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        if (!chosen.isEmpty()) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (SubjectBytes one : chosen) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(one.der())));
            }
        }
        return certificates;
    }
}
