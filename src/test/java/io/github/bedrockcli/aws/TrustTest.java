package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CA bundles that are none, and which one is taken. */
final class TrustTest {
    @TempDir
    private Path folder;

    @Test
    void aBundleWithoutEndIsRefused() throws IOException {
        Path bundle = folder.resolve("ca.pem");
        try (RandomAccessFile file = new RandomAccessFile(bundle.toFile(), "rw")) {
            file.setLength(10_000_000_000L);
        }
        assertThat(catchThrowable(() -> Trust.tls(bundle)))
                .isInstanceOf(BedrockException.class)
                .hasMessage("the CA bundle " + bundle + " has more than 20000000 bytes");
    }

    @Test
    void aBundleThatIsMissingOrHasNoCertificateIsRefused() throws Exception {
        Path none = folder.resolve("none.pem");
        assertThat(catchThrowable(() -> Trust.tls(none))).hasMessage("there is no CA bundle " + none);
        String whole = TestAuthority.pem(TestAuthority.named("Root").authority().selfSigned());
        for (String text : List.of("", "# none\n", whole.replace("CERTIFICATE", "TRUSTED CERTIFICATE"))) {
            Path bundle = Files.writeString(folder.resolve("ca.pem"), text);
            assertThat(catchThrowable(() -> Trust.tls(bundle)))
                    .hasMessage("the CA bundle " + bundle + " holds no PEM certificate");
        }
    }

    @Test
    void aCertificateThatIsNoneAmongOthersIsRefusedBeforeAnyConnection() throws Exception {
        byte[] good = TestAuthority.named("Root").authority().selfSigned().getEncoded();
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        byte[] shorter = Arrays.copyOf(good, good.length - 1);
        for (String bad : List.of(
                TestAuthority.pem(longer),
                TestAuthority.pem(shorter),
                TestAuthority.pem("hello".getBytes(StandardCharsets.US_ASCII)),
                TestAuthority.pem(new byte[0]),
                TestAuthority.pem(good).replaceFirst("M", "?"),
                TestAuthority.pem(good).replaceFirst("M", "\u00e9"),
                TestAuthority.pem(good).replaceFirst("MI", "M"))) {
            Path bundle = Files.writeString(
                    folder.resolve("ca.pem"), TestAuthority.pem(good) + bad + TestAuthority.pem(good));
            assertThat(catchThrowable(() -> Trust.tls(bundle)))
                    .as(bad)
                    .isInstanceOf(BedrockException.class)
                    .hasMessage("the CA bundle " + bundle + " holds a certificate that cannot be read");
        }
    }

    @Test
    void theFirstBundleOfTheSystemThatIsThereDecidesEvenWhenItIsEmpty() throws IOException {
        Path absent = folder.resolve("absent.crt");
        Path empty = Files.createFile(folder.resolve("empty.crt"));
        Path other = Files.writeString(folder.resolve("other.crt"), "-");
        assertThat(Trust.systemBundle(List.of(absent, empty, other))).isEqualTo(empty);
        assertThat(Trust.systemBundle(List.of(absent))).isNull();
    }

    @Test
    void linesThatAreWrittenOtherwiseAreReadAllTheSame() throws Exception {
        X509Certificate root = TestAuthority.named("Root").authority().selfSigned();
        String pem = TestAuthority.pem(root);
        for (String text : List.of(
                pem,
                pem.replace("\n", "\r\n"),
                pem.replace("\n", " \n"),
                pem.replace("\n", "\n\n"),
                pem.replaceAll("(?m)^(.{13})(.*)$", "$1\n$2")
                        .replace("-----BEGIN CE\nRTIFICATE-----", "-----BEGIN CERTIFICATE-----")
                        .replace("-----END CERT\nIFICATE-----", "-----END CERTIFICATE-----"),
                "comment " + pem.replace("\n", "") + "comment",
                "-----BEGIN CERTIFICATE-----\nMIIB\n" + pem)) {
            assertThat(CertificateBundle.of(text.getBytes(StandardCharsets.UTF_8))
                            .all())
                    .as(text)
                    .containsExactly(root);
        }
    }
}
