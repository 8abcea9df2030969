package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.cli.Terminal.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChatCommandTest {
    private static final String STOP = "{\"messageStop\":{\"stopReason\":\"end_turn\"}}";
    private static final String USAGE = "{\"metadata\":{\"usage\":{\"inputTokens\":10,\"outputTokens\":4}}}";
    private static final byte[] PNG = {
        (byte) 0x89,
        'P',
        'N',
        'G',
        '\r',
        '\n',
        0x1A,
        '\n',
        0,
        0,
        0,
        13,
        'I',
        'H',
        'D',
        'R',
        0,
        0,
        0,
        2,
        0,
        0,
        0,
        3,
        8,
        6,
        0,
        0,
        0
    };

    private final FakeBedrock bedrock = new FakeBedrock();

    @Test
    void onAPipeEachLineIsATurnAndOnlyTheAnswersArePrinted() {
        bedrock.streams(text("Paris."), STOP, USAGE).streams(text("Madrid."), STOP, USAGE);

        Result result =
                new Terminal().pipe("Capital of France?\n\nAnd of Spain?\n").run(bedrock, "chat");

        assertThat(result.out()).isEqualTo("Paris.\nMadrid.\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(bedrock.body(1)).contains("Capital of France?", "Paris.", "And of Spain?");
        assertThat(bedrock.closed).isTrue();
    }

    @Test
    void anEmptyPipeIsAnEmptyChat() {
        Result result = new Terminal().pipe("").run(bedrock, "chat");

        assertThat(result).isEqualTo(new Result(0, "", ""));
        assertThat(bedrock.requests).isEmpty();
    }

    @Test
    void optionsReachEveryRequest() {
        bedrock.streams(text("a"), STOP).streams(text("b"), STOP);

        Result result = new Terminal()
                .pipe("one\ntwo\n")
                .run(
                        bedrock,
                        "chat",
                        "-s",
                        "Be brief.",
                        "--max-tokens",
                        "20",
                        "-p",
                        "topP=0.5",
                        "--set",
                        "/extra=true",
                        "--service-tier",
                        "flex");

        assertThat(result.code()).isZero();
        for (int i = 0; i < 2; i++) {
            assertThat(bedrock.body(i))
                    .contains(
                            "\"system\":[{\"text\":\"Be brief.\"}]",
                            "\"maxTokens\":20",
                            "\"topP\":0.5",
                            "\"extra\":true");
            assertThat(bedrock.requests.get(i).knobs().serviceTier()).isEqualTo("flex");
        }
    }

    @Test
    void theFirstTurnTakesTheImagesOfTheCommandLine(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("cat.dat"), PNG);
        bedrock.streams(text("A cat."), STOP);

        Result result = new Terminal().in(directory).pipe("What is it?\n").run(bedrock, "chat", "-i", "cat.dat");

        assertThat(result.out()).isEqualTo("A cat.\n");
        assertThat(bedrock.body(0)).contains("\"format\":\"png\"");
    }

    @Test
    void anImageThatTheModelCannotReadIsToldBeforeAnythingIsRead(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("cat.dat"), PNG);

        Result result = new Terminal()
                .in(directory)
                .pipe("one\ntwo\n")
                .run(bedrock, "chat", "-m", "amazon.nova-micro-v1:0", "-i", "cat.dat");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: ").hasLineCount(2);
    }

    @Test
    void imagesAreAttachedInsideTheChatByNamesRelativeToTheDirectory(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("cat.dat"), PNG);
        bedrock.streams(text("A cat."), STOP);

        Result result = new Terminal()
                .in(directory)
                .pipe("/image dog.png\n/image cat.dat\nWhat is it?\n")
                .run(bedrock, "chat");

        assertThat(result.err()).isEqualTo("""
                        error: cannot read dog.png: no such file or directory
                        with the next turn: cat.dat (png, 29 bytes)
                        """);
        assertThat(result.code()).isEqualTo(2);
        assertThat(bedrock.body(0)).contains("\"format\":\"png\"");
    }

    @Test
    void aFailedTurnIsReportedLikeAnyOtherAndTheNextIsAsked() {
        bedrock.fails(BedrockException.of(Kind.THROTTLED, "Too many tokens, please wait")
                        .code("ThrottlingException")
                        .build())
                .streams(text("ok"), STOP);

        Result result = new Terminal().pipe("one\ntwo\n").run(bedrock, "chat");

        assertThat(result.out()).isEqualTo("ok\n");
        assertThat(result.err()).startsWith("""
                        error: throttled: more tokens than the quota of a minute (ThrottlingException)
                        cause: Too many tokens, please wait
                        fix: """).endsWith("note: the turn is taken back\n");
        assertThat(result.code()).isEqualTo(6);
    }

    @Test
    void aStreamCutShortIsBroken() {
        bedrock.streams(text("Half"));

        Result result = new Terminal().pipe("one\n").run(bedrock, "chat");

        assertThat(result.out()).isEqualTo("Half\n");
        assertThat(result.err()).startsWith("error: the stream ended before the end of the answer\n");
        assertThat(result.code()).isEqualTo(8);
    }

    @Test
    void aBlockedAnswerExitsTen() {
        bedrock.streams(text("Sorry"), "{\"messageStop\":{\"stopReason\":\"guardrail_intervened\"}}");

        Result result = new Terminal().pipe("one\n").run(bedrock, "chat");

        assertThat(result.err()).isEqualTo("""
                        error: the answer was blocked (stop reason guardrail_intervened)
                        note: the turn is taken back
                        """);
        assertThat(result.code()).isEqualTo(10);
    }

    @Test
    void quietSaysNothingButErrorsAndWhatWasAskedFor() {
        bedrock.streams(text("a"), STOP, USAGE);

        Result result = new Terminal().pipe("/param top-p=0.5\none\n").run(bedrock, "chat", "-q", "-u");

        assertThat(result.err())
                .startsWith("usage: tokens in 10, out 4; total ")
                .hasLineCount(1);
    }

    @Test
    void aReaderThatGoesAwayEndsTheChatQuietly() {
        bedrock.streams(text("a"), STOP).streams(text("b"), STOP);
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        Result result = new Terminal().out(closed).pipe("one\ntwo\n").run(bedrock, "chat");

        assertThat(result.code()).isEqualTo(141);
        assertThat(result.err()).isEmpty();
        assertThat(bedrock.requests).hasSize(1);
        assertThat(bedrock.streamClosed).isTrue();
    }

    @Test
    void standardInputHoldsTheTurnsAndNothingElse() {
        for (String option : new String[] {"-i", "--document", "--video", "--system-file"}) {
            Result result = new Terminal().pipe("one\n").run(bedrock, "chat", option, "-");

            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).startsWith("error: - is standard input, where the turns of a chat come from\n");
        }
    }

    @Test
    void aWrongParameterIsToldBeforeAnythingIsRead() {
        Result result = new Terminal().pipe("one\n").run(bedrock, "chat", "-p", "temprature=1");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("did you mean temperature?");
    }

    @Test
    void inputThatIsNotUtf8IsRefused() {
        Result result = new Terminal().pipe(new byte[] {(byte) 0xFF, '\n'}).run(bedrock, "chat");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("""
                        error: standard input is not UTF-8: byte 0xff at offset 0
                        fix: convert it first, for example with iconv -t UTF-8
                        """);
    }

    @Test
    void wholeAnswersAreFetchedWithNoStream() {
        bedrock.answers("{\"output\":{\"message\":{\"content\":[{\"text\":\"Hi\"}]}},\"stopReason\":\"end_turn\"}");

        Result result = new Terminal().pipe("one\n").run(bedrock, "chat", "--no-stream");

        assertThat(result).isEqualTo(new Result(0, "Hi\n", ""));
    }

    @Test
    void theModelComesFromTheEnvironment() {
        bedrock.streams("{\"type\":\"message_stop\"}");

        new Terminal()
                .environment("BEDROCK_MODEL", "anthropic.claude-3-haiku-20240307-v1:0")
                .pipe("one\n")
                .run(bedrock, "chat");

        assertThat(bedrock.requests.get(0).model().value()).isEqualTo("anthropic.claude-3-haiku-20240307-v1:0");
    }

    private static String text(String piece) {
        return "{\"contentBlockDelta\":{\"delta\":{\"text\":\"" + piece + "\"},\"contentBlockIndex\":0}}";
    }
}
