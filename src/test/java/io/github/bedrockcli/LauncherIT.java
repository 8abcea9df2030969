package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockcli.Shell.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher as a process: where it is called from, what its streams are, which Java it finds, how it is stopped. */
final class LauncherIT {
    @TempDir
    private Path scratch;

    private Shell shell;

    @BeforeEach
    void user() throws IOException {
        Shell.assumePosix();
        shell = new Shell(Files.createDirectory(scratch.resolve("folder")), scratch);
    }

    @Test
    void runsThroughRelativeAndAbsoluteLinksInAFolderWithSpaces() throws Exception {
        Result result = shell.set("APPLICATION", Shell.application().toString())
                .set("CDPATH", "/tmp:.")
                .run("""
                mkdir 'a folder' links
                cp -r "$APPLICATION" 'a folder/bedrock'
                ln -s '../a folder/bedrock/bin/bedrock' links/relative
                ln -s "$PWD/links/relative" links/absolute
                ln -s links/absolute chain
                ln -s 'a folder/bedrock/bin' bin
                ./chain --version
                links/relative --version
                "$PWD/links/absolute" --version
                bin/bedrock --version
                cd ./bin && sh bedrock --version
                """);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).hasSize(5).allMatch(line -> line.matches("bedrock \\d\\S*"));
    }

    @Test
    void takesPromptsAndFileNamesOfAnyScriptInAnyLocale() throws Exception {
        String script = """
                printf 'de un archivo: año' > 'señal 日本.txt'
                bedrock invoke --offline 'Ñandú 日本 🚀'
                bedrock invoke --offline -f 'señal 日本.txt' --out 'réponse.txt' && cat 'réponse.txt'
                """;
        String expected = "[offline echo] Ñandú 日本 🚀\n[offline echo] de un archivo: año\n";
        shell.unset("LANG", "LC_CTYPE", "LC_ALL");
        assertThat(shell.run(script)).isEqualTo(new Result(0, expected, ""));
        assertThat(shell.set("LC_ALL", "C").run("rm -- *; " + script)).isEqualTo(new Result(0, expected, ""));
    }

    /** The SDK, left alone, reads the file once more by itself, and takes neither. */
    @Test
    void aConfigFileMayBeginWithAByteOrderMarkAndHoldIndentedComments() throws Exception {
        Result result = shell.unset("AWS_REGION", "AWS_CONFIG_FILE").run("""
                mkdir -p ~/.aws
                printf '\\357\\273\\277[profile dev]\\n  # mine\\nregion = eu-west-3\\n' > ~/.aws/config
                bedrock invoke --profile dev --print-request Hello
                """);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("POST https://bedrock-runtime.eu-west-3.amazonaws.com/");
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        String prompt = "a \"b\" $HOME `x` * \\n \\\\ %s\n  next é\tline";
        assertThat(shell.set("PROMPT", prompt).run("bedrock invoke --offline \"$PROMPT\""))
                .isEqualTo(new Result(0, "[offline echo] " + prompt + "\n", ""));
    }

    @Test
    void aReaderThatLeavesEndsTheStreamQuietly() throws Exception {
        Result result = shell.run("""
                seq 1 30000 | bedrock stream --offline | head -1
                echo "${PIPESTATUS[1]}"
                """);
        assertThat(result).isEqualTo(new Result(0, "[offline echo] 1\n141\n", ""));
    }

    @Test
    void noPromptOnAnEmptyInputIsAUsageError() throws Exception {
        Result result = shell.run("bedrock invoke --offline < /dev/null");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: there is no prompt\nfix: ");
    }

    @Test
    void aFullDiskIsOneErrorLine() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "skipped: this system has no /dev/full");
        Result full = new Result(1, "", "error: standard output cannot be written: No space left on device\n");
        assertThat(shell.run("bedrock invoke --offline Hello > /dev/full")).isEqualTo(full);
        assertThat(shell.run("bedrock invoke --help > /dev/full")).isEqualTo(full);
    }

    @Test
    void closedStreamsAreNotTakenForFilesThatJavaOpened() throws Exception {
        assertThat(shell.run("bedrock invoke --offline Hello <&-"))
                .isEqualTo(new Result(0, "[offline echo] Hello\n", ""));
        assertThat(shell.run("bedrock invoke --offline <&-").err()).startsWith("error: there is no prompt\n");
        assertThat(shell.run("bedrock invoke --offline Hello 2>&-"))
                .isEqualTo(new Result(0, "[offline echo] Hello\n", ""));
        assertThat(shell.run("bedrock invoke --offline Hello >&-")).isEqualTo(new Result(141, "", ""));
        assertThat(shell.run("bedrock --help >&-")).isEqualTo(new Result(141, "", ""));
        assertThat(shell.run("bedrock invoke --offline Hello <&- >&- 2>&-")).isEqualTo(new Result(141, "", ""));
    }

    /** What is left for a machine where no run-time image could be made. */
    private static final String WITHOUT_IMAGE = """
            home=$(cd "$(dirname "$(command -v bedrock)")/.." && pwd)
            mkdir -p plain/lib && cp -r "$home/bin" plain && cp "$home/lib/bedrock.jar" plain/lib
            """;

    @Test
    void aJavaHomeThatIsNotThereFallsBackToThePath() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin");
        Result result = shell.unset("BEDROCK_JAVA_HOME")
                .set("JAVA_HOME", "/nowhere")
                .set("JAVA_BIN", java.toString())
                .run(WITHOUT_IMAGE + "PATH=\"$PATH:$JAVA_BIN\" plain/bin/bedrock --version");
        assertThat(result.out()).startsWith("bedrock ");
    }

    @Test
    void withoutAnyJavaItSaysSoAndExitsThree() throws Exception {
        Result result = shell.unset("JAVA_HOME", "BEDROCK_JAVA_HOME")
                .run(WITHOUT_IMAGE + "PATH=/nowhere /bin/sh plain/bin/bedrock --version");
        assertThat(result)
                .isEqualTo(new Result(
                        3, "", "error: no Java found\nfix: install a JDK or JRE 17 or newer, or set JAVA_HOME\n"));
    }

    @Test
    void optionsForJavaAreSeveralWordsAndNoPatterns() throws Exception {
        Result result = shell.run("""
                touch '-Dmark=file'
                BEDROCK_JAVA_OPTS='-Xmx300m -Dmark=*  -XshowSettings:properties' bedrock --version
                """);
        assertThat(result.out()).startsWith("bedrock ");
        assertThat(result.err()).contains("mark = *\n");
    }

    @Test
    void theLargestRequestFitsIntoTheHeap() throws Exception {
        Result result = shell.run("""
                { printf '{"messages":[{"role":"user","content":[{"text":"'
                  head -c 24900000 /dev/zero | tr '\\0' x
                  printf '"}]}]}'; } > body.json
                for command in invoke stream; do
                  bedrock $command --offline --body @body.json --print-request | wc -c
                done
                """);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().map(line -> Integer.parseInt(line.strip())))
                .hasSize(2)
                .allMatch(count -> count > 24_900_000);
    }

    /** From the jar: an AOT cache has every class of its rehearsals loaded, used or not. */
    @Test
    void whatAnIdTellsLoadsNothingOfTheControlPlane() throws Exception {
        Result result =
                shell.set("BEDROCK_JAVA_HOME", System.getProperty("java.home")).run("""
                BEDROCK_JAVA_OPTS=-Xlog:class+load:file=invoke.log bedrock invoke --offline Hi
                BEDROCK_JAVA_OPTS=-Xlog:class+load:file=params.log bedrock params amazon.nova-lite-v1:0 -o ids
                """);
        assertThat(result.err()).isEmpty();
        assertThat(Files.readString(shell.folder().resolve("invoke.log")))
                .contains("bedrockcli.family.Nova ")
                .doesNotContain("services.bedrock.DefaultBedrockClient ", "bedrockcli.aws.BaseModels ");
        assertThat(Files.readString(shell.folder().resolve("params.log")))
                .contains("bedrockcli.family.Nova ")
                .doesNotContain("software.amazon.awssdk.services");
    }

    @Test
    void theAnswerAloneIsOnStandardOutput() throws Exception {
        Result result = shell.run("bedrock invoke --offline -v -u --debug Hello");
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("[offline echo] Hello\n");
        assertThat(result.err()).contains("request id: ").contains("usage: ");
    }

    @Test
    void ctrlCInTheMiddleOfAStreamExits130AndLeavesNoFile() throws Exception {
        assumeTrue(
                shell.run("trap -p INT").out().isEmpty(),
                "skipped: the tests were started with SIGINT ignored, which every child inherits");
        try (SilentServer server = SilentServer.start()) {
            Process process = shell.set("AWS_ENDPOINT_URL", server.endpoint())
                    .set("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
                    .set("AWS_SECRET_ACCESS_KEY", "example")
                    .set("AWS_REGION", "us-east-1")
                    .command("exec bedrock stream --out answer.txt Hello < /dev/null")
                    .start();
            assertThat(server.awaitRequest(60)).isTrue();
            assertThat(files()).anyMatch(name -> name.startsWith(".answer.txt."));

            assertThat(shell.run("kill -INT " + process.pid()).code()).isZero();

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            try (BufferedReader said = process.errorReader(StandardCharsets.UTF_8)) {
                assertThat(said.lines()).isEmpty();
            }
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void ctrlCWhileWaitingForAnInvocationExits130AndSaysThatItGoesOn() throws Exception {
        assumeTrue(
                shell.run("trap -p INT").out().isEmpty(),
                "skipped: the tests were started with SIGINT ignored, which every child inherits");
        String arn = "arn:aws:bedrock:us-east-1:123456789012:async-invoke/abcdefghijkl";
        try (SilentServer server = SilentServer.start()) {
            Process process = shell.set("AWS_ENDPOINT_URL", server.endpoint())
                    .set("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
                    .set("AWS_SECRET_ACCESS_KEY", "example")
                    .command("exec bedrock async get --wait " + arn)
                    .start();
            assertThat(server.awaitRequest(60)).isTrue();

            assertThat(shell.run("kill -INT " + process.pid()).code()).isZero();

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            try (BufferedReader said = process.errorReader(StandardCharsets.UTF_8)) {
                assertThat(said.lines())
                        .containsExactly("stopped waiting; the invocation goes on: bedrock async get --wait " + arn);
            }
        }
    }

    /** What Java says at SIGQUIT, and of a crash, goes to standard output unless it is told otherwise. */
    @ParameterizedTest
    @ValueSource(strings = {"QUIT", "SEGV"})
    void javaPutsNothingIntoTheAnswerAndLeavesNoReport(String signal) throws Exception {
        try (SilentServer server = SilentServer.mute()) {
            Process process = shell.set("AWS_ENDPOINT_URL", server.endpoint())
                    .set("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
                    .set("AWS_SECRET_ACCESS_KEY", "example")
                    .set("AWS_REGION", "us-east-1")
                    .command("exec bedrock invoke Hello < /dev/null > ../out 2> ../err")
                    .start();
            assertThat(server.awaitRequest(60)).isTrue();
            shell.run("kill -" + signal + " " + process.pid());
            while (signal.equals("QUIT") && Files.size(scratch.resolve("err")) == 0) {
                Thread.onSpinWait();
            }
            shell.run("kill -TERM " + process.pid());
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(signal.equals("QUIT") ? 130 : 1);
        }
        assertThat(scratch.resolve("out")).isEmptyFile();
        assertThat(scratch.resolve("err")).content().doesNotContain("AKIAEXAMPLE");
        assertThat(files()).isEmpty();
    }

    @Test
    void nothingIsSentForAnAnswerThatNobodyCanRead() throws Exception {
        String send = "bedrock --PLACE-- >&-; echo $? >&2";
        shell.set("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
                .set("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
                .set("AWS_SECRET_ACCESS_KEY", "example")
                .set("AWS_REGION", "us-east-1");
        // Sent, it would meet a port where nobody listens, and exit 7.
        for (String command : List.of("stream Hello < /dev/null", "embed Hello", "chat <<< Hello")) {
            assertThat(shell.run(send.replace("--PLACE--", command)))
                    .as(command)
                    .isEqualTo(new Result(0, "", "141\n"));
        }
        assertThat(shell.run("bedrock invoke --offline Hello --out answer.txt >&- </dev/null; cat answer.txt"))
                .isEqualTo(new Result(0, "[offline echo] Hello\n", ""));
    }

    @Test
    void aFolderThatIsGoneAndTooFewFilesAreSaidInAFewWords() throws Exception {
        Result gone = shell.run("mkdir gone; cd gone; rmdir ../gone; bedrock --version");
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.err()).endsWith("error: the current folder is not there any more\nfix: cd to one that is\n");
        assertThat(shell.run("ulimit -n 30; bedrock --version"))
                .isEqualTo(new Result(
                        1,
                        "",
                        "error: too few files may be open at once: 30, and 128 are needed\nfix: ulimit -n 1024\n"));
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(shell.folder())) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
