package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.Earlier;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --retry-generation} on streams: started again only where nothing of the answer stays printed. */
@Timeout(60)
final class StreamRestartTest {
    private static final String START = "{\"messageStart\":{\"role\":\"assistant\"}}";
    private static final String HALF = "{\"contentBlockDelta\":{\"delta\":{\"text\":\"Hal\"}}}";
    private static final String WHOLE = "{\"contentBlockDelta\":{\"delta\":{\"text\":\"Whole\"}}}";
    private static final String STOP = "{\"messageStop\":{\"stopReason\":\"end_turn\"}}";
    private static final String RETRY =
            "retry: the stream broke \\(%s\\); attempt %d of %d in 0\\.\\d s; the answer may be paid twice\n";

    @TempDir
    private Path folder;

    private final FakeBedrock bedrock = new FakeBedrock();

    private Result stream(String... more) {
        String[] args = new String[more.length + 2];
        args[0] = "stream";
        args[1] = "Hi";
        System.arraycopy(more, 0, args, 2, more.length);
        return new Terminal().in(folder).run(bedrock, args);
    }

    private static BedrockException broken(String message) {
        return BedrockException.of(Kind.BROKEN_STREAM, message).build();
    }

    @Test
    void beforeTheFirstTextItIsStartedAgain() {
        bedrock.streams(START, broken("reset")).streams(START, WHOLE, STOP);
        Result result = stream("--retry-generation");
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("Whole\n");
        assertThat(result.err()).matches(RETRY.formatted("reset", 2, 4));
        assertThat(bedrock.requests).hasSize(2);
    }

    @Test
    void quietSilencesTheLine() {
        bedrock.streams(START, broken("reset")).streams(START, WHOLE, STOP);
        assertThat(stream("--retry-generation", "-q")).isEqualTo(new Result(0, "Whole\n", ""));
    }

    @Test
    void onceTextIsPrintedItIsNot() {
        bedrock.streams(START, HALF, broken("reset")).streams(START, WHOLE, STOP);
        assertThat(stream("--retry-generation")).isEqualTo(new Result(8, "Hal\n", """
                        error: the stream broke; part of the answer is missing
                        cause: reset
                        fix: try again
                        """));
        assertThat(bedrock.requests).hasSize(1);
    }

    @Test
    void withoutTheOptionItIsNot() {
        bedrock.streams(START, broken("reset")).streams(START, WHOLE, STOP);
        assertThat(stream().code()).isEqualTo(8);
        assertThat(bedrock.requests).hasSize(1);
    }

    @Test
    void jsonIsNotPrintedBeforeItsEndAndHoldsTheLastAttemptOnly() throws Exception {
        bedrock.streams(START, HALF).streams(HALF, broken("reset")).streams(START, WHOLE, STOP);
        Result result = stream("--retry-generation", "-o", "json");
        assertThat(result.code()).isZero();
        assertThat(Json.parse(result.out()).path("text").asText()).isEqualTo("Whole");
        assertThat(Json.parse(result.out()).path("response"))
                .isEqualTo(Json.parse("[" + START + "," + WHOLE + "," + STOP + "]"));
        assertThat(result.err())
                .matches(RETRY.formatted("it ended before the end of the answer", 2, 4)
                        + RETRY.formatted("reset", 3, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "raw", "events", "json"})
    void aFileIsWrittenAnew(String format) {
        bedrock.streams(START, HALF, broken("reset")).streams(START, WHOLE, STOP);
        Result result = stream("--retry-generation", "-o", format, "--out", "a.txt");
        assertThat(result.code()).isZero();
        assertThat(folder.resolve("a.txt")).content().contains("Whole").doesNotContain("Hal");
        assertThat(folder).isDirectoryNotContaining("glob:**a.txt.partial");
        assertThat(result.err()).matches(RETRY.formatted("reset", 2, 4));
    }

    @Test
    void theStartEventIsPrintedOnce() {
        bedrock.streams(START, broken("reset")).streams(START, WHOLE, STOP);
        Result result = stream("--retry-generation", "-o", "events");
        assertThat(result.code()).isZero();
        assertThat(result.out().lines().filter(line -> line.startsWith("{\"type\":\"start\"")))
                .hasSize(1);
    }

    @Test
    void afterTheLastAttemptItIsBrokenAndWhatTheLastGaveIsKept() {
        bedrock.streams(HALF, broken("one")).streams(WHOLE, broken("two"));
        Result result = stream("--retry-generation", "--max-attempts", "2", "--out", "a.txt");
        assertThat(result.code()).isEqualTo(8);
        assertThat(result.err())
                .matches(RETRY.formatted("one", 2, 2) + "error: the stream broke; part of the answer is missing;"
                        + " what came is kept in \\Q" + folder.resolve("a.txt.partial")
                        + "\\E\ncause: two\nfix: try again\n");
        assertThat(folder.resolve("a.txt.partial")).hasContent("Whole\n");
        assertThat(folder.resolve("a.txt")).doesNotExist();
    }

    @Test
    void requestsThatWereTriedAgainBeforeAStreamCount() {
        bedrock.attempts = 2;
        bedrock.streams(HALF, broken("one")).streams(HALF, broken("two")).streams(START, WHOLE, STOP);
        Result result = stream("--retry-generation", "--max-attempts", "4", "-o", "json");
        assertThat(result.code()).isEqualTo(8);
        assertThat(result.err()).matches("(?s)" + RETRY.formatted("one", 3, 4) + "error: .*");
        assertThat(bedrock.requests).hasSize(2);
        assertThat(bedrock.requests.get(0).earlier()).isEqualTo(Earlier.NONE);
        assertThat(bedrock.requests.get(1).earlier().attempts()).isEqualTo(2);
    }

    @Test
    void whatAnotherAttemptWouldMeetAsWellIsFinal() {
        BedrockException refused = BedrockException.of(Kind.BROKEN_STREAM, "no such thing")
                .code("ValidationException")
                .build();
        bedrock.streams(START, refused).streams(START, WHOLE, STOP);
        assertThat(stream("--retry-generation", "-o", "json").code()).isEqualTo(8);
        assertThat(bedrock.requests).hasSize(1);
    }

    @Test
    void aTimeLimitThatIsUpLeavesNoTimeForAnother() {
        bedrock.streams(START, broken("reset")).streams(START, WHOLE, STOP);
        Result result = stream("--retry-generation", "-o", "json", "--timeout", "0.001");
        assertThat(result.code()).isEqualTo(8);
        assertThat(bedrock.requests).hasSize(1);
    }

    @Test
    void anAnswerThatTheModelItselfEndedBadlyIsNotPaidTwice() {
        bedrock.streams(HALF, "{\"messageStop\":{\"stopReason\":\"malformed_model_output\"}}");
        assertThat(stream("--retry-generation", "-o", "json").code()).isEqualTo(8);
        assertThat(bedrock.requests).hasSize(1);
    }

    @Test
    void aStopReasonNobodyKnowsIsShownAsItCame() throws Exception {
        bedrock.streams(WHOLE, "{\"messageStop\":{\"stopReason\":\"tired_of_it\"}}");
        Result result = stream("-o", "json");
        assertThat(result.code()).isZero();
        assertThat(Json.parse(result.out()).path("stop_reason").asText()).isEqualTo("tired_of_it");
        assertThat(Json.parse(result.out()).path("outcome").asText()).isEqualTo("complete");
    }
}
