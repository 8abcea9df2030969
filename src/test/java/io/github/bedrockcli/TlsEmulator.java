package io.github.bedrockcli;

import io.github.bedrockcli.emulator.Account;
import io.github.bedrockcli.emulator.Emulator;
import io.github.bedrockcli.emulator.Faults;
import io.github.bedrockcli.emulator.ListenAddress;
import io.github.bedrockcli.emulator.ServerKey;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The emulator behind TLS, with a certificate that nobody but its own users trusts: RSA with 2048 bits, as AWS has them. */
final class TlsEmulator implements AutoCloseable {
    private static final String PASSWORD = "emulator";

    private final Emulator emulator;
    private final Path authority;

    private TlsEmulator(Emulator emulator, Path authority) {
        this.emulator = emulator;
        this.authority = authority;
    }

    /**
     * Starts on a free port of the loopback address.
     *
     * @param folder where its certificate is kept, and taken from the next time
     */
    static TlsEmulator start(Path folder) throws Exception {
        Path store = folder.resolve("server.p12");
        if (Files.notExists(store)) {
            makeKey(store);
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        String certificate = pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
        String key =
                pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        Path authority = Files.writeString(folder.resolve("authority.pem"), certificate);
        ListenAddress address =
                new ListenAddress(InetAddress.getLoopbackAddress(), 0, ServerKey.parse(certificate, key));
        return new TlsEmulator(
                Emulator.start(address, Clock.systemUTC(), line -> {}, Account.open(), Faults.none(), null), authority);
    }

    /** What points a program at it, and lets the program trust it. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(emulator.environment());
        environment.put("AWS_CA_BUNDLE", authority.toString());
        return environment;
    }

    private static void makeKey(Path store) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-storetype", "PKCS12", "-alias", "server"));
        command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "2"));
        command.addAll(List.of("-dname", "CN=emulator", "-ext", "san=ip:127.0.0.1"));
        command.addAll(List.of("-storepass", PASSWORD, "-keystore", store.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("no certificate was made: " + said);
        }
    }

    private static String pem(String type, byte[] der) {
        String base64 = Base64.getMimeEncoder().encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }

    @Override
    public void close() {
        emulator.close();
    }
}
