package io.github.bedrockcli.model;

import java.util.List;
import java.util.stream.Collectors;

/** One turn of a conversation. */
public record Message(Role role, List<Content> content) {
    public Message {
        content = List.copyOf(content);
    }

    public static Message user(String text) {
        return new Message(Role.USER, List.of(new Content.Text(text)));
    }

    public static Message assistant(String text) {
        return new Message(Role.ASSISTANT, List.of(new Content.Text(text)));
    }

    /** The texts of the turn, joined as they stand; images and documents have none. */
    public String text() {
        return content.stream()
                .filter(Content.Text.class::isInstance)
                .map(part -> ((Content.Text) part).text())
                .collect(Collectors.joining());
    }

    /** Whether the turn is text only, which is all that prompt-template families can carry. */
    public boolean isTextOnly() {
        return content.stream().allMatch(Content.Text.class::isInstance);
    }
}
