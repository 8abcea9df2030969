package io.github.bedrockcli.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockcli.family.MessagesJson;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.OwnFiles;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.VisibleText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands of a chat that read and write files: what goes with the next turn, and the conversation itself. */
final class FileCommands {
    private static final String FORCE = "--force ";

    private final Session session;
    private final Exchange exchange;
    private final FileArgument files;
    private final Margin margin;

    FileCommands(Session session, Exchange exchange, FileArgument files, Margin margin) {
        this.session = session;
        this.exchange = exchange;
        this.files = files;
        this.margin = margin;
    }

    void image(String typed) {
        if (isAboutAll(typed)) {
            return;
        }
        attach(new Content.Image(files.image(typed)));
    }

    /** Text stands in the turn itself, under its name, which every model can read; the rest is a document. */
    void file(String typed) {
        if (isAboutAll(typed)) {
            return;
        }
        Media media = files.document(typed);
        attach(
                media.type().isText()
                        ? new Content.Text(media.name() + ":\n\n" + media.text().stripTrailing() + "\n\n")
                        : new Content.Document(media));
    }

    /** Shows or drops what is attached, when that is meant. */
    private boolean isAboutAll(String typed) {
        Conversation conversation = session.conversation();
        if (typed.isEmpty()) {
            margin.line(attached(conversation));
        } else if (typed.equals(SlashCommands.NOTHING)) {
            session.attach(conversation.withoutAttachments());
            margin.note("nothing is attached to the next turn");
        }
        return typed.isEmpty() || typed.equals(SlashCommands.NOTHING);
    }

    private void attach(Content part) {
        Conversation next = session.conversation().attached(List.of(part));
        exchange.check(next);
        session.attach(next);
        margin.note(attached(next));
    }

    private static String attached(Conversation conversation) {
        List<String> names =
                conversation.attachments().stream().map(AttachedName::of).toList();
        return names.isEmpty()
                ? "nothing is attached to the next turn"
                : "with the next turn: " + String.join(", ", names);
    }

    void save(String typed) {
        boolean force = typed.startsWith(FORCE);
        String name = force ? typed.substring(FORCE.length()).strip() : typed;
        if (name.isEmpty()) {
            throw new UsageException("/save takes the name of a file", "/save chat.json");
        }
        ConversationText form = ConversationText.named(name);
        Conversation conversation = session.conversation();
        if (conversation.exchanges() == 0) {
            throw new UsageException("nothing has been said yet");
        }
        String text = form.of(conversation, turn -> exchange.parts(conversation, turn));
        write(files.path(name), name, text.getBytes(StandardCharsets.UTF_8), force);
        margin.note("turns written to " + VisibleText.line(name) + ": " + conversation.exchanges());
    }

    private static void write(Path file, String name, byte[] bytes, boolean force) {
        try {
            if (force) {
                OwnFiles.replace(file, bytes);
            } else {
                create(file, bytes);
            }
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(name + " is there already", "/save " + FORCE + name + " replaces it");
        } catch (IOException e) {
            throw new UsageException("cannot write " + name + ": " + StateFolder.reason(e));
        }
    }

    private static void create(Path file, byte[] bytes) throws IOException {
        try {
            Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    void load(String typed) {
        if (typed.isEmpty()) {
            throw new UsageException("/load takes the name of a file", "/load chat.json");
        }
        Conversation before = session.conversation();
        if (before.exchanges() > 0) {
            throw new UsageException(
                    "the chat has turns already", "/reset forgets them, then /load " + VisibleText.line(typed));
        }
        Prompt prompt = prompt(files.text(typed), VisibleText.line(typed));
        List<Message> turns = new ArrayList<>(prompt.turns());
        Message last = turns.get(turns.size() - 1);
        @Nullable Message left = last.role() == Role.USER ? turns.remove(turns.size() - 1) : null;
        check(turns, VisibleText.line(typed));
        Setup setup = prompt.system() == null ? before.setup() : before.setup().withSystem(prompt.system());
        Conversation loaded = before.with(setup, turns);
        exchange.check(loaded);
        session.load(loaded, left);
        margin.note("turns loaded: " + loaded.exchanges()
                + (left == null ? "" : "; the last one in the file has no answer, /retry asks it"));
    }

    private static Prompt prompt(String json, String name) {
        try {
            return MessagesJson.prompt(Json.parse(json), name, false);
        } catch (JsonProcessingException e) {
            throw new UsageException(
                    name + " is not JSON: " + e.getOriginalMessage(),
                    "/load takes what /save writes to a name that ends in .json");
        }
    }

    private static void check(List<Message> turns, String name) {
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).role() != (i % 2 == 0 ? Role.USER : Role.ASSISTANT)) {
                throw new UsageException(
                        name + ": turn " + (i + 1) + " is the "
                                + turns.get(i).role().wireName() + "'s, like the one before",
                        "a chat has one answer to every turn");
            }
        }
    }
}
