package io.github.bedrockcli.chat;

import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.render.VisibleText;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A saved chat that is gone on with. */
public final class ResumedChat implements AutoCloseable {
    /** Characters of a turn that remind of it. */
    private static final int REMINDER = 72;

    private final SavedChat chat;
    private final Recording recording;

    ResumedChat(SavedChat chat, Recording recording) {
        this.chat = chat;
        this.recording = recording;
    }

    /** As it was left. */
    public Conversation conversation() {
        return chat.conversation();
    }

    /** Saves what is added. */
    public Recording recording() {
        return recording;
    }

    /** The region in which it was begun. */
    public String region() {
        return chat.region();
    }

    /** For a person who may not remember it: a few lines, the last turn and its answer cut short. */
    public List<String> reminder() {
        List<Message> messages = chat.messages();
        List<String> lines = new ArrayList<>();
        lines.add("chat " + VisibleText.line(chat.id()) + " of " + chat.last().truncatedTo(ChronoUnit.SECONDS)
                + ", turns: " + messages.size() / 2);
        if (!messages.isEmpty()) {
            lines.add("  > " + shortened(messages.get(messages.size() - 2).text()));
            lines.add("  " + shortened(messages.get(messages.size() - 1).text()));
        }
        return lines;
    }

    /** The beginning of a text on one line, harmless on a terminal. */
    static String shortened(String text) {
        String start = text.strip();
        int end = start.offsetByCodePoints(0, Math.min(REMINDER, start.codePointCount(0, start.length())));
        return VisibleText.line(start.substring(0, end)) + (end < start.length() ? "\u2026" : "");
    }

    @Override
    public void close() {
        recording.close();
    }
}
