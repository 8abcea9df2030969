package io.github.bedrockcli.aws;

import io.netty.internal.tcnative.SSL;
import java.util.Locale;

/** What BoringSSL says of its last failure in this thread. */
final class TlsWords {
    private TlsWords() {}

    /** {@code error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER} is "wrong version number". */
    static String of(int error) {
        if (error == SSL.SSL_ERROR_NONE || error == SSL.SSL_ERROR_WANT_READ || error == SSL.SSL_ERROR_ZERO_RETURN) {
            return "";
        }
        int number = SSL.getLastErrorNumber();
        String whole = number == 0 ? "TLS failed" : SSL.getErrorString(number);
        return whole.substring(whole.lastIndexOf(':') + 1).replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
