package io.github.bedrockcli.cli;

import io.github.bedrockcli.chat.ResumedChat;
import io.github.bedrockcli.chat.SavedChats;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.ChatFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which saved chat is gone on with, and whether this one is saved. */
final class SavedOptions {
    @Option(names = "--continue", description = "Go on with the chat that was used last.")
    private boolean latest;

    @Option(names = "--resume", paramLabel = "ID", description = "Go on with this chat: its id or a unique beginning.")
    private @Nullable String id;

    @Option(names = "--list", description = "List the saved chats, that which was used last first, and end.")
    private boolean list;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "Of --list: table (fitted to the terminal) or json (default: table).")
    private ChatFormat format = ChatFormat.TABLE;

    @Option(names = "--no-save", description = "Save neither this chat nor what is typed at its prompt.")
    private boolean noSave;

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
