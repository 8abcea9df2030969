package software.amazon.awssdk.http.auth.aws.internal.signer.util;

import java.security.GeneralSecurityException;
import java.security.NoSuchProviderException;
import javax.crypto.Mac;

/**
 * What requests are signed with: the JDK's HMAC. In the place of the SDK's class of this name, which does not say whose it
 * wants: then every provider is set up that might have it, with their elliptic curves.
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
        return OfThread.MAC.get();
    }

    private static final class OfThread {
        static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(OfThread::make);

        private static Mac make() {
            try {
                return found();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HMAC with SHA-256", e);
            }
        }

        private static Mac found() throws GeneralSecurityException {
            try {
                return Mac.getInstance(HMAC_SHA256.algorithmName, "SunJCE");
            } catch (NoSuchProviderException e) {
                return Mac.getInstance(HMAC_SHA256.algorithmName);
            }
        }
    }
}
