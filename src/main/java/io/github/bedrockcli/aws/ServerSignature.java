package io.github.bedrockcli.aws;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLHandshakeException;

/**
 * How a server of TLS 1.2 signed its part of the key exchange, read from what it sends in the clear: BoringSSL takes
 * SHA-1 there, and netty-tcnative has no way to forbid it. In TLS 1.3 SHA-1 is not possible.
 */
final class ServerSignature {
    /** Types of records (RFC 5246, 6.2.1) and of messages (7.4). */
    private static final int CHANGE_CIPHER_SPEC = 20;

    private static final int HANDSHAKE = 22;
    private static final int SERVER_KEY_EXCHANGE = 12;
    /** Signature schemes (RFC 8446, 4.2.3); 0 is none. */
    private static final int RSA_PKCS1_SHA1 = 0x0201;

    private static final int ECDSA_SHA1 = 0x0203;
    private static final int NEWER = -1;
    private static final String OLDER = "TLSv1.2";

    private final ByteArrayOutputStream flight = new ByteArrayOutputStream();
    private boolean known;

    /** Takes what came, in order; what comes after the handshake does not matter. */
    void add(byte[] bytes, int count) {
        if (!known) {
            flight.write(bytes, 0, count);
        }
    }

    /** For a handshake, in TLS 1.2 with ECDHE, that has been found good otherwise. */
    void require(String protocol) throws SSLHandshakeException {
        known = true;
        int scheme = protocol.equals(OLDER) ? scheme(ByteBuffer.wrap(messages())) : NEWER;
        flight.reset();
        if (scheme == 0 || scheme == RSA_PKCS1_SHA1 || scheme == ECDSA_SHA1) {
            throw new SSLHandshakeException("the server signs its keys for the connection with SHA-1");
        }
    }

    /** Those in the clear, which may begin and end within a record. */
    private byte[] messages() {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        byte[] bytes = flight.toByteArray();
        ByteBuffer records = ByteBuffer.wrap(bytes);
        while (records.remaining() >= 5) {
            int type = records.get();
            records.getShort();
            int length = Math.min(records.getShort() & 0xffff, records.remaining());
            if (type == CHANGE_CIPHER_SPEC) {
                break;
            }
            if (type == HANDSHAKE) {
                messages.write(bytes, records.position(), length);
            }
            records.position(records.position() + length);
        }
        return messages.toByteArray();
    }

    private static int scheme(ByteBuffer messages) {
        while (messages.remaining() >= 4) {
            int head = messages.getInt();
            int length = Math.min(head & 0xffffff, messages.remaining());
            if (head >>> 24 == SERVER_KEY_EXCHANGE) {
                return signed(messages.slice(messages.position(), length));
            }
            messages.position(messages.position() + length);
        }
        return 0;
    }

    /** Behind the curve and the point (RFC 8422, 5.4). */
    private static int signed(ByteBuffer exchange) {
        int at = 4 + (exchange.limit() < 4 ? 0 : exchange.get(3) & 0xff);
        return exchange.limit() < at + 2 ? 0 : exchange.getShort(at) & 0xffff;
    }
}
