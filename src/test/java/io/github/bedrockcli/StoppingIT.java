package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockcli.Shell.Result;
import io.github.bedrockcli.aws.EventMessages;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program when it is told to stop: its exit code, what it says, what it leaves, and what the server sees. */
final class StoppingIT {
    private static final Map<String, String> KEYS = Map.of(
            "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "example",
            "AWS_REGION", "us-east-1",
            "AWS_EC2_METADATA_DISABLED", "true");

    private static final String CONFIG = """
            [profile corp]
            region = us-east-1
            sso_start_url = https://example.awsapps.com/start
            sso_region = us-east-1
            sso_account_id = 123456789012
            sso_role_name = Developer
            [profile mfa]
            region = us-east-1
            role_arn = arn:aws:iam::123456789012:role/reader
            source_profile = keys
            mfa_serial = arn:aws:iam::123456789012:mfa/me
            [profile keys]
            aws_access_key_id = AKIAEXAMPLE
            aws_secret_access_key = example
            [profile process]
            region = us-east-1
            credential_process = sleep 60
            """;

    /** Runs the command on a terminal of its own, does something to it once it shows a text, and compares the modes. */
    private static final String ON_A_TERMINAL = """
            import fcntl, os, pty, select, signal, sys, termios, time
            text, deed, command = sys.argv[1].encode(), sys.argv[2], sys.argv[3:]
            ours, its = pty.openpty()
            before = termios.tcgetattr(its)
            child = os.fork()
            if child == 0:
                os.setsid()
                fcntl.ioctl(its, termios.TIOCSCTTY, 0)
                for fd in range(3):
                    os.dup2(its, fd)
                os.execvp(command[0], command)
            shown, told, code = b'', False, None
            while code is None:
                if select.select([ours], [], [], 0.05)[0]:
                    shown += os.read(ours, 65536)
                if text in shown and not told and termios.tcgetattr(its) != before:
                    told = True
                    os.write(ours, b'\\x03') if deed == 'ctrl-c' else os.kill(child, getattr(signal, deed))
                ended, status = os.waitpid(child, os.WNOHANG)
                code = os.waitstatus_to_exitcode(status) if ended else None
            print(code, 'modes', 'restored' if termios.tcgetattr(its) == before else 'lost')
            """;

    @TempDir
    private Path scratch;

    private Shell shell;

