package io.github.bedrockcli.chat;

import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changes while a chat goes on: the conversation, the last answer, what is to be asked next, whether to leave and
 * with which code. What changes the conversation is saved here.
 */
final class Session {
    private final Recording recording;
    private Conversation conversation;
    private @Nullable Answer lastAnswer;

    /** The last turn without what was attached to it, where it was taken back or came without an answer. */
    private @Nullable Message unanswered;

    private @Nullable Asking next;
    private boolean over;
    private int exitCode;

    Session(Conversation conversation, Recording recording) {
        this.conversation = conversation;
        this.recording = recording;
    }

    Conversation conversation() {
        return conversation;
    }

    /** The next turn is asked with something else beside it, which is saved with that turn. */
    void attach(Conversation changed) {
        conversation = changed;
    }

    /** The turns are asked in another way from now on. */
    void change(Conversation changed) {
        conversation = changed;
        recording.setup(changed);
    }

    /** @throws UsageException when there is no exchange to take back */
    void undo() {
        if (conversation.exchanges() == 0) {
            throw new UsageException("there is no turn to take back");
        }
        conversation = conversation.withoutLastExchange();
        unanswered = null;
        recording.undo(conversation);
    }

    void reset() {
        conversation = conversation.cleared();
        unanswered = null;
        recording.reset(conversation);
    }

    /**
     * Takes over a conversation from elsewhere.
     *
     * @param left a last turn that has no answer yet, or null
     */
    void load(Conversation loaded, @Nullable Message left) {
        conversation = loaded;
        unanswered = left;
        recording.turns(loaded);
    }

    /** A turn that has just been typed. */
    Asking typed(String text) {
        return new Asking(Message.user(text), false);
    }

    /**
     * The last turn, once more.
     *
     * @throws UsageException when there is none
     */
    Asking last() {
        Message left = unanswered;
        if (left != null) {
            return new Asking(left, false);
        }
        List<Message> messages = conversation.messages();
        if (messages.isEmpty()) {
            throw new UsageException("there is no turn to ask again");
        }
        return new Asking(messages.get(messages.size() - 2), true);
    }

    /** What a command wants to be asked when it is done. */
    void askNext(Asking asking) {
        next = asking;
    }

    /** What is to be asked now; null for nothing. */
    @Nullable
    Asking takeNext() {
        Asking asking = next;
        next = null;
        return asking;
    }

    /** The conversation that a turn is asked in. */
    Conversation before(Asking asking) {
        return asking.again() ? conversation.withoutLastExchange() : conversation;
    }

    /** What is asked: a turn that is asked again has its attachments already. */
    Message turn(Asking asking) {
        return asking.again() ? asking.turn() : conversation.turn(asking.turn());
    }

    /** The answer has come, whole or not: what is kept of it is saved. */
    void answered(Asking asking, Message turn, Answer answer) {
        lastAnswer = answer;
        if (answer.stays()) {
            List<Content> waiting = asking.again() ? conversation.attachments() : List.of();
            conversation = before(asking).with(turn, answer.reply().text()).attached(waiting);
        }
        conversation = conversation.spent(answer.reply().usage());
        if (answer.stays()) {
            unanswered = null;
            recording.exchange(conversation, turn, answer, asking.again());
        } else if (!asking.again()) {
            unanswered = asking.turn();
        }
    }

    /** The answer of the last turn that was asked, whatever came of it; null before the first. */
    @Nullable
    Answer lastAnswer() {
        return lastAnswer;
    }

    /** Says what went wrong with saving. */
    void report(Margin margin) {
        recording.report(margin);
    }

    boolean over() {
        return over;
    }

    void leave() {
        over = true;
    }

    /** The code of the last turn or command that failed; 0 when none did. */
    int exitCode() {
        return exitCode;
    }

    void failed(int code) {
        exitCode = code;
    }

    /**
     * A turn to be asked.
     *
     * @param turn of the user's, without what is attached to the next turn
     * @param again whether its answer takes the place of the last one
     */
    record Asking(Message turn, boolean again) {
        Asking {
            if (turn.role() != Role.USER) {
                throw new IllegalArgumentException("a turn is the user's");
            }
        }

        /** With another text; what is no text stays. */
        Asking with(String text) {
            List<Content> parts = new ArrayList<>(turn.content());
            parts.removeIf(Content.Text.class::isInstance);
            parts.add(new Content.Text(text));
            return new Asking(new Message(Role.USER, parts), again);
        }
    }
}
