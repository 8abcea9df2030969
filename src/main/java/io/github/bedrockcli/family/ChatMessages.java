package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.util.Optional;

/**
 * Turns as the {@code messages} of the OpenAI chat form: the system prompt first, texts as strings, pictures as data
 * URIs, a tool's results as turns of their own.
 *
 * <p>Sources: OpenAI's reference, "Create chat completion"; Bedrock user guide, "Mistral AI chat completion" and
 * "Pixtral Large"; 2026-11. The start of an answer is sent as a last turn of the assistant's: whether a model continues
 * it, none of them says.
 */
final class ChatMessages {
    private final ArrayNode messages = Json.array();
    private final String owner;
    private final boolean seesImages;
    private final boolean validate;

    private ChatMessages(String owner, boolean seesImages, boolean validate) {
        this.owner = owner;
        this.seesImages = seesImages;
        this.validate = validate;
    }

    /**
     * @param validate whether local checks apply
     * @throws UsageException for what the form has no place for
     */
    static ArrayNode of(Prompt prompt, String owner, boolean seesImages, boolean validate) {
        ChatMessages turns = new ChatMessages(owner, seesImages, validate);
        String system = prompt.system();
        if (system != null) {
            turns.messages.addObject().put("role", "system").put("content", system);
        }
        prompt.turns().forEach(turns::add);
        return turns.messages;
    }

    private void add(Message turn) {
        ArrayNode parts = Json.array();
        ArrayNode calls = Json.array();
        for (Content part : turn.content()) {
            if (part instanceof Content.Raw raw
                    && ToolBlocks.result(raw.block()).isPresent()) {
                messages.add(ToolBlocks.result(raw.block()).get());
            } else if (part instanceof Content.Raw raw
                    && ToolBlocks.call(raw.block()).isPresent()) {
                calls.add(ToolBlocks.call(raw.block()).get());
            } else {
                addPart(parts, part, turn.content().size() == 1);
            }
        }
        if (parts.isEmpty() && calls.isEmpty()) {
            return;
        }
        ObjectNode message = messages.addObject().put("role", turn.role().wireName());
        Optional<String> text = onlyText(parts, turn.role());
        if (text.isPresent()) {
            message.put("content", text.get());
        } else {
            message.set("content", parts);
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
    }

    private void addPart(ArrayNode parts, Content part, boolean alone) {
        if (part instanceof Content.Text text) {
            if (alone || !text.text().isEmpty()) {
                parts.addObject().put("type", "text").put("text", text.text());
            }
        } else if (part instanceof Content.Image image && seesImages) {
            parts.addObject().put("type", "image_url").putObject("image_url").put("url", dataUri(image.media()));
        } else if (part instanceof Content.Raw raw) {
            parts.add(checked(raw.block()).<JsonNode>deepCopy());
        } else {
            throw Turns.refusal(part, owner);
        }
    }

    private JsonNode checked(JsonNode block) {
        if (validate && !block.path("type").isTextual()) {
            throw new UsageException(
                    "the messages hold a block without a type, as Converse has them, and " + owner + " takes none",
                    "write it as {\"type\": \"image_url\", ...}, or use --api converse");
        }
        return block;
    }

    /** The text of a turn that is text and nothing else; of the assistant's several texts are joined, or none. */
    private static Optional<String> onlyText(ArrayNode parts, Role role) {
        boolean several = role == Role.ASSISTANT;
        if (!several && parts.size() != 1) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : parts) {
            if (part.size() != 2 || !part.path("type").asText().equals("text")) {
                return Optional.empty();
            }
            text.append(part.path("text").asText());
        }
        return Optional.of(text.toString());
    }

    static String dataUri(Media media) {
        return "data:" + media.type().mime() + ";base64," + media.base64();
    }
}
