package software.amazon.awssdk.http.auth.aws.internal.signer.util;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.MacSpi;

/**
 * What requests are signed with: HMAC (RFC 2104) over the JDK's SHA-256. In the place of the SDK's class of this name, which
 * asks the JDK for a {@link Mac}: to find one, that sets up four more providers with their elliptic curves, reads its
 * policies of what may be encrypted, and opens the program's jar, a tenth of the processor time of a whole run.
 */
public enum SigningAlgorithm {
    HMAC_SHA256("HmacSHA256");

    private final String algorithmName;

    SigningAlgorithm(String algorithmName) {
        this.algorithmName = algorithmName;
    }

    public String getAlgorithmName() {
        return algorithmName;
    }

    /** One for each thread, to be given a key before each use. */
    public Mac getMac() {
        return OwnMac.OF_THREAD.get();
    }

    private static final class OwnMac extends Mac {
        static final ThreadLocal<Mac> OF_THREAD = ThreadLocal.withInitial(OwnMac::make);

        private OwnMac(MessageDigest digest) {
            super(new Hmac(digest), digest.getProvider(), HMAC_SHA256.algorithmName);
        }

        private static Mac make() {
            try {
                return new OwnMac(MessageDigest.getInstance("SHA-256"));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    /** A hash over a hash, each of what is given after a block that the key is in. */
    private static final class Hmac extends MacSpi {
        /** Bytes that SHA-256 takes at a time. */
        private static final int BLOCK = 64;

        private final MessageDigest digest;
        private final byte[] inner = new byte[BLOCK];
        private final byte[] outer = new byte[BLOCK];

        Hmac(MessageDigest digest) {
            this.digest = digest;
        }

        @Override
        protected int engineGetMacLength() {
            return digest.getDigestLength();
        }

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec parameters) throws InvalidKeyException {
            byte[] encoded = key.getEncoded();
            if (encoded == null) {
                throw new InvalidKeyException("the key does not show its bytes");
            }
            digest.reset();
            byte[] block = Arrays.copyOf(encoded.length > BLOCK ? digest.digest(encoded) : encoded, BLOCK);
            for (int i = 0; i < BLOCK; i++) {
                inner[i] = (byte) (block[i] ^ 0x36);
                outer[i] = (byte) (block[i] ^ 0x5c);
            }
            digest.update(inner);
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDoFinal() {
            byte[] hash = digest.digest();
            digest.update(outer);
            byte[] mac = digest.digest(hash);
            digest.update(inner);
            return mac;
        }

        @Override
        protected void engineReset() {
            digest.reset();
            digest.update(inner);
        }
    }
}
