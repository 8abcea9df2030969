package io.github.bedrockcli.chat;

import static io.github.bedrockcli.chat.NovaEvents.answer;
import static io.github.bedrockcli.chat.NovaEvents.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.family.MessagesJson;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.Stopping;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What reads and writes files in a chat, asks turns again and edits them. */
final class FileCommandsTest {
    @TempDir
    private Path folder;

    private final Rehearsal chat = new Rehearsal().onPipe();

    @BeforeEach
    void readFilesOfTheFolder() {
        chat.files = new FileArgument(folder, null, new FileArgument.Reader() {
            @Override
            public Media image(String name) {
                return Rehearsal.picture(name);
            }

            @Override
            public Media document(String name) {
                MediaType type = name.endsWith(".pdf") ? MediaType.PDF : MediaType.TXT;
                return new Media(type, name, bytes(name), 0, 0);
            }

            @Override
            public String text(String name) {
                return new String(bytes(name), java.nio.charset.StandardCharsets.UTF_8);
            }

            private byte[] bytes(String name) {
                try {
                    return Files.readAllBytes(folder.resolve(name));
                } catch (IOException e) {
                    throw new UsageException("cannot read " + name);
                }
            }
        });
    }

    @Test
    void theTextOfAFileGoesWithTheNextTurnUnderItsName() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "Buy milk.\n");
        chat.bedrock.then(answer("Milk.")).then(answer("ok"));

        chat.types("/file notes.txt", "What is to be bought?", "And now?");

        assertThat(chat.said()).contains("with the next turn: notes.txt (text, 23 characters)");
        assertThat(chat.bedrock.turns(0)).containsExactly("user: notes.txt:\n\nBuy milk.\n\nWhat is to be bought?");
        assertThat(chat.bedrock.turns(1)).hasSize(3).endsWith("user: And now?");
    }

    @Test
    void otherDocumentsGoAsDocumentsAndWhatIsAttachedCanBeDropped() throws IOException {
        Files.writeString(folder.resolve("a.pdf"), "%PDF-1.4");
        chat.bedrock.then(answer("ok")).then(answer("ok"));

        chat.types("/file a.pdf", "Sum it up", "/file a.pdf", "/file", "/file -", "Hello");

        assertThat(chat.bedrock.turns(0)).containsExactly("user: [document]Sum it up");
        assertThat(chat.bedrock.turns(1)).endsWith("user: Hello");
        assertThat(chat.said()).contains("with the next turn: a.pdf (pdf, 8 bytes)", "nothing is attached");
        assertThat(chat.types("/file missing.txt")).isEqualTo(2);
    }

    @Test
    void retryAsksTheLastTurnAgainInPlaceOfItsAnswer() {
        chat.bedrock.then(answer("Paris.")).then(answer("Lyon?")).then(answer("Madrid."));

        chat.types("/image cat.png", "Capital of France?", "/retry", "And of Spain?");

        assertThat(chat.printed()).isEqualTo("Paris.\nLyon?\nMadrid.\n");
        assertThat(chat.bedrock.turns(1)).containsExactly("user: [image]Capital of France?");
        assertThat(chat.bedrock.turns(2))
                .containsExactly("user: [image]Capital of France?", "assistant: Lyon?", "user: And of Spain?");
    }

    @Test
    void retryAsksATurnThatFailedAndKeepsTheAnswerBeforeWhereItFailsItself() {
        BedrockException throttled =
                BedrockException.of(Kind.THROTTLED, "slow down").build();
        chat.bedrock.then(throttled).then(answer("A cat.")).then(throttled).then(answer("ok"));

        chat.types("/image cat.png", "What is it?", "/retry", "/retry", "Go on");

        assertThat(chat.bedrock.turns(1)).containsExactly("user: [image]What is it?");
        assertThat(chat.bedrock.turns(3))
                .containsExactly("user: [image]What is it?", "assistant: A cat.", "user: Go on");
        assertThat(chat.said()).contains("note: the answer before stays in the chat");
    }

    @Test
    void withoutATurnThereIsNothingToAskAgain() {
        assertThat(chat.types("/retry")).isEqualTo(2);
        assertThat(chat.said()).isEqualTo("error: there is no turn to ask again\n");
    }

    @Test
    void aSavedConversationIsWhatMessagesTakesAndCanBeLoaded() throws IOException {
        chat.bedrock.then(answer("A \"cat\".")).then(answer("Grey."));
        chat.types("/system Be brief.", "/image cat.png", "What is it?", "Which colour?", "/save chat.json");

        JsonNode json = Json.parse(Files.readAllBytes(folder.resolve("chat.json")));
        assertThat(json.at("/0/role").asText()).isEqualTo("system");
        assertThat(json.at("/1/content/0/image/format").asText()).isEqualTo("png");
        assertThat(MessagesJson.prompt(json, "chat.json", false).turns()).hasSize(4);

        Rehearsal other = new Rehearsal();
        other.files = chat.files;
        other.bedrock.then(answer("ok"));
        other.types("/load chat.json", "Go on");
        assertThat(other.said()).contains("turns loaded: 2\n");
        assertThat(other.bedrock.turns(0))
                .containsExactly(
                        "user: [image]What is it?",
                        "assistant: A \"cat\".",
                        "user: Which colour?",
                        "assistant: Grey.",
                        "user: Go on");
        assertThat(other.bedrock.body(0).at("/system/0/text").asText()).isEqualTo("Be brief.");
    }

    @Test
    void aConversationIsWrittenForPeopleByTheEndingOfTheName() throws IOException {
        chat.bedrock.then(answer("Paris."));
        chat.types("/system Be brief.", "/image cat.png", "Where?", "/save a.md", "/save a.txt");

        assertThat(folder.resolve("a.md")).content().isEqualTo("""
                # Chat with amazon.nova-lite-v1:0

                ## System

                Be brief.

                ## User

                [cat.png (png, 3 bytes)]

                Where?

                ## Assistant

                Paris.
                """);
        assertThat(folder.resolve("a.txt")).content().isEqualTo("""
                system: Be brief.

                user: [cat.png (png, 3 bytes)]

                Where?

                assistant: Paris.
                """);
    }

    @Test
    void aFileIsNeverReplacedUnasked() throws IOException {
        Files.writeString(folder.resolve("chat.txt"), "precious");
        chat.bedrock.then(answer("Paris."));

        assertThat(chat.types("/save chat.txt")).isEqualTo(2);
        assertThat(chat.types("Where?", "/save chat.txt")).isEqualTo(2);
        assertThat(chat.said())
                .contains("error: nothing has been said yet")
                .contains("error: chat.txt is there already\nfix: /save --force chat.txt replaces it");
        assertThat(folder.resolve("chat.txt")).content().isEqualTo("precious");

        chat.types("/save --force chat.txt");
        assertThat(folder.resolve("chat.txt")).content().startsWith("user: Where?");
        assertThat(folder).isDirectoryContaining("glob:**chat.txt").isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void whatCannotBeSavedOrLoadedIsTold() throws IOException {
        Files.writeString(folder.resolve("two.json"), """
                [{"role":"user","content":"a"},{"role":"user","content":"b"},{"role":"assistant","content":"c"}]""");
        Files.writeString(folder.resolve("no.json"), "hello");
        chat.bedrock.then(answer("ok"));

        chat.types(
                "/load two.json",
                "/load no.json",
                "/load",
                "Hi",
                "/load two.json",
                "/save",
                "/save a.doc",
                "/save no/a.md");

        assertThat(chat.said())
                .contains("error: two.json: turn 2 is the user's, like the one before")
                .contains("error: no.json is not JSON: ")
                .contains("error: /load takes the name of a file")
                .contains("error: the chat has turns already\nfix: /reset forgets them, then /load two.json")
                .contains("error: /save takes the name of a file")
                .contains("error: a chat is written to a name that ends in .json, .md or .txt, not to 'a.doc'")
                .contains("error: cannot write no/a.md: ");
    }

    @Test
    void aTurnWithoutAnAnswerInALoadedFileIsAskedByRetry() throws IOException {
        Files.writeString(folder.resolve("one.json"), """
                [{"role":"user","content":"Capital of France?"}]""");
        chat.bedrock.then(answer("Paris."));

        chat.types("/load one.json", "/retry");

        assertThat(chat.said()).contains("the last one in the file has no answer, /retry asks it");
        assertThat(chat.bedrock.turns(0)).containsExactly("user: Capital of France?");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theEditorWritesTheNextTurnAndChangesTheLast() throws IOException {
        editor("printf 'Capital of France?\\n\\n' >\"$1\"");
        chat.bedrock.then(answer("Paris.")).then(answer("Madrid."));
        chat.types("/edit");
        editor("ls -l \"$1\" >rights; sed -i s/France/Spain/ \"$1\"; cp \"$1\" \"$1~\"; pwd >where; echo \"$1\" >name");
        chat.types("/edit last");

        assertThat(chat.bedrock.turns(0)).containsExactly("user: Capital of France?");
        assertThat(chat.bedrock.turns(1)).containsExactly("user: Capital of Spain?");
        assertThat(chat.conversation().messages()).hasSize(2);
        assertThat(chat.said()).contains("> Capital of Spain?\n");
        assertThat(folder.resolve("rights")).content().startsWith("-rw------- ");
        Path edited = Path.of(Files.readString(folder.resolve("name")).strip());
        assertThat(edited).doesNotExist();
        assertThat(edited.getParent()).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anEditorThatFailsOrLeavesNothingChangesNothing() throws IOException {
        chat.bedrock.then(answer("Paris."));
        editor(": >\"$1\"");
        assertThat(chat.types("Where?", "/edit", "/edit last")).isZero();
        editor("true");
        assertThat(chat.types("/edit last")).isZero();
        editor("echo more >>\"$1\"; exit 3");
        assertThat(chat.types("/edit last")).isEqualTo(2);
        editor("printf '\\377' >\"$1\"");
        assertThat(chat.types("/edit")).isEqualTo(2);

        assertThat(chat.bedrock.requests).hasSize(1);
        assertThat(chat.said())
                .contains("nothing was written; nothing is sent")
                .contains("nothing was changed; nothing is sent")
                .contains("error: the editor, sh '" + folder.resolve("my editor/ed.sh")
                        + "', ended with 3; nothing is changed")
                .contains("error: what the editor left is not UTF-8; nothing is changed");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aTextThatLooksLikeACommandIsNeverRun() throws IOException {
        Path trap = folder.resolve("trap");
        chat.bedrock
                .then(text("$(touch " + trap + ")"), "{\"messageStop\":{\"stopReason\":\"end_turn\"}}")
                .then(answer("ok"));
        editor("echo ok >>\"$1\"");
        chat.types("`touch " + trap + "`; touch '" + trap + "'", "/edit last");

        assertThat(trap).doesNotExist();
        assertThat(chat.bedrock.turns(1)).containsExactly("user: `touch " + trap + "`; touch '" + trap + "'\nok");
    }

    @Test
    void withoutATerminalOrAnEditorThereIsNoEditing() {
        assertThat(chat.types("/edit")).isEqualTo(2);
        chat.editor = new TurnEditor(Map.of(), true, 1000, new Stopping());
        assertThat(chat.types("/edit", "/edit first")).isEqualTo(2);

        assertThat(chat.said()).isEqualTo("""
                error: /edit needs a terminal
                error: no editor is set
                fix: set VISUAL or EDITOR, for example EDITOR=vi
                error: /edit takes nothing or the word last after it, not 'first'
                """);
    }

    /** EDITOR is a script, in a folder with a space, that does this. */
    private void editor(String does) throws IOException {
        Path script = Files.createDirectories(folder.resolve("my editor")).resolve("ed.sh");
        Files.writeString(script, "cd '" + folder + "'\n" + does + "\n");
        chat.editor =
                new TurnEditor(Map.of("VISUAL", " ", "EDITOR", "sh '" + script + "'"), true, 1000, new Stopping());
    }
}
