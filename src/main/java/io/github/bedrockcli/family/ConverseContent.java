package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Footage;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Turns in the form that Converse and Nova share: {@code system} a list of texts, each turn a list of blocks.
 *
 * <p>Source: the Converse service model and its notes, 2026-11.
 */
final class ConverseContent {
    private static final int MAX_NAME = 200;

    private final Set<String> names = new HashSet<>();

    private final boolean validate;

    private ConverseContent(boolean validate) {
        this.validate = validate;
    }

    /**
     * @param validate whether local checks apply
     * @throws UsageException when a turn has a document but no text, which the service refuses
     */
    static void put(ObjectNode body, Prompt prompt, boolean validate) {
        ConverseContent content = new ConverseContent(validate);
        String system = prompt.system();
        if (!prompt.systemParts().isEmpty()) {
            content.add(body.putArray("system"), new Message(Role.USER, prompt.systemParts()));
        } else if (system != null) {
            body.putArray("system").addObject().put("text", system);
        }
        ArrayNode messages = body.putArray("messages");
        for (Message turn : prompt.turns()) {
            ArrayNode blocks =
                    messages.addObject().put("role", turn.role().wireName()).putArray("content");
            content.add(blocks, turn);
        }
    }

    static boolean isMedia(Content part) {
        return part instanceof Content.Image || part instanceof Content.Document || part instanceof Content.Video;
    }

    private void add(ArrayNode blocks, Message turn) {
        boolean alone = turn.content().size() == 1;
        boolean document = false;
        boolean words = false;
        for (Content part : turn.content()) {
            if (part instanceof Content.Text text && (alone || !text.text().isEmpty())) {
                blocks.addObject().put("text", text.text());
                words = true;
            } else if (part instanceof Content.Image image) {
                addSource(blocks.addObject().putObject("image"), image.media());
            } else if (part instanceof Content.Document file) {
                ObjectNode block = blocks.addObject().putObject("document");
                addSource(block.put("name", name(file.media().name())), file.media());
                document = true;
            } else if (part instanceof Content.Video video) {
                addVideo(blocks.addObject().putObject("video"), video.footage());
            } else if (part instanceof Content.Raw raw) {
                blocks.add(checked(raw.block()).<JsonNode>deepCopy());
                words = true;
            }
        }
        if (document && !words) {
            throw new UsageException("a document needs a text beside it", "say what to do with it: add a prompt");
        }
    }

    private JsonNode checked(JsonNode block) {
        if (validate && block.path("type").isTextual()) {
            throw new UsageException(
                    "the messages hold a block of type " + block.path("type").textValue() + ", which is Claude's form",
                    "write it as {\"text\": ...}, {\"toolUse\": ...}, {\"toolResult\": ...}, ...");
        }
        return block;
    }

    private static void addSource(ObjectNode block, Media media) {
        block.put("format", media.type().format());
        block.putObject("source").put("bytes", media.base64());
    }

    private static void addVideo(ObjectNode block, Footage footage) {
        if (footage instanceof Footage.Held held) {
            addSource(block, held.media());
        } else if (footage instanceof Footage.Stored stored) {
            MediaType type = stored.type()
                    .orElseThrow(() -> new UsageException(
                            "what " + stored.uri() + " is cannot be told from its name",
                            "name it .mp4, .mov, .mkv, .webm, .flv, .mpeg, .mpg, .wmv or .3gp"));
            block.put("format", type.format());
            block.putObject("source").putObject("s3Location").put("uri", stored.uri());
        }
    }

    /** Letters, digits, single spaces and {@code - ( ) [ ]} only, no name twice: what the service takes. */
    private String name(String file) {
        int dot = file.lastIndexOf('.');
        String stem = dot > 0 ? file.substring(0, dot) : file;
        String clean = stem.replaceAll("[^A-Za-z0-9()\\[\\]-]+", " ").strip();
        String base = clean.isEmpty() ? "document" : clean.substring(0, Math.min(clean.length(), MAX_NAME - 10));
        String unique = base.strip();
        for (int count = 2; !names.add(unique); count++) {
            unique = String.format(Locale.ROOT, "%s (%d)", base.strip(), count);
        }
        return unique;
    }
}
