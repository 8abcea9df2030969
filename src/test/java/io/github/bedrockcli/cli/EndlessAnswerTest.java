package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Reply;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers longer than anything that is held of one. */
@Timeout(120)
final class EndlessAnswerTest {
    private static final int PIECE = 1 << 20;
    private static final int PIECES = Reply.MAX_HELD / PIECE + 1;
    private static final Object[] STREAM = Collections.nCopies(
                    PIECES, "{\"contentBlockDelta\":{\"delta\":{\"text\":\"" + "x".repeat(PIECE) + "\"}}}")
            .toArray();

    @TempDir
    private Path folder;

    private final FakeBedrock bedrock = new FakeBedrock();

    @Test
    void jsonGivesUpWithTheLimitAndKeepsWhatItHolds() throws Exception {
        Result result = new Terminal()
                .environment("TMPDIR", folder.toString())
                .run(bedrock.streams(STREAM), "stream", "-o", "json", "Hi");
        assertThat(result.code()).isEqualTo(8);
        assertThat(result.err())
                .isEqualTo("error: the stream broke; part of the answer is missing\n"
                        + "cause: the answer is longer than " + Reply.MAX_HELD
                        + " characters, the most that is held in memory\n"
                        + "fix: -o text, -o events and -o raw print an answer of any length\n");
        assertThat(Json.parse(result.out()).path("outcome").asText()).isEqualTo("broken");
        assertThat(Json.parse(result.out()).path("text").asText()).hasSize(Reply.MAX_HELD);
        assertThat(Json.parse(result.out()).path("response")).hasSize(PIECES);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void textIsPrintedHoweverLongItIs() {
        Result result = new Terminal().run(bedrock.streams(STREAM), "stream", "Hi");
        assertThat(result.code()).isEqualTo(8);
        assertThat(result.out()).hasSize(PIECES * PIECE + 1);
        assertThat(result.err()).startsWith("error: the stream ended before the end of the answer\n");
    }

    @Test
    void aChatSaysWhereItGaveUp() {
        Result result = new Terminal().pipe("one\n").run(bedrock.streams(STREAM), "chat");
        assertThat(result.code()).isEqualTo(8);
        assertThat(result.err()).contains("the answer is longer than " + Reply.MAX_HELD + " characters");
    }
}
