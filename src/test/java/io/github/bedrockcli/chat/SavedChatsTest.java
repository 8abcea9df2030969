package io.github.bedrockcli.chat;

import static io.github.bedrockcli.chat.NovaEvents.answer;
import static io.github.bedrockcli.chat.NovaEvents.ending;
import static io.github.bedrockcli.chat.NovaEvents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.ChatRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class SavedChatsTest {
    @TempDir
    private Path home;

    private final Rehearsal chat = new Rehearsal();
    private final List<Recording> recordings = new ArrayList<>();

    @AfterEach
    void closeTheFiles() {
        recordings.forEach(Recording::close);
    }

    @Test
    void everyExchangeIsThereWhenTheChatIsGoneOnWith() throws IOException {
        chat.bedrock.then(answer("Paris.")).then(answer("Madrid."));
        saving().types("/system Be brief.", "/param max-tokens=20", "Capital of France?", "And of Spain?");

        Rehearsal next = resumed();
        next.bedrock.then(answer("Rome."));
        next.types("And of Italy?");

        assertThat(next.bedrock.turns(0))
                .containsExactly(
                        "user: Capital of France?",
                        "assistant: Paris.",
                        "user: And of Spain?",
                        "assistant: Madrid.",
                        "user: And of Italy?");
        assertThat(next.bedrock.body(0).at("/system/0/text").asText()).isEqualTo("Be brief.");
        assertThat(next.bedrock.body(0).at("/inferenceConfig/maxTokens").asInt())
                .isEqualTo(20);
        assertThat(texts(resumed().conversation())).hasSize(6).endsWith("Rome.");
        assertThat(files()).hasSize(1);
    }

    @Test
    void anExchangeIsSavedBeforeTheLastLineOfItsAnswerEnds() {
        StringBuilder whenTheLineEnded = new StringBuilder();
        chat.bedrock.then(answer("Paris."));
        saving().printingTo(new java.io.OutputStream() {
                    @Override
                    public void write(int value) {
                        if (value == '\n') {
                            whenTheLineEnded.append(content());
                        }
                    }
                })
                .types("Capital of France?");

        assertThat(whenTheLineEnded).contains("\"answer\":\"Paris.\"");
    }

    @Test
    void aChatWithoutAnAnswerHasNoFile() throws IOException {
        chat.bedrock.then(BedrockException.of(Kind.THROTTLED, "slow down").build());
        saving().types("/system Be brief.", "Hello?", "/reset");

        assertThat(Files.exists(home.resolve(".local"))).isFalse();
        assertThat(chat.said()).doesNotContain("saved");
    }

    @Test
    void whatIsTakenBackForgottenAndChangedIsSoInTheSavedChatToo() {
        chat.bedrock.then(answer("a")).then(answer("b"));
        saving().types("one", "two", "/undo", "/model amazon.nova-micro-v1:0");

        Conversation undone = resumed().conversation();
        assertThat(texts(undone)).containsExactly("one", "a");
        assertThat(undone.setup().model()).hasToString("amazon.nova-micro-v1:0");

        Rehearsal next = resumed();
        next.bedrock.then(answer("c"));
        next.types("/reset", "/system Be brief.", "three");
        Conversation reset = resumed().conversation();
        assertThat(texts(reset)).containsExactly("three", "c");
        assertThat(reset.setup().system()).isEqualTo("Be brief.");
    }

    @Test
    void anAnswerThatBrokeOrWasStoppedIsKeptWithItsOutcomeAndSendsValidTurns() {
        chat.bedrock
                .then(
                        text("Half an ans"),
                        BedrockException.of(Kind.BROKEN_STREAM, "reset").build())
                .then(text("Once upon"), chat.ctrlC())
                .then(ending("content_filtered", "I"))
                .then(ending("max_tokens", "One, two"));
        saving().types("first", "second", "bad", "count");

        assertThat(content())
                .contains("\"answer\":\"Half an ans\",\"outcome\":\"broken\",\"usage\"")
                .contains("\"answer\":\"Once upon\",\"outcome\":\"broken\",\"interrupted\":true")
                .contains("\"outcome\":\"truncated\",\"stop_reason\":\"max_tokens\"")
                .doesNotContain("bad");
        Rehearsal next = resumed();
        next.bedrock.then(answer("ok"));
        next.types("Go on");
        assertThat(next.bedrock.turns(0)).hasSize(7).startsWith("user: first", "assistant: Half an ans");
    }

    @Test
    void aPictureIsWrittenOnceHoweverOftenItIsSent() {
        chat.bedrock.then(answer("A cat.")).then(answer("Grey.")).then(answer("The same."));
        saving().types("/image cat.png", "What is it?", "Which colour?", "/image cat.png", "And this?");

        assertThat(content()).containsOnlyOnce("\"base64\":\"AQID\"");
        Content first = resumed().conversation().messages().get(0).content().get(0);
        assertThat(first).isInstanceOfSatisfying(Content.Image.class, image -> {
            assertThat(image.media().name()).isEqualTo("cat.png");
            assertThat(image.media().bytes()).containsExactly(1, 2, 3);
            assertThat(image.media().type().format()).isEqualTo("png");
        });
        Rehearsal next = resumed();
        next.bedrock.then(answer("ok"));
        next.types("/image cat.png", "Once more");
        assertThat(content()).containsOnlyOnce("\"base64\"");
    }

    @Test
    void aRecordThatWasCutAtAnyByteIsLeftOutAndTheNextTakesItsPlace() throws IOException {
        chat.bedrock.then(answer("Straße")).then(answer("zwölf"));
        saving().types("eins", "zwei");
        byte[] whole = Files.readAllBytes(files().get(0));
        int firstLines = new String(whole, StandardCharsets.UTF_8)
                .lines()
                .limit(2)
                .mapToInt(line -> line.getBytes(StandardCharsets.UTF_8).length + 1)
                .sum();

        for (int cut = firstLines; cut < whole.length; cut++) {
            Files.write(files().get(0), java.util.Arrays.copyOf(whole, cut));
            Rehearsal next = resumed();
            next.bedrock.then(answer("drei"));
            next.types("drei?");
            next.recording.close();

            assertThat(texts(resumed().conversation()))
                    .as("cut at " + cut)
                    .containsExactly("eins", "Straße", "drei?", "drei");
            assertThat(content().lines()).hasSize(3).allMatch(line -> line.endsWith("}"));
        }
    }

    @Test
    void aFileThatWasMadeAndNotWrittenIsNoChat() throws IOException {
        chat.bedrock.then(answer("a"));
        saving().types("one");
        chat.recording.close();
        Files.createFile(files().get(0).resolveSibling("00000000.jsonl"));
        Files.writeString(files().get(0).resolveSibling("00000001.jsonl"), "{\"type\":\"chat\",\"vers");

        assertThat(at("2026-11-23T00:00:00Z").list()).hasSize(1);
        assertThat(texts(resumed().conversation())).containsExactly("one", "a");
        assertThatThrownBy(() -> at("2026-11-23T00:00:00Z").find("00000000", true))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("there is nothing in the saved chat ");
    }

    @Test
    void aChatThatIsBrokenInTheMiddleSaysWhereAndWhatIsWhole() throws IOException {
        chat.bedrock.then(answer("a")).then(answer("b"));
        saving().types("one", "two");
        chat.recording.close();
        Path file = files().get(0);
        List<String> lines = Files.readAllLines(file);
        Files.writeString(file, lines.get(0) + "\n\0\0\0\n" + lines.get(2) + "\n");

        assertThatThrownBy(this::resumed)
                .isInstanceOf(UsageException.class)
                .hasMessage("the saved chat cannot be read: " + file + ", line 2: it is not JSON")
                .satisfies(e -> assertThat(((UsageException) e).fix())
                        .startsWith("what is before that line is whole: head -n 1"));
        assertThat(at("2026-11-23T00:00:00Z").list())
                .singleElement()
                .satisfies(row -> assertThat(row.problem()).isEqualTo("line 2: it is not JSON"));
    }

    @Test
    void recordsThatMakeNoSenseAreToldNotTrusted() throws IOException {
        chat.bedrock.then(answer("a"));
        saving().types("one");
        chat.recording.close();
        Path file = files().get(0);
        String whole = Files.readString(file);
        for (String record : List.of(
                "{\"type\":\"undo\"}\n{\"type\":\"undo\"}",
                "{\"type\":\"exchange\",\"user\":[],\"answer\":\"x\"}",
                "{\"type\":\"exchange\",\"user\":[{\"text\":\"x\"}]}",
                "{\"type\":\"exchange\",\"user\":[{\"image\":{\"name\":\"x\",\"sha256\":\"0\"}}],\"answer\":\"x\"}",
                "{\"type\":\"media\",\"sha256\":\"0\",\"format\":\"png\",\"base64\":\"###\"}",
                "{\"type\":\"turns\",\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"x\"}]}]}",
                "{\"type\":\"setup\",\"setup\":{\"model\":\"not a model\",\"api\":\"auto\"}}",
                "{\"type\":\"setup\",\"setup\":{\"model\":\"a.b\",\"api\":\"magic\"}}",
                "{\"type\":\"chat\",\"version\":1}",
                "{\"type\":\"undo\",\"time\":\"yesterday\"}",
                "[]")) {
            Files.writeString(file, whole + record + "\n");

            assertThatThrownBy(this::resumed)
                    .as(record)
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("the saved chat cannot be read: ");
        }
        Files.writeString(file, whole + "{\"type\":\"of the future\"}\n");
        assertThat(texts(resumed().conversation())).containsExactly("one", "a");
        Files.writeString(file, whole.replace("\"version\":1", "\"version\":2"));
        assertThatThrownBy(this::resumed).hasMessageContaining("its version is 2");
    }

    @Test
    void twoProcessesNeverWriteTheSameChat() {
        chat.bedrock.then(answer("a"));
        saving().types("one");

        assertThatThrownBy(() -> at("2026-11-23T00:00:00Z").newest(true))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching("the chat [0-9a-z]{8} is open in another process");
        assertThat(texts(at("2026-11-23T00:00:00Z").newest(false).conversation()))
                .containsExactly("one", "a");

        chat.recording.close();
        assertThat(texts(resumed().conversation())).containsExactly("one", "a");
    }

    @Test
    void theChatThatWasUsedLastIsTheNewestAndFirstInTheList() throws IOException {
        for (String name : List.of("first", "second")) {
            Rehearsal one = new Rehearsal();
            one.recording = at("2026-11-2" + name.length() % 4 + "T00:00:00Z").begin("us-east-1");
            one.bedrock.then(answer("ok"));
            one.types(name);
            one.recording.close();
        }
        assertThat(at("2026-11-27T00:00:00Z").list()).extracting(ChatRow::first).containsExactly("second", "first");

        String first = at("2026-11-27T00:00:00Z").list().get(1).id();
        Rehearsal old = new Rehearsal();
        ResumedChat found = at("2026-11-27T00:00:00Z").find(first.substring(0, 7), true);
        old.recording = found.recording();
        old.from(found.conversation()).bedrock.then(answer("ok"));
        old.types("again");
        old.recording.close();

        assertThat(at("2026-11-28T00:00:00Z").list()).extracting(ChatRow::turns).containsExactly(2, 1);
        assertThatThrownBy(() -> at("2026-11-28T00:00:00Z").find("", true))
                .hasMessage("no saved chat has an id that begins with ''");
        assertThatThrownBy(() -> at("2026-11-28T00:00:00Z").find("../x", true))
                .hasMessage("no saved chat has an id that begins with '../x'");
    }

    @Test
    void aBeginningThatSeveralIdsHaveIsNotEnough() throws IOException {
        chat.bedrock.then(answer("a"));
        saving().types("one");
        chat.recording.close();
        for (String name : List.of("aaaa", "aaab")) {
            Files.copy(files().get(0), files().get(0).resolveSibling(name + ".jsonl"));
        }

        assertThatThrownBy(() -> at("2026-11-23T00:00:00Z").find("aaa", true))
                .hasMessage("several saved chats have an id that begins with 'aaa': aaaa, aaab");
        assertThat(at("2026-11-23T00:00:00Z").find("aaab", true).conversation().exchanges())
                .isOne();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void foldersAndFilesAreTheOwnersOnlyAlsoWhereTheyWereNot() throws IOException {
        Path chats = Files.createDirectories(home.resolve(".local/state/bedrock-cli/chats"));
        Files.setPosixFilePermissions(chats, PosixFilePermissions.fromString("rwxrwxrwx"));
        chat.bedrock.then(answer("a"));
        saving().types("one");
        chat.recording.close();

        assertThat(permissions(chats)).isEqualTo("rwx------");
        assertThat(permissions(chats.getParent())).isEqualTo("rwx------");
        assertThat(permissions(files().get(0))).isEqualTo("rw-------");

        Files.setPosixFilePermissions(files().get(0), PosixFilePermissions.fromString("rw-r--r--"));
        resumed();
        assertThat(permissions(files().get(0))).isEqualTo("rw-------");
        assertThat(permissions(at("2026-11-23T00:00:00Z").history().orElseThrow()))
                .isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nothingIsWrittenOrReadThroughALink() throws IOException {
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        Path own = Files.createDirectories(home.resolve(".local/state/bedrock-cli"));
        Files.createSymbolicLink(own.resolve("chats"), elsewhere);
        chat.bedrock.then(answer("a")).then(answer("b"));
        saving().types("one", "two");

        assertThat(elsewhere).isEmptyDirectory();
        assertThat(chat.said())
                .containsOnlyOnce("warning: this chat is not saved: it is not a folder, or it is a link: "
                        + own.resolve("chats"));
        assertThatThrownBy(() -> at("2026-11-23T00:00:00Z").list()).hasMessageContaining("or it is a link");
        assertThat(at("2026-11-23T00:00:00Z").history()).isEmpty();

        Files.delete(own.resolve("chats"));
        Path victim = Files.writeString(home.resolve("victim"), "precious\n");
        Files.createDirectory(own.resolve("chats"));
        Files.createSymbolicLink(own.resolve("chats/planted0.jsonl"), victim);
        Files.createSymbolicLink(own.resolve("history"), victim);
        assertThatThrownBy(() -> at("2026-11-23T00:00:00Z").find("planted0", true))
                .hasMessageContaining("it is a link");
        assertThat(at("2026-11-23T00:00:00Z").history()).isEmpty();
        assertThat(victim).content().isEqualTo("precious\n");
    }

    @Test
    void whereNothingCanBeWrittenTheChatGoesOnAfterOneWarning() throws IOException {
        Files.writeString(home.resolve(".local"), "a file in the way");
        chat.bedrock.then(answer("a")).then(answer("b"));
        saving().types("one", "two");

        assertThat(chat.printed()).isEqualTo("a\nb\n");
        assertThat(chat.said()).containsOnlyOnce("warning: ").contains("warning: this chat is not saved: ");
    }

    @Test
    void aHomeThatIsNotThereIsNotMade() {
        Path nowhere = home.resolve("nobody");
        chat.recording = SavedChats.of(Map.of("HOME", nowhere.toString()), Clock.systemUTC())
                .begin("us-east-1");
        chat.bedrock.then(answer("a"));
        chat.types("one");

        assertThat(nowhere).doesNotExist();
        assertThat(chat.said()).contains("warning: this chat is not saved: there is no such folder: " + nowhere);
    }

    @Test
    void theStateHomeOfXdgCountsWhenItIsAbsolute() {
        Path state = home.resolve("deep/state");
        SavedChats absolute =
                SavedChats.of(Map.of("HOME", "/nowhere", "XDG_STATE_HOME", state.toString()), Clock.systemUTC());
        chat.recording = absolute.begin("us-east-1");
        chat.bedrock.then(answer("a"));
        chat.types("one");
        chat.recording.close();

        assertThat(state.resolve("bedrock-cli/chats")).isDirectory();
        assertThat(absolute.list()).hasSize(1);
        assertThat(SavedChats.of(Map.of("HOME", home.toString(), "XDG_STATE_HOME", "deep/state"), Clock.systemUTC())
                        .list())
                .isEmpty();
    }

    @Test
    void withoutAHomeThereIsNothingAndThatIsSaidWhenAsked() {
        SavedChats none = SavedChats.of(Map.of(), Clock.systemUTC());

        assertThat(none.list()).isEmpty();
        assertThat(none.history()).isEmpty();
        assertThatThrownBy(() -> none.newest(true))
                .isInstanceOf(UsageException.class)
                .hasMessage("there is no saved chat to go on with");
    }

    @Test
    void anInterruptThatComesLateDoesNotLoseTheChat() {
        chat.bedrock.then(text("Once upon"), chat.ctrlC()).then(answer("b"));
        saving();
        Thread.currentThread().interrupt();
        chat.types("one");
        Thread.interrupted();
        chat.types("two");

        assertThat(chat.said()).doesNotContain("warning");
        chat.recording.close();
        assertThat(texts(resumed().conversation())).hasSize(4);
    }

    /** The chat is saved below the home of the test. */
    private Rehearsal saving() {
        chat.recording = at("2026-11-22T00:00:00Z").begin("us-east-1");
        recordings.add(chat.recording);
        return chat;
    }

    /** The newest chat, gone on with. */
    private Rehearsal resumed() {
        recordings.forEach(Recording::close);
        ResumedChat found = at("2026-11-23T00:00:00Z").newest(true);
        recordings.add(found.recording());
        Rehearsal next = new Rehearsal().from(found.conversation());
        next.recording = found.recording();
        return next;
    }

    private SavedChats at(String time) {
        return SavedChats.of(Map.of("HOME", home.toString()), Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(home.resolve(".local/state/bedrock-cli/chats"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String content() {
        try {
            return Files.readString(files().get(0));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private static List<String> texts(Conversation conversation) {
        return conversation.messages().stream().map(Message::text).toList();
    }
}
