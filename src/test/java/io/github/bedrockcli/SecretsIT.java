package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.Shell.Result;
import io.github.bedrockcli.emulator.Emulator;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged program with every kind of credentials, each secret of which holds the word {@code hush}: neither output,
 * with {@code --debug} and the stack trace of a refusal, nor the emulator's log, nor a file shows it.
 */
final class SecretsIT {
    private static final String SECRET = "hush";

    private static final String CONFIG = """
            [profile keys]
            region = us-east-1
            [profile role]
            region = us-east-1
            role_arn = arn:aws:iam::123456789012:role/reader
            source_profile = keys
            external_id = hush-external
            [profile process]
            region = us-east-1
            credential_process = cat ~/keys.json
            [profile broken-process]
            region = us-east-1
            credential_process = echo '{"Version":1,"SecretAccessKey":"hush-broken-process"'
            [profile sso]
            region = us-east-1
            sso_session = corp
            sso_account_id = 123456789012
            sso_role_name = Developer
            [sso-session corp]
            sso_start_url = https://example.awsapps.com/start
            sso_region = us-east-1
            sso_registration_scopes = sso:account:access
            [profile web]
            region = us-east-1
            role_arn = arn:aws:iam::123456789012:role/reader
            web_identity_token_file = web-token
            """;

    private static final String KEYS = """
            [keys]
            aws_access_key_id = AKIAIOSFODNN7EXAMPLE
            aws_secret_access_key = hush-profile-key
            aws_session_token = hush-profile-token
            """;

    @TempDir
    private Path scratch;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private Emulator emulator;
    private Shell shell;

    @BeforeEach
    void user() throws Exception {
        Shell.assumePosix();
        shell = new Shell(Files.createDirectory(scratch.resolve("folder")), scratch);
        emulator = Emulator.start(InetAddress.getLoopbackAddress(), 0, Clock.systemUTC(), log::add);
        shell.set("AWS_ENDPOINT_URL", emulator.endpoint().toString())
                .set("AWS_EC2_METADATA_DISABLED", "true")
                .set("AWS_REGION", "us-east-1");
        Path aws = Files.createDirectories(shell.home().resolve(".aws/sso/cache"))
                .getParent()
                .getParent();
        Files.writeString(aws.resolve("config"), CONFIG);
        Files.writeString(aws.resolve("credentials"), KEYS);
        Files.writeString(
                shell.home().resolve("keys.json"),
                "{\"Version\":1,\"AccessKeyId\":\"AKIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\"hush-process-key\","
                        + "\"SessionToken\":\"hush-process-token\"}");
        Files.writeString(shell.folder().resolve("web-token"), "hush-web-token");
        Files.writeString(
                aws.resolve("sso/cache/" + sha1("corp") + ".json"),
                "{\"startUrl\":\"https://example.awsapps.com/start\",\"region\":\"us-east-1\","
                        + "\"accessToken\":\"hush-sso-token\",\"expiresAt\":\"2020-01-01T00:00:00Z\","
                        + "\"clientId\":\"client\",\"clientSecret\":\"hush-client-secret\","
                        + "\"registrationExpiresAt\":\"2099-01-01T00:00:00Z\",\"refreshToken\":\"hush-refresh-token\"}");
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=hush-key AWS_SESSION_TOKEN=hush-token | invoke
            AWS_BEARER_TOKEN_BEDROCK=hush-bearer                                                             | stream
            AWS_PROFILE=keys                                                                                  | whoami
            AWS_PROFILE=role                                                                                  | invoke
            AWS_PROFILE=process                                                                               | invoke
            AWS_PROFILE=broken-process                                                                        | invoke
            AWS_PROFILE=sso                                                                                   | invoke
            AWS_PROFILE=web                                                                                   | invoke
            AWS_PROFILE=keys                                                                                  | doctor
            AWS_PROFILE=keys HTTP_PROXY=http://me:hush-proxy@127.0.0.1:1 AWS_ENDPOINT_URL=http://bedrock.test | invoke
            AWS_PROFILE=keys AWS_ENDPOINT_URL=http://me:hush-url@127.0.0.1:1                                  | invoke
            AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:1/ AWS_CONTAINER_AUTHORIZATION_TOKEN=hush-pod | invoke
            """)
    void noKindOfCredentialsShows(String variables, String command) throws Exception {
        String prompt = command.equals("invoke") || command.equals("stream") ? " Hello" : "";
        List<Path> before = holding();
        Result result = shell.run(variables + " bedrock " + command + prompt + " --debug --max-attempts 1");

        assertThat(result.code())
                .as("refused: the keys are none of the emulator's")
                .isNotZero();
        assertThat(result.out() + result.err()).isNotEmpty().doesNotContain(SECRET);
        assertThat(String.join("\n", log)).doesNotContain(SECRET);
        assertThat(holding()).as("no file more").isEqualTo(before);
    }

    @Test
    void whatASignInLeavesIsTheOwnersOnlyWhateverTheUmask() throws Exception {
        Result result = shell.unset("BROWSER", "DISPLAY", "WAYLAND_DISPLAY").run("""
                rm -r ~/.aws/sso
                umask 000
                bedrock login --profile sso --no-browser --debug
                find ~/.aws/sso -printf '%m %y\\n' | sort | uniq -c | sed 's/^ *//'
                """);
        assertThat(result.out()).isEqualTo("2 600 f\n2 700 d\n");
        // The log of the wire has the paths and the codes of a sign-in, and no token.
        String token = Files.readString(shell.home().resolve(".aws/sso/cache/" + sha1("corp") + ".json"))
                .replaceFirst("(?s).*\"accessToken\" *: *\"([^\"]+)\".*", "$1");
        assertThat(token).hasSizeGreaterThan(8);
        assertThat(result.err()).contains("Signed in to ").doesNotContain(token);
        assertThat(String.join("\n", log)).doesNotContain(token);
    }

    @Test
    void noProcessThatIsStartedGetsASecretAsAnArgument() throws Exception {
        Result result = shell.run("""
                printf '#!/bin/sh\\ncat /proc/*/cmdline 2>/dev/null | tr "\\\\0" "\\\\n" > ~/processes\\ncat ~/keys.json\\n' > show
                chmod +x show
                printf '[profile show]\\nregion = us-east-1\\ncredential_process = %s/show\\n' "$PWD" > config
                AWS_CONFIG_FILE=$PWD/config bedrock invoke --profile show Hello
                """);
        assertThat(result.code()).isNotZero();
        Path processes = shell.home().resolve("processes");
        if (Files.isDirectory(Path.of("/proc/self"))) {
            assertThat(processes)
                    .content()
                    .contains("io.github.bedrockcli.Main")
                    .doesNotContain("hush-p");
        }
    }

    /** Every file below the scratch folder that holds a secret. */
    private List<Path> holding() throws IOException {
        try (Stream<Path> files = Files.walk(scratch)) {
            return files.filter(Files::isRegularFile)
                    .filter(SecretsIT::holds)
                    .sorted()
                    .toList();
        }
    }

    private static boolean holds(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(SECRET);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String sha1(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
