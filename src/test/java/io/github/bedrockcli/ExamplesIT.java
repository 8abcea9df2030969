package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockcli.Shell.Result;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every script of examples/, run offline by the packaged program. */
final class ExamplesIT {
    private static final Path EXAMPLES = Path.of("examples").toAbsolutePath();

    @TempDir
    private Path scratch;

    private Shell shell;
    private Path folder;

    @BeforeEach
    void user() throws IOException {
        Shell.assumePosix();
        folder = Files.createDirectory(scratch.resolve("folder"));
        shell = new Shell(folder, scratch).set("EXAMPLES", EXAMPLES.toString()).set("BEDROCK_FLAGS", "--offline");
    }

    @Test
    void everyExampleIsTestedHereAndSaysHowToRunIt() throws Exception {
        String tests = Files.readString(Path.of("src/test/java/io/github/bedrockcli/ExamplesIT.java"));
        for (Path example : scripts()) {
            String name = example.getFileName().toString();
            assertThat(tests).contains("$EXAMPLES/" + name);
            assertThat(Files.isExecutable(example)).as(name).isTrue();
            assertThat(Files.readString(example))
                    .as(name)
                    .startsWith("#!/bin/sh\n# ")
                    .containsPattern("\n#   .*examples/" + Pattern.quote(name))
                    .containsPattern("\n#.*offline");
        }
    }

    @Test
    void terminal() throws Exception {
        Result result = shell.run("$EXAMPLES/terminal.sh");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("[offline echo] Why is the sea salty?\n");
        assertThat(result.err()).startsWith("usage: tokens in ");
    }

    @Test
    void summariesOfAFolderAreWrittenOnce() throws Exception {
        Path texts = Files.createDirectories(folder.resolve("my texts"));
        Files.writeString(texts.resolve("a b.txt"), "First text.");
        Files.writeString(texts.resolve("c.txt"), "Second text.");
        Result result = shell.run("$EXAMPLES/summarise-folder.sh 'my texts'");
        assertThat(result).isEqualTo(new Result(0, "", "my texts/a b.txt: done\nmy texts/c.txt: done\n"));
        assertThat(texts.resolve("a b.txt.summary")).content().isEqualTo("[offline echo] First text.\n");
        assertThat(texts.resolve("c.txt.summary")).content().isEqualTo("[offline echo] Second text.\n");
        assertThat(shell.run("$EXAMPLES/summarise-folder.sh 'my texts'")).isEqualTo(new Result(0, "", ""));
    }

