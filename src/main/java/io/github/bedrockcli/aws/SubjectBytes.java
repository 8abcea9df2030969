package io.github.bedrockcli.aws;

import java.security.cert.CertificateException;
import java.util.Arrays;

/**
 * A certificate as it is encoded, and where in it its subject stands (RFC 5280, 4.1); whether it is good is for the JDK
 * to say, once it is needed.
 */
final class SubjectBytes {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    /** The version's tag, which certificates of version 1 leave out. */
    private static final int VERSION = 0xa0;

    private final byte[] der;
    private final int from;
    private final int to;

    private SubjectBytes(byte[] der, int from, int to) {
        this.der = der;
        this.from = from;
        this.to = to;
    }

    /** @throws CertificateException when these bytes are not one certificate from their first to their last */
    static SubjectBytes of(byte[] der) throws CertificateException {
        Walk file = new Walk(der, 0, der.length);
        Walk whole = file.into(SEQUENCE);
        file.end();
        Walk signed = whole.into(SEQUENCE);
        whole.over(SEQUENCE);
        whole.over(BIT_STRING);
        whole.end();
        if (signed.at(VERSION)) {
            signed.over(VERSION);
        }
        signed.over(INTEGER);
        signed.over(SEQUENCE);
        signed.over(SEQUENCE);
        signed.over(SEQUENCE);
        int from = signed.position;
        signed.over(SEQUENCE);
        int to = signed.position;
        signed.over(SEQUENCE);
        return new SubjectBytes(der, from, to);
    }

    boolean isOf(byte[] name) {
        return Arrays.equals(der, from, to, name, 0, name.length);
    }

    byte[] der() {
        return der;
    }

    /** Steps over the members of one DER value. */
    private static final class Walk {
        private final byte[] der;
        private final int limit;
        private int position;

        private Walk(byte[] der, int position, int limit) {
            this.der = der;
            this.position = position;
            this.limit = limit;
        }

        private boolean at(int tag) {
            return position < limit && (der[position] & 0xff) == tag;
        }

        private void over(int tag) throws CertificateException {
            position = into(tag).limit;
        }

        /** The members of the value here; this walk goes on after it. */
        private Walk into(int tag) throws CertificateException {
            if (!at(tag)) {
                throw new CertificateException("no certificate: at byte " + position + " there is no tag " + tag);
            }
            position++;
            int length = length();
            if (length > limit - position) {
                throw new CertificateException("the certificate is cut short");
            }
            Walk members = new Walk(der, position, position + length);
            position += length;
            return members;
        }

        private void end() throws CertificateException {
            if (position != limit) {
                throw new CertificateException("no certificate: more follows at byte " + position);
            }
        }

        /** Lengths are definite and as short as can be in DER. */
        private int length() throws CertificateException {
            int first = next();
            if (first < 0x80) {
                return first;
            }
            int count = first & 0x7f;
            int length = 0;
            for (int i = 0; i < count && count <= 3; i++) {
                length = (length << 8) | next();
            }
            if (length < 0x80 || length >>> (8 * (count - 1)) == 0) {
                throw new CertificateException("no certificate: a length at byte " + position + " is not of DER");
            }
            return length;
        }

        private int next() throws CertificateException {
            if (position >= limit) {
                throw new CertificateException("the certificate is cut short");
            }
            return der[position++] & 0xff;
        }
    }
}
