package io.github.bedrockcli.chat;

import io.github.bedrockcli.model.Message;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Saves a chat while it goes on: each exchange when it is whole, each change when it is made. The file is made with the
 * first exchange. Where that cannot be done, the chat goes on unsaved, and that is said once.
 */
public final class Recording implements AutoCloseable {
    /** Letters and digits that are not taken for one another (Crockford's base 32). */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int ID_LENGTH = 8;

    private final String region;
    private final Clock clock;
    private final ChatRecords records;
    private @Nullable StateFolder state;
    private @Nullable ChatFile file;

    /** As the file has it; null while there is none. */
    private @Nullable Setup written;

    private @Nullable String warning;

    private Recording(@Nullable StateFolder state, String region, Clock clock, Set<String> media) {
        this.state = state;
        this.region = region;
        this.clock = clock;
        this.records = new ChatRecords(media);
    }

    /** Saves nothing. */
    public static Recording off() {
        return new Recording(null, "", Clock.systemUTC(), Set.of());
    }

    /** Saves a new chat. */
    static Recording begin(StateFolder state, String region, Clock clock) {
        return new Recording(state, region, clock, Set.of());
    }

    /** Goes on with a saved one. */
    static Recording resume(StateFolder state, ChatFile file, SavedChat chat, Clock clock) {
        Recording recording = new Recording(state, chat.region(), clock, chat.media());
        recording.file = file;
        recording.written = chat.setup();
        return recording;
    }

    /** Cannot go on with a saved one. */
    static Recording lost(IOException why) {
        Recording recording = off();
        recording.warning = "warning: the turns of now are not saved: " + StateFolder.reason(why);
        return recording;
    }

    /** The name of the chat; empty while nothing is saved. */
    public Optional<String> id() {
        return Optional.ofNullable(file).map(ChatFile::path).map(SavedChat::id);
    }

    /** @param again whether it takes the place of the exchange before */
    void exchange(Conversation after, Message turn, Answer answer, boolean again) {
        save(after.setup(), true, more -> more.exchange(turn, answer, again, now()));
    }

    void undo(Conversation after) {
        save(after.setup(), false, more -> more.undo(now()));
    }

    void reset(Conversation after) {
        save(after.setup(), false, more -> more.reset(now()));
    }

    void setup(Conversation after) {
        save(after.setup(), false, more -> {});
    }

    /** Its turns came from elsewhere. */
    void turns(Conversation after) {
        save(after.setup(), true, more -> more.turns(after.messages(), now()));
    }

    /** Says what went wrong since this was last called. */
    void report(Margin margin) {
        if (warning != null) {
            margin.note(warning);
            warning = null;
        }
    }

    private Instant now() {
        return clock.instant();
    }

    private void save(Setup setup, boolean begins, Consumer<ChatRecords> what) {
        StateFolder folder = state;
        if (folder == null || (file == null && !begins)) {
            return;
        }
        ChatFile before = file;
        boolean fresh = before == null;
        try {
            ChatFile open = before == null ? create(folder) : before;
            file = open;
            if (written == null) {
                records.header(SavedChat.id(open.path()), region, setup, now());
            } else if (!setup.equals(written)) {
                records.setup(setup, now());
            }
            what.accept(records);
            open.append(records.take());
            written = setup;
        } catch (IOException e) {
            giveUp(fresh, e);
        }
    }

    /** Records that follow one another make no sense with a gap: after one that failed, none is written. */
    private void giveUp(boolean fresh, IOException why) {
        ChatFile open = file;
        warning = fresh
                ? "warning: this chat is not saved: " + StateFolder.reason(why)
                : "warning: this chat is no longer saved: " + StateFolder.reason(why) + "; /save FILE keeps it";
        close();
        if (fresh && open != null) {
            try {
                Files.deleteIfExists(open.path());
            } catch (IOException e) {
                // It is empty, and so no chat to anybody who reads it.
            }
        }
    }

    private static ChatFile create(StateFolder folder) throws IOException {
        folder.make();
        while (true) {
            Path path = folder.chats().resolve(freshId() + SavedChats.ENDING);
            try {
                return ChatFile.create(path);
            } catch (FileAlreadyExistsException e) {
                // That name is taken; there are a million million.
            }
        }
    }

    /** A name, not a secret. */
    private static String freshId() {
        Random random = new Random();
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    @Override
    public void close() {
        ChatFile open = file;
        file = null;
        state = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Every record has been written; there is nothing left to lose.
            }
        }
    }
}
