package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a conversation from JSON: an array of {@code {"role", "content"}}, content a string or a list of blocks.
 *
 * <p>Leading turns of role {@code system} become the system prompt, blocks with more than text (a cache point) kept; a last turn of the assistant's that is text becomes
 * the start of the answer. Blocks that are nothing but text, in Claude's form ({@code {"type":"text","text":…}}) or
 * Converse's ({@code {"text":…}}), become text that every family can carry; any other block stays as it is. A tool's
 * calls and results in OpenAI's form ({@code "tool_calls"}, role {@code tool}) become blocks of Claude's.
 */
public final class MessagesJson {
    private static final Set<String> MEMBERS = Set.of("role", "content");

    /** What turns of OpenAI's form have more, by their role. */
    private static final Map<String, String> MORE = Map.of("assistant", "tool_calls", "tool", "tool_call_id");

    private final List<Content> system = new ArrayList<>();
    private final List<String> systemTexts = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    /** Whether the last turn was one of tool results. */
    private boolean results;

    private MessagesJson() {}

    /**
     * Reads the turns.
     *
     * @param source the file's name, for messages
     * @param raw whether the text is to be sent without the family's chat template
     * @throws UsageException naming the first thing that is wrong and where it stands
     */
    public static Prompt prompt(JsonNode turns, String source, boolean raw) {
        if (!turns.isArray()) {
            throw new UsageException(
                    source + " is not a JSON array of {\"role\", \"content\"} but "
                            + turns.getNodeType().name().toLowerCase(Locale.ROOT),
                    "for example [{\"role\": \"user\", \"content\": \"Hello\"}]");
        }
        MessagesJson reader = new MessagesJson();
        for (int index = 0; index < turns.size(); index++) {
            reader.add(turns.get(index), source + ": messages[" + index + "]");
        }
        return reader.prompt(source, raw);
    }

    private void add(JsonNode turn, String where) {
        if (!turn.isObject()) {
            throw new UsageException(where + " is not an object with role and content");
        }
        String role = turn.path("role").asText();
        for (Iterator<String> names = turn.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!MEMBERS.contains(name) && !name.equals(MORE.get(role))) {
                throw new UsageException(where + " has '" + name + "'; only role and content are known");
            }
        }
        switch (role) {
            case "user" -> messages.add(new Message(Role.USER, content(turn, where)));
            case "assistant" -> messages.add(new Message(Role.ASSISTANT, contentAndCalls(turn, where)));
            case "tool" -> addResult(turn, where);
            case "system" -> addSystem(new Message(Role.USER, content(turn, where)), where);
            default ->
                throw new UsageException(where + ".role is user, assistant, tool or (first) system, not "
                        + Json.line(turn.path("role")));
        }
        results = role.equals("tool");
    }

    private static List<Content> content(JsonNode turn, String where) {
        return blocks(turn.path("content"), where + ".content");
    }

    /** Calls become blocks, which stand behind the text; a turn that has some may have no text. */
    private static List<Content> contentAndCalls(JsonNode turn, String where) {
        JsonNode calls = turn.path("tool_calls");
        if (calls.isEmpty()) {
            return content(turn, where);
        }
        JsonNode said = turn.path("content");
        boolean silent = said.isMissingNode()
                || said.isNull()
                || (said.isTextual() && said.textValue().isEmpty());
        List<Content> parts = new ArrayList<>(silent ? List.of() : content(turn, where));
        calls.forEach(call -> parts.add(new Content.Raw(ToolBlocks.fromCall(call))));
        return parts;
    }

    /** Results that follow one another answer the same turn: they stand in one. */
    private void addResult(JsonNode turn, String where) {
        if (!turn.path("tool_call_id").isTextual()) {
            throw new UsageException(where + " is of role tool and needs tool_call_id: the call that it answers");
        }
        List<Content> parts = new ArrayList<>();
        if (results) {
            parts.addAll(messages.remove(messages.size() - 1).content());
        }
        parts.add(new Content.Raw(ToolBlocks.fromResult(turn)));
        messages.add(new Message(Role.USER, parts));
    }

    private void addSystem(Message turn, String where) {
        if (!messages.isEmpty()) {
            throw new UsageException(where + ".role is system; only the first turns can be");
        }
        system.addAll(turn.content());
        String text = turn.content().stream().map(MessagesJson::text).collect(Collectors.joining());
        if (!text.isEmpty()) {
            systemTexts.add(text);
        }
    }

    /** The text of a part, also where it came with more; empty for what has none. */
    private static String text(Content part) {
        if (part instanceof Content.Text text) {
            return text.text();
        }
        return part instanceof Content.Raw raw ? raw.block().path("text").asText("") : "";
    }

    private static List<Content> blocks(JsonNode content, String where) {
        if (content.isTextual()) {
            return List.of(new Content.Text(content.textValue()));
        }
        if (!content.isArray() || content.isEmpty()) {
            throw new UsageException(where + " is a string or a list of at least one block, not "
                    + (content.isMissingNode() ? "missing" : Json.line(content)));
        }
        List<Content> parts = new ArrayList<>();
        for (int index = 0; index < content.size(); index++) {
            JsonNode block = content.get(index);
            if (!block.isObject()) {
                throw new UsageException(where + "[" + index + "] is not a block but " + Json.line(block));
            }
            parts.add(isPlainText(block) ? new Content.Text(block.get("text").textValue()) : new Content.Raw(block));
        }
        return parts;
    }

    /** A text block with anything more, such as cache_control, is kept whole. */
    private static boolean isPlainText(JsonNode block) {
        boolean claude = block.size() == 2 && block.path("type").asText().equals("text");
        return block.path("text").isTextual() && (claude || block.size() == 1);
    }

    private Prompt prompt(String source, boolean raw) {
        if (messages.isEmpty()) {
            throw new UsageException(source + " holds no turn of the user's");
        }
        Message last = messages.get(messages.size() - 1);
        boolean begun = last.role() == Role.ASSISTANT && last.isTextOnly() && messages.size() > 1;
        boolean plain = system.stream().allMatch(Content.Text.class::isInstance);
        return new Prompt(
                systemTexts.isEmpty() ? null : String.join("\n\n", systemTexts),
                begun ? messages.subList(0, messages.size() - 1) : messages,
                begun ? last.text() : null,
                raw,
                plain ? List.of() : system);
    }
}
