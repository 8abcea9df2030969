package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where a subject is found in bytes that are a certificate, nearly one, or none. */
final class SubjectBytesTest {
    @Test
    void theSubjectIsTheOneThatTheJdkReads() throws Exception {
        TestAuthority root = TestAuthority.named("Root").authority();
        TestAuthority leaf = TestAuthority.named("leaf").server("localhost");
        X509Certificate issued = root.issue(leaf);
        SubjectBytes bytes = SubjectBytes.of(issued.getEncoded());
        assertThat(bytes.isOf(issued.getSubjectX500Principal().getEncoded())).isTrue();
        assertThat(bytes.isOf(issued.getIssuerX500Principal().getEncoded())).isFalse();
        assertThat(bytes.der()).isEqualTo(issued.getEncoded());
    }

    @Test
    void everyCertificateCutShortIsRefused() throws Exception {
        byte[] whole = TestAuthority.named("Root").authority().selfSigned().getEncoded();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(CertificateException.class).isThrownBy(() -> SubjectBytes.of(cut));
        }
    }

    /** What the JDK reads of damaged bytes has the subject that is found in them, and nothing else is ever thrown. */
    @Test
    void damageIsRefusedOrLeavesTheSubjectOfTheJdk() throws Exception {
        byte[] whole = TestAuthority.named("Root").authority().selfSigned().getEncoded();
        Random random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            X509Certificate read = read(damaged);
            SubjectBytes found;
            try {
                found = SubjectBytes.of(damaged);
            } catch (CertificateException e) {
                continue;
            }
            if (read != null) {
                assertThat(found.isOf(read.getSubjectX500Principal().getEncoded()))
                        .isTrue();
            }
        }
    }

    private static X509Certificate read(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            return null;
        }
    }
}
