package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.cli.Terminal.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --messages} beside the other options of a prompt. */
final class MessagesOptionTest {
    private static final String BEGUN = """
            [{"role":"system","content":"Terse."},{"role":"user","content":"Hi"},{"role":"assistant","content":"The"}]""";

    @TempDir
    private Path folder;

    private final FakeBedrock bedrock = new FakeBedrock()
            .answers("{\"output\":{\"message\":{\"content\":[{\"text\":\" end\"}]}},\"stopReason\":\"end_turn\"}");

    private Result run(String messages, String... options) throws IOException {
        Files.writeString(folder.resolve("turns.json"), messages);
        String[] args = new String[options.length + 3];
        args[0] = "invoke";
        args[1] = "--messages";
        args[2] = "turns.json";
        System.arraycopy(options, 0, args, 3, options.length);
        return new Terminal().in(folder).run(bedrock, args);
    }

    @Test
    void theStartOfAnAnswerAtTheEndOfTheTurnsIsSent() throws Exception {
        assertThat(run(BEGUN)).isEqualTo(new Result(0, " end\n", ""));
        assertThat(bedrock.body(0)).isEqualTo("""
                {"system":[{"text":"Terse."}],"messages":[{"role":"user","content":[{"text":"Hi"}]},\
                {"role":"assistant","content":[{"text":"The"}]}]}""");
    }

    @Test
    void prefillGoesOnWhereTheTurnsEndWithTheUser() throws Exception {
        run("[{\"role\":\"user\",\"content\":\"Hi\"}]", "--prefill", "A");
        assertThat(bedrock.body(0)).contains("{\"role\":\"assistant\",\"content\":[{\"text\":\"A\"}]}");
    }

    @Test
    void prefillIsRefusedBesideTurnsThatBeginTheAnswerThemselves() throws Exception {
        assertThat(run(BEGUN, "--prefill", "A")).isEqualTo(new Result(2, "", """
                        error: the turns of turns.json end with the start of an answer, and --prefill gives another
                        fix: leave one of them out
                        """));
        assertThat(bedrock.requests).isEmpty();
    }
}
