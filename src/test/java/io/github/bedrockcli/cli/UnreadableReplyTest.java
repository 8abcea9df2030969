package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that are no answer, or hardly one: one clear error and the contract's exit code, whatever came. */
@Timeout(60)
final class UnreadableReplyTest {
    private static final String FIX = "fix: try again; -o raw prints the reply as received\n";

    private final FakeBedrock bedrock = new FakeBedrock();

    static Stream<String> hostile() {
        return Stream.of(
                "",
                " \r\n\t",
                "\u0000",
                "not json",
                "<html><body>Sign in</body></html>",
                "{\"output\":{\"message\"",
                "{\"output\":{}} {}",
                "[".repeat(100_000),
                "[".repeat(100_000) + "]".repeat(100_000),
                "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000),
                "[".repeat(900) + "]".repeat(900),
                "null",
                "7",
                "\"text\"",
                "[]",
                "{}",
                "{\"output\":null}",
                "{\"output\":1,\"output\":{\"message\":[]}}",
                "{\"usage\":{\"inputTokens\":1e999999999,\"outputTokens\":-1e999999999}}",
                "{\"n\":" + "9".repeat(2_000) + "}");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void invokeSaysOnceThatItCannotReadIt(String body) {
        Result result = new Terminal().run(bedrock.answers(body), "invoke", "Hi");
        assertThat(result.code()).isEqualTo(5);
        assertThat(result.out()).isEmpty();
        assertOneError(result.err());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void jsonIsWrittenWithTheReplyAndTheOutcomeBroken(String body) throws Exception {
        Result result = new Terminal().run(bedrock.answers(body), "invoke", "-o", "json", "Hi");
        assertThat(result.code()).isEqualTo(5);
        JsonNode json = Json.parse(result.out());
        assertThat(json.path("outcome").asText()).isEqualTo("broken");
        assertThat(json.has("response")).isTrue();
        assertOneError(result.err());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void rawPassesItOn(String body) {
        assertThat(new Terminal().run(bedrock.answers(body), "invoke", "-o", "raw", "Hi"))
                .isEqualTo(new Result(0, body, ""));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aStreamOfItIsBroken(String chunk) {
        Result result = new Terminal().run(bedrock.streams(chunk), "stream", "-o", "json", "Hi");
        assertThat(result.code()).isEqualTo(8);
        assertThat(result.err()).isEqualTo("""
                error: the stream ended before the end of the answer
                cause: the connection was closed without the model's end event
                fix: try again
                """);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void vectorsAndRankingsAreNotMadeUp(String body) {
        for (String command : new String[] {"embed", "rerank"}) {
            bedrock.answers(body);
            Result result = command.equals("embed")
                    ? new Terminal().run(bedrock, "embed", "a")
                    : new Terminal().run(bedrock, "rerank", "q", "--document", "a");
            assertThat(result.code()).isEqualTo(5);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).startsWith("error: the reply cannot be read\ncause: the reply ");
            assertOneError(result.err());
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aChatSaysSoToo(String chunk) {
        Result result = new Terminal().pipe("one\n").run(bedrock.streams(chunk), "chat");
        assertThat(result.code()).isEqualTo(8);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: the stream ended before the end of the answer\n");
    }

    @Test
    void eachKindIsNamed() {
        assertCause("", "the reply is empty");
        assertCause("<html>", "the reply is a web page or XML, not JSON: a proxy or another server may have answered");
        assertCause("{\"a\":", "the reply is JSON that is cut short");
        assertCause("nope", "the reply is not JSON, from line 1, column 1");
        assertCause("[".repeat(100_000), "the reply is JSON beyond what is read: it is nested more than 1000 deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-5", "99999999999999999999", "1.5", "\"7\"", "null", "[]", "true"})
    void aStrangeCountOfTokensHarmsNoAnswer(String count) {
        bedrock.answers("{\"output\":{\"message\":{\"content\":[{\"text\":\"Yes\"}]}},\"stopReason\":\"end_turn\","
                + "\"usage\":{\"inputTokens\":" + count + ",\"outputTokens\":" + count + "}}");
        Result result = new Terminal().run(bedrock, "invoke", "-o", "json", "-u", "Hi");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("\"text\":\"Yes\"");
    }

    @Test
    void halvesOfSurrogatePairsAndControlCharactersAreEscapedInJson() throws Exception {
        String text = "a\\ud800b\\u001bc\\u009bd\\u007f\u009b\u007f";
        String body =
                "{\"output\":{\"message\":{\"content\":[{\"text\":\"" + text + "\"}]}},\"stopReason\":\"end_turn\"}";
        Result result = new Terminal().run(bedrock.answers(body), "invoke", "-o", "json", "Hi");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("\"text\":\"a\\ud800b\\u001Bc\\u009bd\\u007f\\u009b\\u007f\"");
        assertThat(result.out().strip().chars().filter(Character::isISOControl)).isEmpty();
    }

    private void assertCause(String body, String cause) {
        assertThat(new Terminal().run(bedrock.answers(body), "invoke", "Hi"))
                .isEqualTo(new Result(5, "", "error: the reply cannot be read\ncause: " + cause + "\n" + FIX));
    }

    private static void assertOneError(String err) {
        assertThat(err).startsWith("error: ").doesNotContain("Exception", "StreamReadConstraints", "REDACTED");
        assertThat(err.lines()).hasSizeLessThanOrEqualTo(4);
    }
}
