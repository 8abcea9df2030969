package io.github.bedrockcli.chat;

import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.ChatRow;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The saved chats of this user: a file each, named by the chat's id. */
public final class SavedChats {
    static final String ENDING = ".jsonl";

    private static final String LIST_THEM = "bedrock chat --list shows those that are saved";

    private final @Nullable StateFolder state;
    private final Clock clock;

    private SavedChats(@Nullable StateFolder state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /** Where the environment names no home, there are none, and none is saved. */
    public static SavedChats of(Map<String, String> environment, Clock clock) {
        return new SavedChats(StateFolder.of(environment).orElse(null), clock);
    }

    /** Saves a new chat from its first exchange on. */
    public Recording begin(String region) {
        return state == null ? Recording.off() : Recording.begin(state, region, clock);
    }

    /**
     * The file with what was typed at the prompt, to be read and added to.
     *
     * @return empty where there can be none: a chat needs no history
     */
    public Optional<Path> history() {
        try {
            return state == null ? Optional.empty() : Optional.of(state.history());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** All of them, that which was used last first; also those that cannot be read. */
    public List<ChatRow> list() {
        return entries().stream().map(Entry::row).toList();
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Path file : files()) {
            entry(file).ifPresent(entries::add);
        }
        entries.sort(Comparator.comparing(Entry::last).reversed().thenComparing(Entry::id));
        return entries;
    }

    /**
     * Opens the chat that was used last.
     *
     * @param save whether what is added is to be saved; else another process may go on with the same chat
     * @throws UsageException when there is none, or it cannot be gone on with
     */
    public ResumedChat newest(boolean save) {
        List<Entry> entries = entries();
        if (entries.isEmpty()) {
            throw new UsageException(
                    "there is no saved chat to go on with",
                    state == null
                            ? "chats are saved below XDG_STATE_HOME or HOME, and neither is set"
                            : "bedrock chat begins one");
        }
        return open(folder().chats().resolve(entries.get(0).id() + ENDING), save);
    }

    /**
     * Opens the chat of an id, or of a beginning that only one id has.
     *
     * @param save as for {@link #newest}
     * @throws UsageException when there is none, or it cannot be gone on with
     */
    public ResumedChat find(String beginning, boolean save) {
        List<Path> matching = files().stream()
                .filter(file -> SavedChat.id(file).startsWith(beginning))
                .sorted()
                .toList();
        Optional<Path> exact = matching.stream()
                .filter(file -> SavedChat.id(file).equals(beginning))
                .findFirst();
        if (beginning.isEmpty() || matching.isEmpty()) {
            throw new UsageException("no saved chat has an id that begins with '" + beginning + "'", LIST_THEM);
        }
        if (exact.isEmpty() && matching.size() > 1) {
            throw new UsageException(
                    "several saved chats have an id that begins with '" + beginning + "': "
                            + matching.stream().limit(5).map(SavedChat::id).collect(Collectors.joining(", ")),
                    "give more of the id; " + LIST_THEM);
        }
        return open(exact.orElse(matching.get(0)), save);
    }

    private StateFolder folder() {
        if (state == null) {
            throw new IllegalStateException("there is no folder");
        }
        return state;
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            if (state != null && state.hasChats()) {
                try (DirectoryStream<Path> found = Files.newDirectoryStream(state.chats(), "*" + ENDING)) {
                    found.forEach(files::add);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw unreadable(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable(e);
        }
        return files;
    }

    private static UsageException unreadable(IOException why) {
        return new UsageException("the saved chats cannot be read: " + StateFolder.reason(why));
    }

    /** Empty for a file that its writer has only just made, or could not write to. */
    private static Optional<Entry> entry(Path file) {
        try (FileChannel channel = StateFolder.open(file, StandardOpenOption.READ)) {
            SavedChat chat = SavedChat.read(channel, file);
            return Optional.of(new Entry(chat.id(), chat.last(), chat, null));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Entry(SavedChat.id(file), changed(file), null, StateFolder.reason(e)));
        } catch (BrokenChatException e) {
            return e.line() == 0
                    ? Optional.empty()
                    : Optional.of(new Entry(
                            SavedChat.id(file), changed(file), null, "line " + e.line() + ": " + e.getMessage()));
        }
    }

    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    private ResumedChat open(Path path, boolean save) {
        if (!save) {
            return unsaved(path, Recording.off());
        }
        try {
            ChatFile file = ChatFile.open(path)
                    .orElseThrow(() -> new UsageException(
                            "the chat " + SavedChat.id(path) + " is open in another process",
                            "end that one first, or begin a new chat"));
            return resumed(path, file);
        } catch (IOException e) {
            // It may be read though nothing can be written: on a disk that is mounted so.
            return unsaved(path, Recording.lost(e));
        }
    }

    private ResumedChat resumed(Path path, ChatFile file) throws IOException {
        try {
            SavedChat chat = file.read();
            return new ResumedChat(chat, Recording.resume(folder(), file, chat, clock));
        } catch (BrokenChatException e) {
            file.close();
            throw broken(path, e);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static ResumedChat unsaved(Path path, Recording recording) {
        try (FileChannel channel = StateFolder.open(path, StandardOpenOption.READ)) {
            return new ResumedChat(SavedChat.read(channel, path), recording);
        } catch (IOException e) {
            throw new UsageException("cannot read the saved chat " + path + ": " + StateFolder.reason(e), LIST_THEM);
        } catch (BrokenChatException e) {
            throw broken(path, e);
        }
    }

    private static UsageException broken(Path path, BrokenChatException why) {
        if (why.line() == 0) {
            return new UsageException("there is nothing in the saved chat " + path, LIST_THEM);
        }
        return new UsageException(
                "the saved chat cannot be read: " + path + ", line " + why.line() + ": " + why.getMessage(),
                why.line() > 1
                        ? "what is before that line is whole: head -n " + (why.line() - 1)
                                + " of that file, into another" + " file beside it, is a chat of its own"
                        : LIST_THEM);
    }

    /**
     * A saved chat in the list of them.
     *
     * @param last when it was used last
     * @param chat null when it cannot be read
     * @param problem why it cannot be read; null when it can
     */
    private record Entry(
            String id,
            Instant last,
            @Nullable SavedChat chat,
            @Nullable String problem) {
        ChatRow row() {
            if (chat == null) {
                return new ChatRow(id, last, null, 0, null, problem);
            }
            String first = chat.messages().isEmpty()
                    ? ""
                    : chat.messages().get(0).text().strip();
            return new ChatRow(
                    id, last, chat.setup().model().value(), chat.messages().size() / 2, first, null);
        }
    }
}
