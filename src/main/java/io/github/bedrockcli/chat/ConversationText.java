package io.github.bedrockcli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A conversation as a file for others: a JSON array as {@code --messages} takes it, Markdown, or plain text. */
enum ConversationText {
    JSON(".json") {
        @Override
        String of(Conversation conversation, Function<Message, JsonNode> parts) {
            ArrayNode turns = Json.array();
            String system = conversation.setup().system();
            if (system != null) {
                turns.addObject().put("role", "system").put("content", system);
            }
            for (Message message : conversation.messages()) {
                ObjectNode turn = turns.addObject().put("role", message.role().wireName());
                if (message.isTextOnly()) {
                    turn.put("content", message.text());
                } else {
                    turn.set("content", content(message, parts));
                }
            }
            return Json.pretty(turns) + "\n";
        }
    },
    MARKDOWN(".md") {
        @Override
        String of(Conversation conversation, Function<Message, JsonNode> parts) {
            String system = conversation.setup().system();
            List<String> sections = new ArrayList<>();
            sections.add("# Chat with " + conversation.setup().model());
            if (system != null) {
                sections.add("## System\n\n" + system.strip());
            }
            conversation
                    .messages()
                    .forEach(message -> sections.add(
                            (message.role() == Role.USER ? "## User\n\n" : "## Assistant\n\n") + shown(message)));
            return String.join("\n\n", sections) + "\n";
        }
    },
    TEXT(".txt") {
        @Override
        String of(Conversation conversation, Function<Message, JsonNode> parts) {
            String system = conversation.setup().system();
            List<String> sections = new ArrayList<>();
            if (system != null) {
                sections.add("system: " + system.strip());
            }
            conversation
                    .messages()
                    .forEach(message -> sections.add(message.role().wireName() + ": " + shown(message)));
            return String.join("\n\n", sections) + "\n";
        }
    };

    private final String ending;

    ConversationText(String ending) {
        this.ending = ending;
    }

    /**
     * The form that a file's name asks for by its ending.
     *
     * @throws UsageException when it asks for none of them
     */
    static ConversationText named(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        for (ConversationText form : values()) {
            if (name.endsWith(form.ending)) {
                return form;
            }
        }
        if (name.endsWith(".markdown")) {
            return MARKDOWN;
        }
        throw new UsageException(
                "a chat is written to a name that ends in .json, .md or .txt, not to '" + file + "'",
                "/save " + file + ".json");
    }

    /** @param parts what the model's own requests make of a turn with more than text */
    abstract String of(Conversation conversation, Function<Message, JsonNode> parts);

    private static JsonNode content(Message message, Function<Message, JsonNode> parts) {
        JsonNode content = parts.apply(message);
        if (!content.isArray()) {
            throw new UsageException(
                    "the model of now has no form for what is attached to a turn",
                    "/save to a name that ends in .md or .txt leaves it out");
        }
        return content;
    }

    private static String shown(Message message) {
        List<String> parts = new ArrayList<>();
        message.content()
                .forEach(part -> parts.add(
                        part instanceof Content.Text text ? text.text().strip() : "[" + AttachedName.of(part) + "]"));
        return String.join("\n\n", parts);
    }
}
