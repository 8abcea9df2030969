package io.github.bedrockcli.aws;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** The plain name or IPv4 address of a server, as a certificate has it letter by letter: no wildcard, no other alphabet. */
final class ServerName {
    /** Kinds of alternative names (RFC 5280, 4.2.1.6). */
    private static final int DNS = 2;

    private static final int ADDRESS = 7;
    private static final int NEITHER = -1;
    private static final int LONGEST_LABEL = 63;

    private final String host;
    private final int kind;

    ServerName(String host) {
        this.host = host;
        String[] labels = host.split("\\.", -1);
        boolean bytes = true;
        boolean names = true;
        for (String label : labels) {
            bytes &= isByte(label);
            names &= isLabel(label);
        }
        if (bytes && labels.length == 4) {
            kind = ADDRESS;
        } else {
            // What ends in a number could be read as an address.
            String last = labels[labels.length - 1];
            kind = names && !isDigit(last.charAt(0)) ? DNS : NEITHER;
        }
    }

    /** Whether it stands in the certificate just so; if not, the certificate may be this server's all the same. */
    boolean isIn(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names = kind == NEITHER ? null : certificate.getSubjectAlternativeNames();
        return names != null && names.contains(List.of(kind, host));
    }

    private static boolean isByte(String label) {
        for (int i = 0; i < label.length(); i++) {
            if (!isDigit(label.charAt(i))) {
                return false;
            }
        }
        return !label.isEmpty()
                && label.length() <= 3
                && Integer.parseInt(label) < 256
                && (label.length() == 1 || label.charAt(0) != '0');
    }

    private static boolean isLabel(String label) {
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (!isDigit(c) && (c < 'a' || c > 'z') && c != '-') {
                return false;
            }
        }
        return !label.isEmpty()
                && label.length() <= LONGEST_LABEL
                && !label.startsWith("-")
                && !label.endsWith("-")
                && !label.startsWith("xn--");
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
