package io.github.bedrockcli.aws;

import io.netty.internal.tcnative.SSL;
import java.util.List;
import java.util.Locale;

/** What BoringSSL says of its last failure in this thread. */
final class TlsWords {
    /** What the server says, by the version of the protocol that has it first, which is not the one that is spoken. */
    private static final List<String> ALERTS = List.of("sslv3_alert_", "tlsv1_alert_");

    private TlsWords() {}

    /**
     * Of {@code error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER} "wrong version number"; of an alert what
     * the JDK says of it.
     */
    static String of(int error) {
        if (error == SSL.SSL_ERROR_NONE || error == SSL.SSL_ERROR_WANT_READ || error == SSL.SSL_ERROR_ZERO_RETURN) {
            return "";
        }
        int number = SSL.getLastErrorNumber();
        if (number == 0) {
            return "TLS failed";
        }
        String whole = SSL.getErrorString(number);
        String name = whole.substring(whole.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
        for (String alert : ALERTS) {
            if (name.startsWith(alert)) {
                return "Received fatal alert: " + name.substring(alert.length());
            }
        }
        return name.replace('_', ' ');
    }
}
