package io.github.bedrockcli.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model is asked: the turns so far (the last one is the user's), a system prompt, and the start of the answer.
 *
 * @param system the system prompt, or null; an empty one is none
 * @param messages the turns, oldest first; never empty
 * @param prefill the start of the answer that the model continues, or null; an empty one is none
 * @param raw true when the text is to be sent without the family's chat template
 * @param systemParts the system prompt as parts where it holds more than text, such as a cache point; else empty.
 *     Families that have no place for such parts send {@code system}, which holds their texts
 */
public record Prompt(
        @Nullable String system,
        List<Message> messages,
        @Nullable String prefill,
        boolean raw,
        List<Content> systemParts) {
    public Prompt {
        system = system == null || system.isEmpty() ? null : system;
        prefill = prefill == null || prefill.isEmpty() ? null : prefill;
        messages = List.copyOf(messages);
        systemParts = List.copyOf(systemParts);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a prompt has at least one message");
        }
    }

    public Prompt(@Nullable String system, List<Message> messages, @Nullable String prefill, boolean raw) {
        this(system, messages, prefill, raw, List.of());
    }

    public static Prompt of(String text) {
        return new Prompt(null, List.of(Message.user(text)), null, false);
    }

    public Prompt withSystem(@Nullable String text) {
        return new Prompt(text, messages, prefill, raw);
    }

    public Prompt withPrefill(@Nullable String text) {
        return new Prompt(system, messages, text, raw, systemParts);
    }

    public Prompt withMessages(List<Message> turns) {
        return new Prompt(system, turns, prefill, raw, systemParts);
    }

    /** The turns, with the start of the answer as a last turn of the assistant's where there is one. */
    public List<Message> turns() {
        if (prefill == null) {
            return messages;
        }
        List<Message> turns = new ArrayList<>(messages);
        turns.add(Message.assistant(prefill));
        return turns;
    }
}
