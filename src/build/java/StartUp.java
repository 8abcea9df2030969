import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * Makes the application folder start fast. Where a JDK 25 or newer is found: {@code runtime/}, a run-time image with what
 * the program needs of it, and {@code lib/*.aot}, the classes of a run as that image loads them, checked and linked.
 * Otherwise {@code lib/bedrock.jsa}, an archive of classes for the JDK in use. Both are made from runs against the
 * emulator. Without either the application runs as well, only it starts slower: so what fails here is told and does not
 * fail the build.
 *
 * <p>Run by the build: {@code java StartUp.java APPLICATION auto|archive|none}.
 */
final class StartUp {
    private static final int AOT_SINCE = 25;
    private static final int SECONDS = 120;
    private static final String PASSWORD = "rehearsal";
    private static final String CLAUDE = "us.anthropic.claude-haiku-4-5-20251001-v1:0";

    /** What the virtual machine is told in every run, so here too: an archive fits only the settings it was made with. */
    private static final List<String> SETTINGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:CompressedClassSpaceSize=64m",
            "-XX:TieredStopAtLevel=1",
            "-Djdk.console=java.base",
            "-Djdk.reflect.useNativeAccessorOnly=true",
            "--enable-native-access=ALL-UNNAMED");

    /** Commands that call nobody. Each has an archive of its own since all of one is mapped, used or not. */
    private static final List<String> LOCAL = List.of(
            "--help", "invoke --help", "stream --help", "embed --help", "list-models --help", "help chat", "--version");

    private final Path application;
    private final Path jar;
    private final Path scratch;

    private StartUp(Path application, Path scratch) {
        this.application = application;
        this.jar = application.resolve("lib/bedrock.jar");
        this.scratch = scratch;
    }

    public static void main(String[] args) throws Exception {
        if (args[1].equals("none")) {
            return;
        }
        Path scratch = Files.createTempDirectory("bedrock-build");
        try {
            new StartUp(Path.of(args[0]).toAbsolutePath(), scratch).make(args[1].equals("auto"));
        } catch (IOException | IllegalStateException e) {
            System.err.println("[WARNING] bedrock will start slower: " + e.getMessage());
        } finally {
            delete(scratch);
        }
    }

    private void make(boolean withImage) throws Exception {
        Path jdk = withImage ? newestJdk() : null;
        if (jdk != null) {
            image(jdk);
        }
        Path java = jdk == null ? Path.of(System.getProperty("java.home")) : application.resolve("runtime");
        try (Rehearsed rehearsed = new Rehearsed(java)) {
            if (jdk == null) {
                sharedArchive(java, rehearsed);
            } else {
                aotCache(java, rehearsed, "local.aot", LOCAL);
                aotCache(java, rehearsed, "ask.aot", rehearsed.questions());
                aotCache(java, rehearsed, "list.aot", rehearsed.lists());
                aotCache(java, rehearsed, "calls.aot", rehearsed.calls());
            }
        }
    }

    /** A trimmed copy of the JDK; made again only for another JDK, since it takes longer than all the rest. */
    private void image(Path jdk) throws IOException, InterruptedException {
        Path image = application.resolve("runtime");
        Path stamp = application.resolve("runtime/made-from");
        String modules = output(List.of(
                        jdk.resolve("bin/jdeps").toString(),
                        "--ignore-missing-deps",
                        "--print-module-deps",
                        "--multi-release",
                        "base",
                        jar.toString()))
                .trim();
        String made = jdk + " " + Files.readString(jdk.resolve("release")).hashCode() + " " + modules;
        if (Files.exists(stamp) && Files.readString(stamp).equals(made)) {
            return;
        }
        delete(image);
        output(List.of(
                jdk.resolve("bin/jlink").toString(),
                "--add-modules",
                modules,
                "--output",
                image.toString(),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--vm",
                "server"));
        // For runs that no cache fits.
        output(List.of(image.resolve("bin/java").toString(), "-Xshare:dump", "-XX:+UseSerialGC"));
        Files.writeString(stamp, made);
    }

    private void aotCache(Path java, Rehearsed rehearsed, String name, List<String> lines) throws Exception {
        Path cache = application.resolve("lib").resolve(name);
        Files.deleteIfExists(cache);
        List<String> command = java(java);
        // What is known of hot methods would have them compiled at once: more work than a short run gets back.
        command.addAll(
                List.of("-XX:AOTCacheOutput=" + cache, "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining"));
        rehearsed.run(command, lines);
        if (!Files.exists(cache)) {
            throw new IllegalStateException("no " + name + " was made");
        }
    }

    private void sharedArchive(Path java, Rehearsed rehearsed) throws Exception {
        Path archive = application.resolve("lib/bedrock.jsa");
        Files.deleteIfExists(archive);
        Path classes = scratch.resolve("classes.txt");
        List<String> command = java(java);
        command.add("-Xshare:off");
        command.add("-XX:DumpLoadedClassList=" + classes);
        List<String> lines = new ArrayList<>(LOCAL);
        lines.addAll(rehearsed.calls());
        rehearsed.run(command, lines);
        List<String> dump = java(java);
        dump.addAll(List.of(
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                jar.toString()));
        output(dump);
        if (!Files.exists(archive)) {
            throw new IllegalStateException("no bedrock.jsa was made");
        }
    }

    private static List<String> java(Path home) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(SETTINGS);
        return command;
    }

    /** The JDK in use if it is new enough, else the newest found; null if there is none. */
    private static Path newestJdk() throws IOException {
        Path current = Path.of(System.getProperty("java.home"));
        if (release(current) >= AOT_SINCE && isJdk(current)) {
            return current;
        }
        List<Path> candidates = new ArrayList<>();
        String home = System.getenv("JAVA_HOME");
        if (home != null) {
            candidates.add(Path.of(home));
        }
        String user = System.getProperty("user.home");
        for (String folder : List.of(
                "/usr/lib/jvm",
                "/opt/java",
                "/opt",
                "/Library/Java/JavaVirtualMachines",
                user + "/Library/Java/JavaVirtualMachines",
                user + "/.sdkman/candidates/java",
                user + "/.jdks",
                "C:\\Program Files\\Java",
                "C:\\Program Files\\Eclipse Adoptium")) {
            if (Files.isDirectory(Path.of(folder))) {
                try (Stream<Path> entries = Files.list(Path.of(folder))) {
                    entries.sorted().forEach(entry -> {
                        candidates.add(entry);
                        candidates.add(entry.resolve("Contents/Home"));
                    });
                }
            }
        }
        Path newest = null;
        for (Path candidate : candidates) {
            int release = isJdk(candidate) ? release(candidate) : 0;
            if (release >= AOT_SINCE && (newest == null || release > release(newest))) {
                newest = candidate.toRealPath();
            }
        }
        return newest;
    }

    private static boolean isJdk(Path folder) {
        return Stream.of("jlink", "jdeps", "java")
                .allMatch(tool -> Files.isExecutable(folder.resolve("bin").resolve(tool))
                        || Files.isExecutable(folder.resolve("bin").resolve(tool + ".exe")));
    }

    /** The feature release, 0 where the folder says none. */
    private static int release(Path jdk) throws IOException {
        Path file = jdk.resolve("release");
        if (!Files.isReadable(file)) {
            return 0;
        }
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("JAVA_VERSION=\"")) {
                String number = line.substring("JAVA_VERSION=\"".length()).split("[\".+-]")[0];
                return number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 0;
            }
        }
        return 0;
    }

    private String output(List<String> command) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command), "");
    }

    /** What the process wrote on standard output; what went wrong as an exception with its last words. */
    private String run(ProcessBuilder builder, String input) throws IOException, InterruptedException {
        Path in = Files.writeString(Files.createTempFile(scratch, "in", ".txt"), input);
        Path out = Files.createTempFile(scratch, "out", ".txt");
        Path err = Files.createTempFile(scratch, "err", ".txt");
        Process process = builder.redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(builder.command().get(0) + " did not end");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", builder.command()) + " exited with " + process.exitValue()
                    + ": " + Files.readString(out) + Files.readString(err));
        }
        return Files.readString(out);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** A user with profiles, the emulator that answers, and TLS before it. */
    private final class Rehearsed implements AutoCloseable {
        private final Process emulator;
        private final SSLServerSocket tls;
        private final Map<String, String> environment = new HashMap<>();
        private final int port;

        Rehearsed(Path java) throws Exception {
            List<String> command = java(java);
            command.addAll(List.of("-cp", jar.toString(), "io.github.bedrockcli.Main", "emulator", "--port", "0"));
            emulator = new ProcessBuilder(command)
                    .redirectError(scratch.resolve("emulator.txt").toFile())
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(emulator.getInputStream(), StandardCharsets.UTF_8));
            for (String line = said.readLine(); line != null && !line.startsWith("unset"); line = said.readLine()) {
                String[] pair = line.replaceFirst("^export ", "").split("=", 2);
                environment.put(pair[0], pair[1]);
            }
            String endpoint = environment.get("AWS_ENDPOINT_URL");
            if (endpoint == null) {
                throw new IllegalStateException(
                        "the emulator did not start: " + Files.readString(scratch.resolve("emulator.txt")));
            }
            port = URI.create(endpoint).getPort();
            environment.put("HOME", scratch.toString());
            environment.put("AWS_EC2_METADATA_DISABLED", "true");
            environment.put("LC_ALL", "C.UTF-8");
            tls = tls();
            Thread accepting = new Thread(this::accept);
            accepting.setDaemon(true);
            accepting.start();
            writeProfiles();
            // Signed in before, so that runs are rehearsed as they are on most days.
            run(java(java), List.of("login --profile sso --use-device-code --no-browser"));
        }

        /** Answers of models, to who has keys in the environment. */
        List<String> questions() {
            return List.of(
                    "invoke -m " + CLAUDE + " -o json" + https() + " Hi",
                    "invoke --max-tokens 10 --temperature 0.5 Hi",
                    "stream -m " + CLAUDE + https("127.0.0.1") + " Hi",
                    "stream -m " + CLAUDE + " Hi",
                    "invoke -m " + CLAUDE + " Hi");
        }

        /** Lists of models, likewise. */
        List<String> lists() {
            return List.of("list-models" + https(), "list-models -o ids");
        }

        /** Each way a run gets its credentials, and each thing it then does. */
        List<String> calls() {
            List<String> lines = new ArrayList<>(lists());
            lines.addAll(List.of(
                    "invoke --profile role Hi",
                    "stream --profile sso -m " + CLAUDE + https() + " Hi",
                    "stream --profile keys -m mistral.mistral-large-3-675b-instruct Hi",
                    "embed Hi there",
                    "embed -o jsonl" + https() + " Hi",
                    "invoke --offline Hi",
                    "stream --offline Hi"));
            lines.addAll(questions());
            return lines;
        }

        private String https() {
            return https("localhost");
        }

        /** @param host of which a certificate speaks in another way if it is an address */
        private String https(String host) {
            return " --endpoint-url https://" + host + ":" + tls.getLocalPort() + " --ca-bundle "
                    + scratch.resolve("ca.pem");
        }

        /** Runs command lines in one process. */
        void run(List<String> java, List<String> lines) throws Exception {
            List<String> command = new ArrayList<>(java);
            command.addAll(List.of("-Dbedrock.rehearsal=true", "-cp", jar.toString(), "io.github.bedrockcli.Main"));
            ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            StartUp.this.run(builder, String.join("\n", lines).replace(' ', '\t') + "\n");
        }

        private void writeProfiles() throws IOException {
            Files.createDirectories(scratch.resolve(".aws"));
            Files.writeString(scratch.resolve(".aws/config"), """
                    [profile keys]
                    region = us-east-1
                    [profile role]
                    region = us-east-1
                    role_arn = arn:aws:iam::123456789012:role/rehearsal
                    source_profile = keys
                    [profile sso]
                    region = us-east-1
                    sso_session = corp
                    sso_account_id = 123456789012
                    sso_role_name = Developer
                    [sso-session corp]
                    sso_start_url = https://example.awsapps.com/start
                    sso_region = eu-west-1
                    sso_registration_scopes = sso:account:access
                    """);
            Files.writeString(
                    scratch.resolve(".aws/credentials"),
                    "[keys]\naws_access_key_id = " + environment.get("AWS_ACCESS_KEY_ID") + "\naws_secret_access_key = "
                            + environment.get("AWS_SECRET_ACCESS_KEY") + "\n");
        }

        private SSLServerSocket tls() throws Exception {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(new Certificates().server(scratch.resolve("ca.pem")), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        }

        private void accept() {
            try {
                while (true) {
                    Socket outside = tls.accept();
                    Socket inside = new Socket(InetAddress.getLoopbackAddress(), port);
                    pass(outside, inside);
                    pass(inside, outside);
                }
            } catch (IOException e) {
                // Closed: the rehearsal is over.
            }
        }

        private void pass(Socket from, Socket to) {
            Thread thread = new Thread(() -> {
                try (from;
                        InputStream in = from.getInputStream();
                        OutputStream out = to.getOutputStream()) {
                    in.transferTo(out);
                } catch (IOException e) {
                    // One side is gone, and the other is told so by the end of its stream.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws Exception {
            emulator.destroy();
            tls.close();
        }
    }

    /**
     * Certificates as AWS has them, so that what checks those is rehearsed: RSA with 2048 bits, a server's by an authority
     * that a root vouches for, with the extensions that theirs have.
     */
    private final class Certificates {
        private static final String PLACES = "http://localhost/";
        private final Path store = scratch.resolve("tls.p12");

        /** @param bundle where the root is written, behind one that is to be passed over */
        KeyStore server(Path bundle) throws Exception {
            make("root", "-ext", "bc:c=ca:true", "-ext", "ku:c=digitalSignature,keyCertSign,cRLSign");
            make("authority");
            make("localhost");
            String revoked = "crl=uri:" + PLACES + "revoked.crl";
            String access = "aia=ocsp:uri:" + PLACES + ",caIssuers:uri:" + PLACES + "issuer.cer";
            // Certificate policies: domain validated (2.23.140.1.2.1).
            String policy = "2.5.29.32=300A3008060667810C010201";
            Certificate authority = signed(
                    "authority",
                    "root",
                    List.of(
                            "bc:c=ca:true,pathlen:0",
                            "ku:c=digitalSignature,keyCertSign,cRLSign",
                            "eku=serverAuth,clientAuth",
                            revoked,
                            access,
                            policy));
            Certificate server = signed(
                    "localhost",
                    "authority",
                    List.of(
                            "san=dns:localhost,ip:127.0.0.1",
                            "bc:c=ca:false",
                            "ku:c=digitalSignature,keyEncipherment",
                            "eku=serverAuth",
                            revoked,
                            access,
                            policy));
            KeyStore made = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Files.writeString(bundle, pem(made.getCertificate("localhost")) + pem(made.getCertificate("root")));
            KeyStore shown = KeyStore.getInstance("PKCS12");
            shown.load(null, null);
            char[] password = PASSWORD.toCharArray();
            shown.setKeyEntry(
                    "server", made.getKey("localhost", password), password, new Certificate[] {server, authority});
            return shown;
        }

        /** A key, with a certificate of itself by itself. */
        private void make(String name, String... extensions) throws Exception {
            List<String> arguments = new ArrayList<>(List.of(
                    "-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=" + name, "-alias", name));
            arguments.addAll(List.of(extensions));
            keytool(arguments);
        }

        private Certificate signed(String name, String by, List<String> extensions) throws Exception {
            Path request = scratch.resolve(name + ".csr");
            Path certificate = scratch.resolve(name + ".cer");
            keytool(List.of("-certreq", "-alias", name, "-file", request.toString()));
            List<String> arguments = new ArrayList<>(List.of("-gencert", "-alias", by));
            arguments.addAll(List.of("-infile", request.toString(), "-outfile", certificate.toString()));
            extensions.forEach(extension -> arguments.addAll(List.of("-ext", extension)));
            keytool(arguments);
            try (InputStream in = Files.newInputStream(certificate)) {
                return CertificateFactory.getInstance("X.509").generateCertificate(in);
            }
        }

        private void keytool(List<String> arguments) throws Exception {
            List<String> command = new ArrayList<>();
            command.add(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
            command.addAll(arguments);
            command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
            output(command);
        }

        private static String pem(Certificate certificate) throws CertificateEncodingException {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        }
    }
}
