package io.github.bedrockcli.cli;

import io.github.bedrockcli.chat.ResumedChat;
import io.github.bedrockcli.chat.SavedChats;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.ChatFormat;
import org.jspecify.annotations.Nullable;

/** Which saved chat is gone on with, and whether this one is saved. */
final class SavedOptions {
    private boolean latest;
    private @Nullable String id;
    private boolean list;
    private ChatFormat format = ChatFormat.TABLE;
    private boolean noSave;

    void declare(Declarations command) {
        command.flag("--continue", "Go on with the chat that was used last.", value -> latest = value);
        command.option("--resume", "ID", "Go on with this chat: its id or a unique beginning.")
                .text(value -> id = value);
        command.flag("--list", "List the saved chats, that which was used last first, and end.", value -> list = value);
        command.option("-o, --output", "FORMAT", "Of --list: table (fitted to the terminal) or json (default: table).")
                .byDefault("table")
                .word(ChatFormat.values(), value -> format = value);
        command.flag("--no-save", "Save neither this chat nor what is typed at its prompt.", value -> noSave = value);
    }

    /** Whether the list of saved chats is wanted, and no chat. */
    boolean list(Typed typed) {
        if (latest && id != null) {
            throw new UsageException("--continue and --resume exclude each other");
        }
        if (list && (latest || id != null)) {
            throw new UsageException("--list shows chats, and goes on with none");
        }
        if (!list && typed.has("--output")) {
            throw new UsageException("-o is for --list; the answers of a chat are text");
        }
        return list;
    }

    ChatFormat format() {
        return format;
    }

    boolean saves() {
        return !noSave;
    }

    /** Opens the chat to go on with; null for a new one. */
    @Nullable
    ResumedChat open(SavedChats chats) {
        if (id != null) {
            return chats.find(id, saves());
        }
        return latest ? chats.newest(saves()) : null;
    }
}