    @BeforeEach
    void user() throws Exception {
        Shell.assumePosix();
        shell = new Shell(Files.createDirectory(scratch.resolve("folder")), scratch);
        Files.createDirectories(shell.home().resolve(".aws"));
        Files.writeString(shell.home().resolve(".aws/config"), CONFIG);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INT  | invoke Hello
            TERM | invoke Hello --out answer.txt
            HUP  | stream Hello --out answer.txt
            TERM | embed one two --out vectors.json
            TERM | embed one two -o npy --out vectors.npy
            HUP  | list-models --accessible
            TERM | rerank question --document answer
            TERM | doctor
            TERM | invoke Hello --role-arn arn:aws:iam::123456789012:role/reader
            TERM | login --profile corp --no-browser
            TERM | invoke -m amazon.nova-canvas-v1:0 cat --out cat.png
            """)
    void everySignalEndsEveryCommandAtOnce(String signal, String command) throws Exception {
        assumeHeard();
        try (SilentServer server = SilentServer.mute()) {
            assertThat(stopped(server, signal, command)).isEqualTo(List.of());
            assertThat(server.awaitLeaving(10)).isTrue();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void theWaitBeforeARetryIsOverAtOnce() throws Exception {
        String busy = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 60\r\nContent-Length: 2\r\n\r\n{}";
        try (SilentServer server = SilentServer.start(busy.getBytes(StandardCharsets.US_ASCII))) {
            assertThat(stopped(server, "TERM", "invoke -q Hello")).isEqualTo(List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "events"})
    void whatAStreamHadGotIsKept(String format) throws Exception {
        try (SilentServer server = SilentServer.after(half())) {
            Path partial = shell.folder().resolve("answer.txt.partial");
            Process process = start(server, "stream -o " + format + " --out answer.txt Hello");
            assertThat(server.awaitRequest(60)).isTrue();
            // Its first words are in the temporary file before it is told to stop.
            while (sizes() == 0) {
                Thread.onSpinWait();
            }
            assertThat(told(process, "TERM")).containsExactly("interrupted; what came is kept in " + partial);
            assertThat(files()).containsExactly("answer.txt.partial");
            assertThat(partial).content().contains("Half an answer");
            assertThat(server.awaitLeaving(10)).isTrue();
        }
    }

    @Test
    void aChatOnAPipeEndsInTheMiddleOfATurn() throws Exception {
        try (SilentServer server = SilentServer.after(half())) {
            assertThat(stopped(server, "TERM", "chat <<< Hello")).isEqualTo(List.of());
            assertThat(server.awaitLeaving(10)).isTrue();
        }
    }

    @Test
    void aShellSeesTheCodeAndSignalsThatItIgnoresStayIgnored() throws Exception {
        try (SilentServer server = SilentServer.mute()) {
            Result result =
                    shell.set(KEYS).set("AWS_ENDPOINT_URL", server.endpoint()).run("""
                    mkfifo prompt
                    bedrock invoke -f prompt & reading=$!
                    exec 3> prompt
                    kill -INT $reading; kill -TERM $reading; wait $reading; echo "reading $?"
                    exec 3>&-
                    nohup bedrock invoke -f prompt > /dev/null 2>&1 & kept=$!
                    exec 3> prompt
                    kill -HUP $kept; kill -INT $kept; echo still | { cat >&3; }; exec 3>&-
                    kill -0 $kept && echo alive
                    kill -TERM $kept; wait $kept; echo "kept $?"
                    """);
            assertThat(result.out()).isEqualTo("reading 130\nalive\nkept 130\n");
            assertThat(result.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void anEmulatorThatIsToldToStopHasDoneItsWork(String signal) throws Exception {
        assumeHeard();
        Process process = shell.command("exec bedrock emulator --port 0").start();
        try (BufferedReader said = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).startsWith("listening on http://127.0.0.1:");
            assertThat(shell.run("kill -" + signal + " " + process.pid()).code())
                    .isZero();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(said.lines()).containsExactly("stopped");
        }
        assertThat(process.exitValue()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MFA code     | SIGTERM | bedrock invoke --profile mfa Hello
            MFA code     | ctrl-c  | bedrock invoke --profile mfa Hello
            /help        | SIGHUP  | bedrock chat --offline
            /help        | SIGTERM | bedrock chat --offline
            """)
    void theTerminalIsGivenBack(String text, String deed, String command) throws Exception {
        assumeTrue(
                Shell.isOnPath("python3") && !System.getProperty("os.name").startsWith("Mac"),
                "skipped: python3 makes the terminal");
        Files.writeString(scratch.resolve("terminal.py"), ON_A_TERMINAL);
        Result result = shell.set("TERM", "xterm")
                .set("TEXT", text)
                .set("DEED", deed)
                .run("python3 ../terminal.py \"$TEXT\" \"$DEED\" " + command);
        assertThat(result).isEqualTo(new Result(0, "130 modes restored\n", ""));
    }

    /** What it says on standard error; the exit code and the time are judged here. */
    private List<String> stopped(SilentServer server, String signal, String command) throws Exception {
        Process process = start(server, command);
        assertThat(server.awaitRequest(60)).isTrue();
        return told(process, signal);
    }

    private Process start(SilentServer server, String command) throws IOException {
        String input = command.contains("<<<") ? "" : " < /dev/null";
        return shell.set(KEYS)
                .set("AWS_ENDPOINT_URL", server.endpoint())
                .command("exec bedrock " + command + input)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private List<String> told(Process process, String signal) throws Exception {
        assertThat(shell.run("kill -" + signal + " " + process.pid()).code()).isZero();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        try (BufferedReader said = process.errorReader(StandardCharsets.UTF_8)) {
            return said.lines().toList();
        }
    }

    private void assumeHeard() throws Exception {
        assumeTrue(
                shell.run("trap -p INT HUP").out().isEmpty(),
                "skipped: the tests were started with signals ignored, which every child inherits");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(shell.folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private long sizes() throws IOException {
        try (Stream<Path> files = Files.list(shell.folder())) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static byte[] half() {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (String chunk : List.of(
                "{\"messageStart\":{\"role\":\"assistant\"}}",
                "{\"contentBlockDelta\":{\"delta\":{\"text\":\"Half an answer\"},\"contentBlockIndex\":0}}")) {
            frames.writeBytes(EventMessages.chunk(chunk));
        }
        return frames.toByteArray();
    }
}
