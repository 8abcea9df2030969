package io.github.bedrockcli.chat;

import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * A chat as a value: what was said, how the next turn is asked, what it has cost. A turn that fails leaves no trace
 * because the value before it is still there.
 *
 * @param messages whole exchanges only: a user's turn and its answer, in turns, oldest first
 * @param attachments pictures and documents that go with the next turn
 * @param total tokens of every call so far, those of turns that were taken back included
 */
public record Conversation(Setup setup, List<Message> messages, List<Content> attachments, Usage total) {
    public Conversation {
        messages = List.copyOf(messages);
        attachments = List.copyOf(attachments);
        if (messages.size() % 2 != 0) {
            throw new IllegalArgumentException("a conversation has an answer to every turn");
        }
    }

    /** A chat in which nothing has been said; {@code attachments} go with its first turn. */
    public static Conversation start(Setup setup, List<Content> attachments) {
        return new Conversation(setup, List.of(), attachments, Usage.UNKNOWN);
    }

    /** The user's next turn: what is attached, then what was typed. */
    Message turn(Message typed) {
        List<Content> parts = new ArrayList<>(attachments);
        parts.addAll(typed.content());
        return new Message(Role.USER, parts);
    }

    /** All that the model is asked when {@code turn} is the next one. */
    Prompt prompt(Message turn) {
        List<Message> all = new ArrayList<>(messages);
        all.add(turn);
        return new Prompt(setup.system(), all, null, false);
    }

    /** With one more exchange; what was attached is now part of it. */
    Conversation with(Message turn, String answer) {
        List<Message> all = new ArrayList<>(messages);
        all.add(turn);
        all.add(Message.assistant(answer));
        return new Conversation(setup, all, List.of(), total);
    }

    public Conversation with(Setup other) {
        return new Conversation(other, messages, attachments, total);
    }

    /** With more that goes with the next turn. */
    public Conversation attached(List<Content> parts) {
        List<Content> all = new ArrayList<>(attachments);
        all.addAll(parts);
        return new Conversation(setup, messages, all, total);
    }

    Conversation withoutAttachments() {
        return new Conversation(setup, messages, List.of(), total);
    }

    Conversation spent(Usage usage) {
        return new Conversation(setup, messages, attachments, total.plus(usage));
    }

    /** Without its last exchange; there must be one. */
    Conversation withoutLastExchange() {
        return new Conversation(setup, messages.subList(0, messages.size() - 2), attachments, total);
    }

    /** With turns from elsewhere in place of its own. */
    Conversation with(Setup other, List<Message> turns) {
        return new Conversation(other, turns, attachments, total);
    }

    /** Without what was said and attached; the setup and what has been spent stay. */
    Conversation cleared() {
        return new Conversation(setup, List.of(), List.of(), total);
    }

    int exchanges() {
        return messages.size() / 2;
    }
}
