package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.SdkBedrock;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.emulator.Emulator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guardrails from the command line to the wire and back; the emulator's one masks the word {@code forbidden}. */
final class GuardrailTest {
    private static final String[] MODELS = {
        "amazon.nova-lite-v1:0",
        "us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "amazon.titan-tg1-large",
        "meta.llama3-8b-instruct-v1:0"
    };
    private static final String BLOCKED = "error: the answer was blocked (";

    private static Emulator emulator;

    @BeforeAll
    static void start() {
        emulator = Emulator.startForThisProcess(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({"invoke, invoke", "invoke, converse", "stream, invoke", "stream, converse"})
    void whatItMasksIsPrintedAndExitsTen(String command, String api) {
        for (String model : MODELS) {
            Result result = run(command, "-m", model, "--api", api, "--guardrail", "g1:2", "A forbidden fruit");

            assertThat(result.out()).as(model).isEqualTo("[offline echo] A {Forbidden} fruit\n");
            assertThat(result.err()).as(model).startsWith(BLOCKED);
            assertThat(result.code()).as(model).isEqualTo(10);
            assertThat(run(command, "-m", model, "--api", api, "--guardrail", "g1", "A ripe fruit"))
                    .as(model)
                    .isEqualTo(new Result(0, "[offline echo] A ripe fruit\n", ""));
        }
    }

    @ParameterizedTest
    @CsvSource({"invoke, invoke", "invoke, converse", "stream, invoke", "stream, converse"})
    void itsTraceIsToldOnStandardError(String command, String api) {
        Result masked = run(
                command, "--api", api, "--guardrail", "g1", "--guardrail-trace", "-q", "A forbidden forbidden fruit");
        assertThat(masked.err())
                .startsWith("guardrail: input: pattern \"Forbidden\" \"forbidden\": ANONYMIZED\n" + BLOCKED);
        assertThat(masked.code()).isEqualTo(10);

        Result free = run(command, "--api", api, "--guardrail", "g1", "--guardrail-trace", "A ripe fruit");
        assertThat(free.err()).startsWith("guardrail: it found nothing");
        assertThat(free.code()).isZero();
        assertThat(run(
                                command,
                                "--api",
                                api,
                                "--guardrail",
                                "g1",
                                "--guardrail-trace",
                                "-o",
                                "json",
                                "A forbidden fruit")
                        .out())
                .contains("\"ANONYMIZED\"", "\"outcome\":\"blocked\"");
    }

    @ParameterizedTest
    @CsvSource({"invoke, invoke", "invoke, converse", "stream, invoke", "stream, converse"})
    void aTaggedPromptIsAllThatItJudges(String command, String api) {
        for (String model : MODELS) {
            List<String> args = new ArrayList<>(List.of(
                    command,
                    "-m",
                    model,
                    "--api",
                    api,
                    "--guardrail",
                    "g1",
                    "--guardrail-tag-input",
                    "-s",
                    "forbidden"));
            if (command.equals("stream")) {
                args.addAll(List.of("--guardrail-stream-mode", "async"));
            }
            args.add("A ripe fruit");
            assertThat(run(args.toArray(String[]::new)))
                    .as(model)
                    .isEqualTo(new Result(0, "[offline echo] A ripe fruit\n", ""));
            args.set(args.size() - 1, "A forbidden fruit");
            Result masked = run(args.toArray(String[]::new));
            assertThat(masked.out()).as(model).isEqualTo("[offline echo] A {Forbidden} fruit\n");
            assertThat(masked.code()).as(model).isEqualTo(10);
        }
    }

    @Test
    void aChatTellsTheFindingsOfEachTurnOnce() {
        Terminal terminal = terminal().pipe("A forbidden fruit\nA ripe fruit\n");
        Result result = terminal.run(SdkBedrock::open, "chat", "--guardrail", "g1", "--guardrail-trace");
        assertThat(result.out()).isEqualTo("[offline echo] A {Forbidden} fruit\n[offline echo] A ripe fruit\n");
        assertThat(result.err().lines().filter(line -> line.startsWith("guardrail: ")))
                .containsExactly(
                        "guardrail: input: pattern \"Forbidden\" \"forbidden\": ANONYMIZED",
                        "guardrail: it found nothing");
        assertThat(result.code()).isEqualTo(10);
    }

    @Test
    void aBodyThatSpeaksOfAGuardrailNeedsOneAndItsTagsASuffix() {
        String body = "{\"inputText\":\"x\",\"amazon-bedrock-guardrailConfig\":{\"tagSuffix\":\"SUFFIX\"}}";
        String model = "amazon.titan-tg1-large";
        assertThat(run("invoke", "-m", model, "--body", body).code()).isEqualTo(5);
        assertThat(run("invoke", "-m", model, "--guardrail", "g1", "--body", body)
                        .code())
                .isZero();
        for (String suffix : List.of("", "with-dash", "a".repeat(21))) {
            Result refused = run("invoke", "-m", model, "--guardrail", "g1", "--body", body.replace("SUFFIX", suffix));
            assertThat(refused.code()).isEqualTo(5);
            assertThat(refused.err()).contains("tagSuffix");
        }
    }

    private static Result run(String... args) {
        return terminal().run(SdkBedrock::open, args);
    }

    private static Terminal terminal() {
        Terminal terminal = new Terminal();
        emulator.environment().forEach(terminal::environment);
        terminal.environment("AWS_CONFIG_FILE", "/dev/null");
        terminal.environment("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        return terminal;
    }
}
