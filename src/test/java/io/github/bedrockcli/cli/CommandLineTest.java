package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.family.EmbeddingFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.TextFamily;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Help, version and wrong command lines. */
final class CommandLineTest {
    private final FakeBedrock bedrock = new FakeBedrock();

    @Test
    void everyHelpEndsWithTwoExamplesAndTheExitCodes() {
        for (String command :
                new App(TestIo.none(), bedrock).commandLine().getSubcommands().keySet()) {
            if (command.equals("help")) {
                continue;
            }
            Result result = new Terminal().run(bedrock, command, "--help");
            assertThat(result.code()).as(command).isZero();
            assertThat(result.err()).as(command).isEmpty();
            String examples = result.out().substring(result.out().indexOf("\nExamples:\n"));
            assertThat(examples.lines().filter(line -> line.startsWith("  bedrock ") || line.contains("| bedrock ")))
                    .as(command)
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(examples).as(command).contains("\nExit codes:\n").endsWith("the reader closed the pipe\n");
            assertThat(new Terminal().run(bedrock, "help", command).out())
                    .as(command)
                    .isEqualTo(result.out());
        }
    }

    @Test
    void versionIsOneLine() {
        Result version = new Terminal().run(bedrock, "--version");
        assertThat(version.out()).matches("bedrock \\S+\n");
        assertThat(new Terminal().run(bedrock, "-V")).isEqualTo(version).isEqualTo(new Result(0, version.out(), ""));
    }

    /** The parser, which the short way goes without, prints the same. */
    @Test
    void versionAmongOtherOptionsIsTheSameLine() {
        assertThat(new Terminal().run(bedrock, "--version", "invoke"))
                .isEqualTo(new Terminal().run(bedrock, "--version"));
    }

    /** The list of commands is made without the commands. */
    @Test
    void theHelpOfTheProgramIsThatOfItsWholeTree() {
        String page = new App(TestIo.none(), bedrock).commandLine().getUsageMessage();
        for (String words : List.of("--help", "-h", "help")) {
            assertThat(new Terminal().run(bedrock, words)).as(words).isEqualTo(new Result(0, page, ""));
        }
    }

    @Test
    void noCommandShowsTheHelpAsAnError() {
        Result help = new Terminal().run(bedrock, "--help");
        assertThat(help.code()).isZero();
        assertThat(new Terminal().run(bedrock)).isEqualTo(new Result(2, "", help.out()));
    }

    @Test
    void numbersThatAreNoneAreSaidPlainly() {
        assertThat(new Terminal().run(bedrock, "invoke", "--temperature", "NaN", "Hi"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: invalid value for option '--temperature': 'NaN' is not a number\n"
                                + "fix: bedrock invoke --help\n"));
    }

    @Test
    void wordsAndWholeNumbersThatAreNoneAreSaidPlainly() {
        assertThat(new Terminal().run(bedrock, "invoke", "-o", "xml", "Hi").err())
                .startsWith("error: invalid value for option '--output': 'xml' is none of text, json, raw, events\n");
        assertThat(new Terminal().run(bedrock, "invoke", "--api", "", "Hi").err())
                .startsWith("error: invalid value for option '--api': '' is none of auto, invoke, converse\n");
        assertThat(new Terminal()
                        .run(bedrock, "embed", "--concurrency", "many", "Hi")
                        .err())
                .startsWith("error: invalid value for option '--concurrency': 'many' is not a whole number\n");
        assertThat(new Terminal()
                        .run(bedrock, "invoke", "--max-tokens", "9e9", "Hi")
                        .err())
                .startsWith("error: invalid value for option '--max-tokens': '9e9' is not a whole number\n");
    }

    @Test
    void everyFamilyIsNamedInTheHelp() {
        Families.names(TextFamily.class)
                .forEach(name -> assertThat(help("invoke")).contains(name));
        Families.names(EmbeddingFamily.class)
                .forEach(name -> assertThat(help("embed")).contains(name));
    }

    private String help(String command) {
        return new Terminal().run(bedrock, command, "--help").out().replaceAll("\\s+", " ");
    }

    @Test
    void theShortestTimeIsAMillisecondNotNone() {
        bedrock.answers("{}");
        new Terminal().run(bedrock, "invoke", "--connect-timeout", "1e-999999999", "Hi");
        assertThat(bedrock.connections.get(0).patience().connectTimeout()).hasMillis(1);
    }

    @Test
    void theNearestOptionIsTheOneNamed() {
        assertThat(new Terminal()
                        .run(bedrock, "invoke", "--max-token", "5", "Hi")
                        .err())
                .contains("did you mean --max-tokens?");
    }

    @Test
    void emptyOrMalformedValuesAreRefusedBeforeAnythingIsSent() {
        for (String[] wrong : new String[][] {
            {"--guardrail", ""},
            {"--stop", ""},
            {"--role-arn", "notanarn"},
            {"--role-arn", "arn:aws:iam::123456789012:role/r", "--role-session-name", "a b"},
            {"--role-arn", "arn:aws:iam::123456789012:role/r", "--external-id", "x"}
        }) {
            String[] args = java.util.stream.Stream.of(new String[] {"invoke", "Hi"}, wrong)
                    .flatMap(java.util.Arrays::stream)
                    .toArray(String[]::new);
            assertThat(new Terminal().run(bedrock, args).code()).as(wrong[0]).isEqualTo(2);
        }
        assertThat(bedrock.requests).isEmpty();
    }

    @Test
    void aMisspeltCommandNamesTheNearestOne() {
        assertThat(new Terminal().run(bedrock, "invok", "Hi"))
                .isEqualTo(
                        new Result(2, "", "error: no command 'invok'\nfix: did you mean invoke? See bedrock --help\n"));
    }

    @Test
    void aMisspeltOptionNamesTheNearestOne() {
        assertThat(new Terminal().run(bedrock, "invoke", "--modl", "x"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: unknown option '--modl'\nfix: did you mean --model? See bedrock invoke --help\n"));
    }

    @Test
    void anUnquotedPromptIsExplained() {
        assertThat(new Terminal().run(bedrock, "invoke", "hello", "world"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: one argument too many: 'world'\n"
                                + "fix: put a prompt of several words in quotes; see bedrock invoke --help\n"));
    }

    @Test
    void helpOnAFullDiskIsOneErrorLine() {
        Result result = new Terminal().out(failing("No space left on device")).run(bedrock, "invoke", "--help");
        assertThat(result)
                .isEqualTo(new Result(1, "", "error: standard output cannot be written: No space left on device\n"));
    }

    @Test
    void helpIntoAClosedPipeEndsQuietly() {
        assertThat(new Terminal().out(failing("Broken pipe")).run(bedrock, "invoke", "--help"))
                .isEqualTo(new Result(141, "", ""));
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
