package io.github.bedrockcli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompletionsTest {
    @TempDir
    private Path directory;

    @Test
    void aSlashOffersTheCommands() {
        assertThat(words("/")).contains("/help", "/model", "/quit");
        assertThat(words("/u")).containsExactly("/undo", "/usage");
    }

    @Test
    void textIsNeverCompleted() {
        assertThat(words("")).isEmpty();
        assertThat(words("hello /u")).isEmpty();
        assertThat(words("/image a\n")).isEmpty();
    }

    @Test
    void paramOffersTheNamesThatTheModelTakes() {
        assertThat(words("/param t"))
                .containsExactly(
                        "temperature=",
                        "top-p=",
                        "top-k=",
                        "toolConfig=",
                        "toolConfig.tools=",
                        "toolConfig.toolChoice=",
                        "toolChoice=");
        assertThat(words("/param max")).containsExactly("max-tokens=");
    }

    @Test
    void imageOffersFilesAndDirectoriesButHidesWhatBeginsWithADot() throws IOException {
        Files.createFile(directory.resolve("cat one.png"));
        Files.createFile(directory.resolve(".hidden.png"));
        Files.createDirectories(directory.resolve("cats"));
        Files.createFile(directory.resolve("cats/two.png"));

        assertThat(words("/image c")).containsExactly("cat one.png", "cats/");
        assertThat(words("/image cat o")).containsExactly("cat one.png");
        assertThat(words("/image cats/")).containsExactly("cats/two.png");
        assertThat(words("/image .")).containsExactly(".hidden.png");
        assertThat(words("/image ~/ca")).containsExactly("~/cat one.png", "~/cats/");
        assertThat(words("/image nowhere/x")).isEmpty();
    }

    private List<String> words(String typed) {
        Rehearsal margin = new Rehearsal();
        Conversation conversation = Conversation.start(
                new Setup(ModelId.of(Rehearsal.MODEL), ApiChoice.AUTO, null, null, Map.of(), Map.of()), List.of());
        ChatLoop loop = new ChatLoop(
                margin.bedrock,
                ModelId::of,
                conversation,
                new ChatOptions(Knobs.NONE, true, true, false, body -> {}, 1000),
                new FileArgument(directory, directory.toString(), Rehearsal.PICTURES),
                Recording.off(),
                null,
                margin,
                Clock.systemUTC());
        return loop.completions().complete(typed).words().stream()
                .map(Completions.Word::text)
                .toList();
    }
}
