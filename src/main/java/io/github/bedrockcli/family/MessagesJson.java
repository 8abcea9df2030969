package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.UsageException;

/** Reads the turns of {@code --messages}. */
public final class MessagesJson {
    private MessagesJson() {}

    /** Turns a JSON array of turns into a prompt. */
    public static Prompt prompt(JsonNode turns, String source, boolean raw) {
        throw new UsageException(source + " cannot be read yet: " + turns.getNodeType() + raw);
    }
}
