package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.emulator.Faults;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code bedrock emulator}: what it prints, how it stops, what it refuses. */
@Timeout(20)
final class EmulatorCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final LineOutput out = new LineOutput();

    /** Standard output that tells when the last line has come. */
    private static final class LineOutput extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<String> complete = new CompletableFuture<>();

        @Override
        public void write(int octet) {
            bytes.write(octet);
        }

        @Override
        public void flush() {
            complete.complete(bytes.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void printsWhatAShellNeedsServesAndStopsWhenTold() throws Exception {
        CompletableFuture<Runnable> stop = new CompletableFuture<>();
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(
                () -> run(new EmulatorCommand(io(), stop::complete), "--port", "0", "-v"));
        String exports = out.complete.get(10, TimeUnit.SECONDS);
        assertThat(exports.lines().map(line -> line.replaceFirst("=.*", "=")))
                .containsExactly(
                        "export AWS_ENDPOINT_URL=",
                        "export AWS_ACCESS_KEY_ID=",
                        "export AWS_SECRET_ACCESS_KEY=",
                        "export AWS_REGION=",
                        "export AWS_DEFAULT_REGION=",
                        "unset AWS_PROFILE AWS_SESSION_TOKEN AWS_BEARER_TOKEN_BEDROCK");
        String endpoint = exports.lines().findFirst().orElseThrow().replaceFirst(".*?=", "");
        assertThat(get(endpoint + "/foundation-models")).isEqualTo(403);
        stop.get(10, TimeUnit.SECONDS).run();
        assertThat(exit.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("listening on " + endpoint + "\n")
                .containsPattern("\nGET /foundation-models 403 \\d+ ms\n")
                .endsWith("stopped\n");
    }

    @Test
    void aTakenPortIsAUsageError() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            Terminal.Result result = new Terminal().run(new FakeBedrock(), "emulator", "--port", port);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .startsWith("error: cannot listen on 127.0.0.1 port " + port + ": ")
                    .contains("\nfix: choose another port with --port N, or any free one with --port 0\n");
        }
    }

    @Test
    void wrongValuesAreUsageErrors() {
        assertThat(new Terminal().run(new FakeBedrock(), "emulator", "--port", "65536"))
                .isEqualTo(new Terminal.Result(2, "", "error: --port is 0..65535, not 65536\n"));
        assertThat(new Terminal()
                        .run(new FakeBedrock(), "emulator", "--port", "x")
                        .code())
                .isEqualTo(2);
        assertThat(new Terminal()
                        .run(new FakeBedrock(), "emulator", "--region", "x")
                        .code())
                .isEqualTo(2);
        assertThat(new Terminal()
                        .run(new FakeBedrock(), "emulator", "--host", "no such host")
                        .err())
                .isEqualTo("error: --host is an address of this machine, not 'no such host'\n");
    }

    @Test
    void standsForTheAccountOfAFile() throws Exception {
        Path file =
                Files.writeString(folder.resolve("account.json"), "{\"regions\": {\"us-east-1\": \"not-enabled\"}}");
        CompletableFuture<Runnable> stop = new CompletableFuture<>();
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() ->
                run(new EmulatorCommand(io(), stop::complete), "--port", "0", "-v", "--account", file.toString()));
        String endpoint = out.complete
                .get(10, TimeUnit.SECONDS)
                .lines()
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*?=", "");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(endpoint + "/foundation-models"))
                                .header("Authorization", "Bearer bedrock-api-key-emulator-not-a-secret")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("x-amzn-ErrorType").orElse(""))
                .startsWith("UnrecognizedClientException:");
        stop.get(10, TimeUnit.SECONDS).run();
        assertThat(exit.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void theHelpPageAndTheReadmeListEveryFaultAndKeyOnce() throws Exception {
        String help =
                new Terminal().run(new FakeBedrock(), "emulator", "--help").out();
        List<String> readme = Files.readAllLines(Path.of("README.md"));
        int table = readme.indexOf("| fault | what happens |");
        List<String> rows = readme.subList(table, readme.size()).stream()
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `"))
                .toList();
        List<Faults.Line> lines = new ArrayList<>(Faults.names());
        lines.addAll(Faults.keys());
        assertThat(rows)
                .containsExactlyElementsOf(lines.stream()
                        .map(line -> "| `" + line.syntax() + "` | " + line.meaning() + " |")
                        .toList());
        String unfolded = help.replaceAll("\n {26} (?! )", " ");
        assertThat(lines)
                .allSatisfy(line -> assertThat(unfolded)
                        .containsOnlyOnce("\n  %-24s %s\n".formatted(line.syntax(), line.meaning())));
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void aFaultThatIsNoneIsAUsageError() {
        assertThat(new Terminal().run(new FakeBedrock(), "emulator", "--port", "0", "--fault", "throttle:x"))
                .isEqualTo(new Terminal.Result(
                        2, "", "error: --fault throttle:x: throttle takes a whole number from 1, not 'x'\n"));
        assertThat(new Terminal().run(new FakeBedrock(), "emulator", "--port", "0", "--fault", "bad-crcs"))
                .satisfies(result -> {
                    assertThat(result.code()).isEqualTo(2);
                    assertThat(result.out()).isEmpty();
                    assertThat(result.err())
                            .startsWith("error: there is no fault 'bad-crcs'; there are throttle, not-ready, ")
                            .endsWith("\nfix: did you mean bad-crc?\n");
                });
    }

    @Test
    void faultsAreServedAndNamedInTheLog() throws Exception {
        CompletableFuture<Runnable> stop = new CompletableFuture<>();
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> run(
                new EmulatorCommand(io(), stop::complete),
                "--port",
                "0",
                "-v",
                "--fault",
                "http:502,on=ListFoundationModels,times=1",
                "--fault",
                "http:503,on=List*,times=1"));
        String endpoint = out.complete
                .get(10, TimeUnit.SECONDS)
                .lines()
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*?=", "");
        assertThat(get(endpoint + "/foundation-models")).isEqualTo(502);
        assertThat(get(endpoint + "/foundation-models")).isEqualTo(503);
        assertThat(get(endpoint + "/foundation-models")).isEqualTo(403);
        stop.get(10, TimeUnit.SECONDS).run();
        assertThat(exit.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        "\nGET /foundation-models 502 \\d+ ms, fault http:502,on=ListFoundationModels,times=1\n")
                .containsPattern("\nGET /foundation-models 503 \\d+ ms, fault http:503,on=List\\*,times=1\n")
                .containsPattern("\nGET /foundation-models 403 \\d+ ms\n");
    }

    @Test
    void anAccountThatCannotBeIsAUsageError() throws Exception {
        Path file = Files.writeString(folder.resolve("account.json"), "{\"denied\": []}");
        assertThat(new Terminal().run(new FakeBedrock(), "emulator", "--port", "0", "--account", file.toString()))
                .isEqualTo(new Terminal.Result(
                        2,
                        "",
                        "error: " + file
                                + ": /denied is unknown; known here: deny, latency_ms, models, regions, throttle\n"));
        assertThat(new Terminal()
                        .run(new FakeBedrock(), "emulator", "--port", "0", "--account", file + ".none")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void anAddressThatOthersReachIsWarnedOf() throws Exception {
        CompletableFuture<Runnable> stop = new CompletableFuture<>();
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(
                () -> run(new EmulatorCommand(io(), stop::complete), "--port", "0", "--host", "0.0.0.0"));
        assertThat(out.complete.get(10, TimeUnit.SECONDS)).contains("AWS_ENDPOINT_URL=http://127.0.0.1:");
        stop.get(10, TimeUnit.SECONDS).run();
        assertThat(exit.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("warning: 0.0.0.0 can be reached from other machines");
    }

    private static int run(EmulatorCommand command, String... args) {
        CommandLine line = Declarations.commandLine(command);
        return line.execute(args);
    }

    private static int get(String url) throws Exception {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (java.io.IOException e) {
            throw new ExecutionException(e);
        }
    }

    private Io io() {
        return new Io(
                new ByteArrayInputStream(new byte[0]),
                out,
                err,
                Map.of(),
                false,
                false,
                false,
                Path.of("").toAbsolutePath(),
                Clock.systemUTC());
    }
}