    @Test
    void aFileThatCannotBeSummarisedDoesNotStopTheOthers() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "word ".repeat(600));
        Files.writeString(folder.resolve("b.txt"), "Second text.");
        Result result = shell.run("$EXAMPLES/summarise-folder.sh .");
        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.err())
                .contains("./a.txt: refused, cut or blocked (exit code 9)")
                .contains("./b.txt: done");
    }

    @Test
    void commitMessage() throws Exception {
        Result result = shell.run("echo '+a line' | $EXAMPLES/commit-message.sh");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("[offline echo] +a line\n\nWrite a commit message ");
    }

    @Test
    void checkModelsFailsWhenOneIsMissing() throws Exception {
        assertThat(shell.run("$EXAMPLES/check-models.sh amazon.nova-lite-v1:0 us.amazon.nova-lite-v1:0"))
                .isEqualTo(new Result(0, "ok: amazon.nova-lite-v1:0 us.amazon.nova-lite-v1:0\n", ""));
        assertThat(shell.run("$EXAMPLES/check-models.sh amazon.nova-lite-v1 amazon.nova-lite-v1:0"))
                .isEqualTo(new Result(
                        9,
                        "",
                        "error: amazon.nova-lite-v1 is not listed in us-east-1 (listed is amazon.nova-lite-v1:0)\n"));
    }

    @Test
    void checkModelsPassesOnThatItCouldNotAsk() throws Exception {
        Result result = shell.set(
                        "BEDROCK_FLAGS", "--region us-east-1 --endpoint-url http://127.0.0.1:1 --max-attempts 1")
                .set("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
                .set("AWS_SECRET_ACCESS_KEY", "example")
                .run("$EXAMPLES/check-models.sh amazon.nova-lite-v1:0");
        assertThat(result.code()).as(result.err()).isEqualTo(7);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void embed() throws Exception {
        Files.writeString(folder.resolve("docs.jsonl"), "{\"id\": \"a\", \"text\": \"a red bicycle\"}\n");
        Result result = shell.run("$EXAMPLES/embed.sh docs.jsonl vectors.jsonl");
        assertThat(result.code()).as(result.err()).isZero();
        var row = Json.parse(Files.readAllBytes(folder.resolve("vectors.jsonl")));
        assertThat(row.path("id").asText()).isEqualTo("a");
        assertThat(row.path("embedding")).hasSize(256);
    }

    @Test
    void embeddingGoesOnUntilAllIsThere() throws Exception {
        Files.writeString(folder.resolve("lines.txt"), "a blue car\na red bicycle\n");
        Files.writeString(folder.resolve("cut.txt"), "a blue car\n\n");
        Result cut = shell.run("bedrock embed --offline --input - -o jsonl --out v.jsonl < cut.txt");
        assertThat(cut.code()).as(cut.err()).isEqualTo(2);
        assertThat(cut.err()).contains("; 1 row is kept in v.jsonl.partial\n");
        Result result = shell.run("$EXAMPLES/embed-resume.sh lines.txt v.jsonl");
        assertThat(result)
                .isEqualTo(new Result(
                        0, "", "note: 1 row is kept in v.jsonl.partial; the run goes on after lines.txt line 1\n"));
        assertThat(Files.readAllLines(folder.resolve("v.jsonl"))).hasSize(2);
        assertThat(shell.run("$EXAMPLES/embed-resume.sh lines.txt v.jsonl"))
                .isEqualTo(new Result(0, "", "note: v.jsonl is complete; nothing is left to do\n"));
    }

    @Test
    void embeddingIsTriedAgainWhenThatMayHelp() throws Exception {
        Files.writeString(folder.resolve("lines.txt"), "a blue car\n");
        Result result = shell.set(
                        "BEDROCK_FLAGS", "--region us-east-1 --endpoint-url http://127.0.0.1:1 --max-attempts 1")
                .set("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
                .set("AWS_SECRET_ACCESS_KEY", "example")
                .set("PAUSE", "0")
                .set("ATTEMPTS", "2")
                .run("$EXAMPLES/embed-resume.sh lines.txt v.jsonl");
        assertThat(result.code()).as(result.err()).isEqualTo(7);
        assertThat(result.err()).contains("attempt 1 of 2 ended with exit code 7\n");
        assertThat(folder.resolve("v.jsonl")).doesNotExist();
    }

    @Test
    void nearest() throws Exception {
        Files.writeString(folder.resolve("lines.txt"), "a blue car\na red bicycle\na lighthouse\na cat\n");
        Result result = shell.run("$EXAMPLES/nearest.sh lines.txt 'a red bicycle'");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("1.0000\ta red bicycle\n").hasLineCount(3);
    }

    @Test
    void searchRanksTheLinesThatHaveAWordOfTheQuestion() throws Exception {
        Path texts = Files.createDirectories(folder.resolve("my texts"));
        Files.writeString(texts.resolve("a b.txt"), "A lighthouse stands by the sea.\nThe sea is salty.\nOthers.\n");
        Files.writeString(texts.resolve("c.txt"), "Salt makes the sea salty, say some.\n");
        Result result = shell.run("$EXAMPLES/search.sh 'my texts' 'Is the sea salty?'");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("0.99\tThe sea is salty.\n").hasLineCount(3);
    }

    @Test
    void chatOnAPipe() throws Exception {
        assertThat(shell.run("$EXAMPLES/chat-pipe.sh")).isEqualTo(new Result(0, """
                        [offline echo] What is the capital of France?
                        [offline echo] How many people live there?
                        [offline echo] Was that right?
                        """, ""));
    }

    @Test
    void picturesAreMadeOnce() throws Exception {
        Result result = shell.run("$EXAMPLES/pictures.sh 'my pictures'");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .isEqualTo("my pictures/picture.png\nmy pictures/other-1.png\nmy pictures/other-2.png\n"
                        + "my pictures/other-3.png\nmy pictures/alone.png\n");
        assertThat(result.err()).startsWith("note: seed ");
        assertThat(shell.run("$EXAMPLES/pictures.sh 'my pictures'")).isEqualTo(new Result(0, "", ""));
    }

    @Test
    void theAwsCliAsksTheEmulator() throws Exception {
        assumeTrue(shell.run("aws --version").code() == 0, "skipped: there is no AWS CLI on this machine");
        Result result = shell.run("$EXAMPLES/aws-cli-on-emulator.sh");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("amazon.titan-embed-text-v2:0")
                .contains("\narn:aws:sts::123456789012:assumed-role/tester/test\n")
                .endsWith("\n[offline echo] Name three rivers of Spain\n");
    }

    @Test
    void theEmulatorStandsForAnAccountWithMixedAccess() throws Exception {
        Result result = shell.run("$EXAMPLES/account-on-emulator.sh");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out().lines())
                .hasSize(5)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("0  amazon.nova-lite-v1:0  "),
                        line -> assertThat(line).startsWith("4  us.amazon.nova-pro-v1:0  "),
                        line -> assertThat(line).contains("us.anthropic.claude-haiku-4-5-20251001-v1:0  "),
                        line -> assertThat(line).startsWith("4  mistral.mistral-large-2402-v1:0  "),
                        line -> assertThat(line).startsWith("4  meta.llama3-8b-instruct-v1:0  "));
    }

    @Test
    void theEmulatorStandsForABedrockThatMisbehaves() throws Exception {
        Result result = shell.run("$EXAMPLES/faults-on-emulator.sh throttle:1 throttle reset early-eof cut,at=3");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().map(line -> line.replaceFirst("(error:).*", "$1")))
                .containsExactly(
                        "  0  throttle:1                               ",
                        "  6  throttle                                 error:",
                        "  7  reset                                    error:",
                        "  8  early-eof                                error:",
                        "  8  cut,at=3                                 error:");
    }

    @Test
    void aFaultThatIsNoneEndsTheExample() throws Exception {
        Result result = shell.run("$EXAMPLES/faults-on-emulator.sh throtle");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: there is no fault 'throtle'");
    }

    @Test
    void theWorkflowPinsItsActionsAsTheProjectsOwnDoes() throws Exception {
        Pattern uses = Pattern.compile("uses: (\\S+)");
        List<String> own = actions(uses, Path.of(".github/workflows/build.yml"));
        List<String> example = actions(uses, EXAMPLES.resolve("ci-models.yml"));
        assertThat(example).containsAll(own).allMatch(action -> action.matches("[\\w./-]+@[0-9a-f]{40}"));
    }

    private static List<String> actions(Pattern uses, Path workflow) throws IOException {
        return uses.matcher(Files.readString(workflow))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".sh"))
                    .sorted()
                    .toList();
        }
    }
}
