package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SavedChatCommandTest {
    private static final String STOP = "{\"messageStop\":{\"stopReason\":\"end_turn\"}}";
    private static final String CLAUDE = "anthropic.claude-3-haiku-20240307-v1:0";

    @TempDir
    private Path home;

    private final FakeBedrock bedrock = new FakeBedrock();

    @Test
    void aPipedChatIsGoneOnWithAsItWasLeft() {
        bedrock.streams(text("Paris."), STOP).streams(text("Madrid."), STOP);
        run("Capital of France?\n", "-s", "Be brief.", "--max-tokens", "20", "-p", "topP=0.5");

        Result result = run("And of Spain?\n", "--continue");

        assertThat(result).isEqualTo(new Result(0, "Madrid.\n", ""));
        assertThat(bedrock.body(1))
                .contains(
                        "Capital of France?",
                        "Paris.",
                        "And of Spain?",
                        "Be brief.",
                        "\"maxTokens\":20",
                        "\"topP\":0.5");
    }

    @Test
    void optionsThatAreTypedWinOverWhatWasSavedWhichWinsOverTheEnvironment() {
        bedrock.streams(text("a"), STOP).streams(text("b"), STOP).streams("{\"type\":\"message_stop\"}");
        run("one\n", "-s", "Be brief.", "--max-tokens", "20", "-p", "topP=0.5");
        Result saved = chat().environment("BEDROCK_MODEL", CLAUDE)
                .pipe("two\n")
                .run(bedrock, "chat", "--continue", "-s", "Be long.", "--max-tokens", "30", "--temperature", "0.1");
        assertThat(saved.err()).isEmpty();
        assertThat(bedrock.requests.get(1).model().value()).isEqualTo("amazon.nova-lite-v1:0");
        assertThat(bedrock.body(1)).contains("Be long.", "\"maxTokens\":30", "\"topP\":0.5", "\"temperature\":0.1");

        run("three\n", "--continue", "-m", CLAUDE);
        assertThat(bedrock.requests.get(2).model().value()).isEqualTo(CLAUDE);
        assertThat(bedrock.body(2)).contains("Be long.", "\"max_tokens\":30", "\"one\"", "\"two\"");
    }

    @Test
    void theChatsAreListedAndResumedByABeginningOfTheirId() throws IOException {
        bedrock.streams(text("a"), STOP).streams(text("b"), STOP);
        run("Tell\u001B[2J me\n");

        Result table = run("", "--list");
        String id = table.out().lines().skip(1).findFirst().orElseThrow().substring(0, 8);
        assertThat(table).isEqualTo(new Result(0, """
                ID        LAST USED         TURNS  MODEL                  FIRST PROMPT
                %s  2026-11-21 12:00  1      amazon.nova-lite-v1:0  Tell [2J me
                """.formatted(id), ""));
        assertThat(Json.parse(run("", "--list", "-o", "json").out())
                        .at("/0/first_prompt")
                        .asText())
                .isEqualTo("Tell\u001B[2J me");

        assertThat(run("more\n", "--resume", id.substring(0, 4)).out()).isEqualTo("b\n");
        assertThat(bedrock.body(1)).contains("more", "me");
    }

    @Test
    void withoutASavedChatThereIsNothingToGoOnWith() {
        assertThat(run("x\n", "--continue")).isEqualTo(new Result(2, "", """
                error: there is no saved chat to go on with
                fix: bedrock chat begins one
                """));
        assertThat(run("x\n", "--resume", "k3f9")).isEqualTo(new Result(2, "", """
                error: no saved chat has an id that begins with 'k3f9'
                fix: bedrock chat --list shows those that are saved
                """));
        assertThat(run("", "--list")).isEqualTo(new Result(0, "", "note: no chat is saved\n"));
        assertThat(run("", "--list", "-o", "json").out()).isEqualTo("[]\n");
        assertThat(bedrock.connections).isEmpty();
    }

    @Test
    void nothingIsSavedWhenThatIsNotWanted() throws IOException {
        bedrock.streams(text("a"), STOP).streams(text("b"), STOP).streams(text("c"), STOP);

        run("one\n", "--no-save");
        assertThat(home).isEmptyDirectory();

        run("two\n");
        String saved = content();
        assertThat(run("three\n", "--continue", "--no-save").out()).isEqualTo("c\n");
        assertThat(bedrock.body(2)).contains("two", "three");
        assertThat(content()).isEqualTo(saved);
    }

    @Test
    void noSecretIsInASavedChat() throws IOException {
        bedrock.streams(text("a"), STOP);

        chat().environment("AWS_SECRET_ACCESS_KEY", "top-secret")
                .environment("AWS_BEARER_TOKEN_BEDROCK", "top-secret")
                .pipe("one\n")
                .run(bedrock, "chat", "--endpoint-url", "http://user:top-secret@127.0.0.1:1");

        assertThat(content()).contains("\"one\"").doesNotContain("top-secret");
    }

    @Test
    void aStandingOutputFormatIsNotTheListsAndOptionsThatMakeNoSenseTogetherAreRefused() throws IOException {
        Path config = Files.writeString(home.resolve("config"), "output=events\nchat.no-save=true\n");
        bedrock.streams(text("a"), STOP);

        Result result = chat().environment("BEDROCK_CONFIG", config.toString())
                .pipe("one\n")
                .run(bedrock, "chat");
        assertThat(result).isEqualTo(new Result(0, "a\n", ""));
        assertThat(home.resolve(".local")).doesNotExist();

        assertThat(run("", "--continue", "--resume", "x").code()).isEqualTo(2);
        assertThat(run("", "--continue", "--list").code()).isEqualTo(2);
        assertThat(run("", "-o", "json").err()).isEqualTo("error: -o is for --list; the answers of a chat are text\n");
    }

    private Result run(String input, String... options) {
        String[] args = Stream.concat(Stream.of("chat"), Stream.of(options)).toArray(String[]::new);
        return chat().pipe(input).run(bedrock, args);
    }

    private Terminal chat() {
        return new Terminal().environment("HOME", home.toString());
    }

    private String content() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(".local/state/bedrock-cli/chats"))) {
            return Files.readString(files.findFirst().orElseThrow());
        }
    }

    private static String text(String piece) {
        return "{\"contentBlockDelta\":{\"delta\":{\"text\":\"" + piece + "\"},\"contentBlockIndex\":0}}";
    }
}
