package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.aws.SdkBedrock;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.emulator.Account;
import io.github.bedrockcli.emulator.Emulator;
import io.github.bedrockcli.emulator.Faults;
import io.github.bedrockcli.emulator.ListenAddress;
import io.github.bedrockcli.emulator.Replay;
import io.github.bedrockcli.emulator.ServerKey;
import io.github.bedrockcli.model.UsageException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program's real client takes what is replayed for measurements, over HTTP and over TLS, as any other answer. */
final class ReplayOverTheWireTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;

    private static String certificate;
    private static String key;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = folder.resolve("server.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String command = keytool + " -genkeypair -storetype PKCS12 -alias server -keyalg EC -dname CN=emulator"
                + " -ext san=ip:127.0.0.1 -validity 2 -storepass " + new String(PASSWORD) + " -keystore " + store;
        Process process = new ProcessBuilder(command.split(" ", -1))
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        certificate = pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
        key = pem("PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded());
        Files.writeString(folder.resolve("ca.pem"), certificate);
    }

    @Test
    void streamsOfManyChunksArePrintedWhole() throws Exception {
        try (Emulator emulator = start("chunks=3000", null)) {
            for (int run = 0; run < 2; run++) {
                Result result = run(emulator, "stream", "a a a a a a a a");
                assertThat(result.code()).as(result.err()).isZero();
                assertThat(result.out()).isEqualTo("[offline echo]" + " a".repeat(3007) + "\n");
                assertThat(result.err()).isEmpty();
            }
        }
    }

    @Test
    void answersVectorsAndListsAreTakenOverTlsAsWell() throws Exception {
        Path lines = Files.writeString(folder.resolve("lines.txt"), "line\n".repeat(50));
        try (Emulator emulator = start("delay=1", ServerKey.parse(certificate, key))) {
            assertThat(emulator.endpoint()).hasScheme("https");
            for (int run = 0; run < 2; run++) {
                assertThat(run(emulator, "invoke", "Hi")).isEqualTo(new Result(0, "[offline echo] Hi\n", ""));
                assertThat(run(emulator, "stream", "Hi")).isEqualTo(new Result(0, "[offline echo] Hi\n", ""));
                assertThat(run(emulator, "list-models", "-o", "ids").out().lines())
                        .contains("amazon.nova-lite-v1:0");
                Result vectors = run(emulator, "embed", "-q", "--input", lines.toString());
                assertThat(vectors.code()).as(vectors.err()).isZero();
                assertThat(vectors.out().lines().distinct()).hasSize(1);
                assertThat(vectors.out().lines()).hasSize(50);
            }
        }
    }

    @Test
    void keysThatAreNoneAreUsageErrors() {
        assertThatThrownBy(() -> ServerKey.parse("no certificate", key))
                .isInstanceOf(UsageException.class)
                .hasMessage("--tls-cert is a file with certificates in PEM");
        assertThatThrownBy(() -> ServerKey.parse(certificate, "no key"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--tls-key is a file with an unencrypted private key in PEM (BEGIN PRIVATE KEY)");
        assertThat(new Terminal().run(new FakeBedrock(), "emulator", "--tls-cert", "cert.pem"))
                .isEqualTo(new Result(2, "", "error: --tls-cert and --tls-key go together\n"));
        assertThat(new Terminal().run(new FakeBedrock(), "emulator", "--port", "0", "--replay", "chunks=x"))
                .isEqualTo(
                        new Result(2, "", "error: --replay chunks=x: a whole number from 1 to 100000000, not 'x'\n"));
    }

    private static Emulator start(String replay, ServerKey key) throws Exception {
        return Emulator.start(
                new ListenAddress(InetAddress.getLoopbackAddress(), 0, key),
                Clock.systemUTC(),
                line -> {},
                Account.open(),
                Faults.none(),
                Replay.parse(replay));
    }

    private static Result run(Emulator emulator, String... args) {
        Terminal terminal = new Terminal();
        emulator.environment().forEach(terminal::environment);
        terminal.environment("AWS_CONFIG_FILE", "/dev/null");
        terminal.environment("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        terminal.environment("AWS_CA_BUNDLE", folder.resolve("ca.pem").toString());
        return terminal.run(SdkBedrock::open, args);
    }

    private static String pem(String type, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }
}
