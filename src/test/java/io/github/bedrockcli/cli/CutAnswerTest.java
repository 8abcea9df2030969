package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are not whole, and answers that nobody here can judge. */
final class CutAnswerTest {
    private static final String MALFORMED =
            "{\"output\":{\"message\":{\"content\":[{\"text\":\"Hal\"}]}},\"stopReason\":\"malformed_model_output\"}";
    private static final String PIECE =
            "{\"contentBlockDelta\":{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hal\"}}}";
    private static final String MALFORMED_STOP = "{\"messageStop\":{\"stopReason\":\"malformed_model_output\"}}";

    @TempDir
    private Path folder;

    private final FakeBedrock bedrock = new FakeBedrock();

    @Test
    void anAnswerThatTheModelBrokeOffIsKeptAsPartial() {
        Result result = new Terminal().in(folder).run(bedrock.answers(MALFORMED), "invoke", "--out", "a.txt", "Hi");
        assertThat(result.code()).isEqualTo(8);
        assertThat(result.err())
                .isEqualTo("error: the model failed while answering (stop reason malformed_model_output); what came is"
                        + " kept in " + folder.resolve("a.txt.partial") + "\nfix: try again\n");
        assertThat(folder.resolve("a.txt")).doesNotExist();
        assertThat(folder.resolve("a.txt.partial")).hasContent("Hal\n");
    }

    @Test
    void aStreamThatTheModelBrokeOffIsKeptAsPartial() {
        bedrock.streams(PIECE, MALFORMED_STOP);
        Result result = new Terminal().in(folder).run(bedrock, "stream", "--out", "a.txt", "Hi");
        assertThat(result.code()).isEqualTo(8);
        assertThat(folder.resolve("a.txt")).doesNotExist();
        assertThat(folder.resolve("a.txt.partial")).hasContent("Hal\n");
    }

    @Test
    void aReplyThatIsNoAnswerDoesNotBecomeTheFile() {
        Result result = new Terminal().in(folder).run(bedrock.answers("{}"), "invoke", "--out", "a.txt", "Hi");
        assertThat(result.code()).isEqualTo(5);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anAnswerOfNoKnownFamilyHasNoOutcome() throws Exception {
        String model = "arn:aws:bedrock:us-east-1:123456789012:imported-model/abc";
        Result result =
                new Terminal().run(bedrock.answers("{\"x\":1}"), "invoke", "-m", model, "--body", "{}", "-o", "json");
        assertThat(result.code()).isZero();
        assertThat(Json.parse(result.out()).get("outcome").isNull()).isTrue();
        assertThat(Json.parse(result.out()).get("text").isNull()).isTrue();
        assertThat(Json.parse(result.out()).get("response")).isEqualTo(Json.parse("{\"x\":1}"));
    }

    @Test
    void reasoningEndsItsLineBeforeTheAnswerBegins() {
        String thought = "{\"contentBlockDelta\":{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"text\":"
                + "\"Hm.\"}}}}";
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        bedrock.streams(thought, PIECE, "{\"messageStop\":{\"stopReason\":\"end_turn\"}}");
        int code = new App(TestIo.on(screen), bedrock).run("stream", "Hi");
        assertThat(code).isZero();
        assertThat(screen).hasToString("Hm.\nHal\n");
    }
}
