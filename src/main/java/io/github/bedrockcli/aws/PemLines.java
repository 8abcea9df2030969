package io.github.bedrockcli.aws;

import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The base64 of PEM, line by line as programs write it: of a process that has just begun, many short calls take a third
 * of the time of one long loop, as the JVM compiles what is called often before what is in its first loop.
 */
final class PemLines {
    /** Characters of a line (RFC 7468, 2), which end where four characters of base64 do. */
    private static final int WIDTH = 64;

    private final Base64.Decoder decoder = Base64.getDecoder();
    private final byte[] pem;
    private byte[] decoded = new byte[4096];
    private int length;

    PemLines(byte[] pem) {
        this.pem = pem;
    }

    /**
     * Decodes full lines and a last one that may be shorter.
     *
     * @param start the line break before the first line
     * @return where the line with a hyphen starts that ends it; -1 where lines are written otherwise or are no base64
     */
    int decode(int start) {
        length = 0;
        boolean more = true;
        int position = afterBreak(start);
        while (position > 0 && position < pem.length && pem[position] != '-') {
            int end = Math.min(lineEnd(position), pem.length);
            more &= end - position <= WIDTH && add(position, end);
            if (!more) {
                return -1;
            }
            more = end - position == WIDTH && pem[end - 1] != '=';
            position = afterBreak(end);
        }
        return position < pem.length ? position : -1;
    }

    byte[] decoded() {
        return Arrays.copyOf(decoded, length);
    }

    /** Base64 with blanks wherever they are. */
    static byte[] loose(byte[] pem, int start, int end) throws CertificateException {
        byte[] dense = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            if (pem[i] > ' ' || pem[i] < 0) {
                dense[length++] = pem[i];
            }
        }
        try {
            return Base64.getDecoder().decode(Arrays.copyOf(dense, length));
        } catch (IllegalArgumentException e) {
            throw new CertificateException("no base64 between the lines of PEM", e);
        }
    }

    private boolean add(int from, int to) {
        if (length + WIDTH > decoded.length) {
            decoded = Arrays.copyOf(decoded, 2 * decoded.length);
        }
        try {
            byte[] bytes = decoder.decode(Arrays.copyOfRange(pem, from, to));
            System.arraycopy(bytes, 0, decoded, length, bytes.length);
            length += bytes.length;
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private int lineEnd(int from) {
        int full = from + WIDTH;
        if (full < pem.length && (pem[full] == '\n' || pem[full] == '\r')) {
            return full;
        }
        int end = from;
        while (end < pem.length && pem[end] != '\n' && pem[end] != '\r') {
            end++;
        }
        return end;
    }

    /** After a line break; -1 where there is none. */
    private int afterBreak(int position) {
        int next = position < pem.length && pem[position] == '\r' ? position + 1 : position;
        return next < pem.length && pem[next] == '\n' ? next + 1 : -1;
    }
}
