package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.cli.Terminal.Result;
import org.junit.jupiter.api.Test;

/** Text of models and services on a terminal, where it could act, and in a pipe, where it is passed on as it is. */
final class TerminalTextTest {
    /** Fills the clipboard; a window's line end; rewrites a line; clears the screen in eight bits; overrides direction. */
    private static final String EVIL = "a\u001b]52;c;AAAA\u0007b\r\nc\rd\u009b2Je\u007f\u202ef\u2069\tg";

    private static final String SHOWN = "a␛]52;c;AAAA␇b\nc␍d\\u009b2Je␡\\u202ef\\u2069\tg";

    private final FakeBedrock bedrock = new FakeBedrock();

    private static String delta(String text) {
        return "{\"contentBlockDelta\":{\"delta\":{\"text\":" + quoted(text) + "}}}";
    }

    private static String quoted(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }

    private void answers(String text) {
        bedrock.answers("{\"output\":{\"message\":{\"content\":[{\"text\":" + quoted(text)
                + "}]}},\"stopReason\":\"end_turn\"}");
    }

    @Test
    void anAnswerIsShownOnATerminalAndPassedOnInAPipe() {
        answers(EVIL);
        assertThat(new Terminal().showing(80).run(bedrock, "invoke", "Hi")).isEqualTo(new Result(0, SHOWN + "\n", ""));
        answers(EVIL);
        assertThat(new Terminal().run(bedrock, "invoke", "Hi")).isEqualTo(new Result(0, EVIL + "\n", ""));
    }

    @Test
    void aStreamIsShownWhereverItIsCut() {
        for (int cut = 0; cut <= EVIL.length(); cut++) {
            bedrock.streams(
                    delta(EVIL.substring(0, cut)),
                    delta(EVIL.substring(cut)),
                    "{\"messageStop\":{\"stopReason\":\"end_turn\"}}");
            assertThat(new Terminal().showing(80).run(bedrock, "stream", "Hi"))
                    .as("cut at %d", cut)
                    .isEqualTo(new Result(0, SHOWN + "\n", ""));
        }
    }

    @Test
    void reasoningIsShownOnATerminal() {
        String thought = "{\"contentBlockDelta\":{\"delta\":{\"reasoningContent\":{\"text\":" + quoted(EVIL) + "}}}}";
        bedrock.streams(thought, delta("Yes"), "{\"messageStop\":{\"stopReason\":\"end_turn\"}}");
        assertThat(new Terminal().watched().run(bedrock, "stream", "Hi"))
                .isEqualTo(new Result(0, "Yes\n", SHOWN + "\n"));
        bedrock.streams(thought, delta("Yes"), "{\"messageStop\":{\"stopReason\":\"end_turn\"}}");
        assertThat(new Terminal().run(bedrock, "stream", "Hi")).isEqualTo(new Result(0, "Yes\n", EVIL + "\n"));
    }

    @Test
    void machineFormatsAreTheSameOnATerminal() {
        for (String format : new String[] {"raw", "events"}) {
            bedrock.streams(delta(EVIL), "{\"messageStop\":{\"stopReason\":\"end_turn\"}}");
            String piped =
                    new Terminal().run(bedrock, "stream", "-o", format, "Hi").out();
            bedrock.streams(delta(EVIL), "{\"messageStop\":{\"stopReason\":\"end_turn\"}}");
            String shown = new Terminal()
                    .showing(80)
                    .run(bedrock, "stream", "-o", format, "Hi")
                    .out();
            assertThat(shown.replaceAll("\"latency_ms\":\\{[^}]*}", ""))
                    .isEqualTo(piped.replaceAll("\"latency_ms\":\\{[^}]*}", ""));
        }
    }

    @Test
    void aReplyOfNoKnownFamilyIsShownAsWell() {
        String model = "arn:aws:bedrock:us-east-1:123456789012:imported-model/abc";
        bedrock.answers("\u001b[2J{}");
        assertThat(new Terminal()
                        .showing(80)
                        .run(bedrock, "invoke", "-m", model, "--body", "{}")
                        .out())
                .isEqualTo("␛[2J{}");
    }

    @Test
    void errorsOverrideNothing() {
        bedrock.fails(BedrockException.of(Kind.REFUSED, "no \u202eexe.txt\u001b[2J")
                .code("ValidationException")
                .build());
        Result result = new Terminal().watched().run(bedrock, "invoke", "Hi");
        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).contains("cause: no \\u202eexe.txt [2J\n");
    }
}
