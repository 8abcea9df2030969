package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.cli.Terminal.Result;
import org.junit.jupiter.api.Test;

/** Who reads standard input, which can be read once. */
final class StandardInputTest {
    private static final String ANSWER =
            "{\"output\":{\"message\":{\"content\":[{\"text\":\"ok\"}]}},\"stopReason\":\"end_turn\"}";

    private final FakeBedrock bedrock = new FakeBedrock().answers(ANSWER);

    @Test
    void aParameterThatReadsThePipeLeavesNothingToThePrompt() {
        Result result = new Terminal()
                .pipe("{\"tools\":[]}")
                .run(bedrock, "invoke", "-p", "toolConfig=@-", "--api", "auto", "Hi");
        assertThat(result).isEqualTo(new Result(0, "ok\n", ""));
        assertThat(bedrock.body(0)).isEqualTo("""
                {"messages":[{"role":"user","content":[{"text":"Hi"}]}],"toolConfig":{"tools":[]}}""");
    }

    @Test
    void aPromptAndAParameterCannotBothReadIt() {
        Result result = new Terminal().pipe("{}").run(bedrock, "invoke", "-p", "toolConfig=@-", "-");
        assertThat(result).isEqualTo(new Result(2, "", """
                error: standard input can be read once: only one of PROMPT, --file, --system-file, --image, --mask,\
                 --document, --video, --messages and -p NAME=@ can be -
                """));
    }

    @Test
    void aChatReadsItsTurnsThere() {
        Result result = new Terminal().pipe("Hi\n").run(bedrock, "chat", "-p", "toolConfig=@-");
        assertThat(result).isEqualTo(new Result(2, "", """
                error: - is standard input, where the turns of a chat come from
                fix: give a file by its name
                """));
    }

    @Test
    void embedReadsTextsThereOrAParameter() {
        Result result = new Terminal().pipe("256").run(bedrock, "embed", "-p", "dimensions=@-");
        assertThat(result).isEqualTo(new Result(2, "", """
                error: standard input can be read once: for the input, or by -p NAME=@-
                """));
    }

    @Test
    void anEmptyFileNameIsSaidToBeOne() {
        assertThat(new Terminal().run(bedrock, "invoke", "--file", "", "Hi"))
                .isEqualTo(new Result(2, "", "error: the name of a file to read is empty\n"));
    }

    @Test
    void nothingIsNoJsonValue() {
        assertThat(new Terminal().run(bedrock, "invoke", "--set", "/a=", "Hi")).isEqualTo(new Result(2, "", """
                error: --set /a: the value is not JSON: it is empty
                fix: a string needs its quotes: --set '/a="text"'
                """));
        Result parameter = new Terminal().run(bedrock, "invoke", "-p", "toolConfig=", "Hi");
        assertThat(parameter).isEqualTo(new Result(2, "", "error: toolConfig takes JSON, not '': it is empty\n"));
        assertThat(bedrock.requests).isEmpty();
    }
}
