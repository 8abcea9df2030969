package io.github.bedrockcli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Footage;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.Usage;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of a saved chat, JSON on a line each; {@link SavedChat} reads them. A picture, a document or a video
 * is a record of its own, once a file, which the turns that hold it name by its SHA-256.
 */
final class ChatRecords {
    /** A file with a greater number than the reader knows has records that must not be passed over. */
    static final int VERSION = 1;

    private final Set<String> media = new HashSet<>();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    /** @param media those that the file holds already, by SHA-256 */
    ChatRecords(Set<String> media) {
        this.media.addAll(media);
    }

    /** What has been added since this was last asked for. */
    byte[] take() {
        byte[] bytes = lines.toByteArray();
        lines.reset();
        return bytes;
    }

    ChatRecords header(String id, String region, Setup setup, Instant time) {
        ObjectNode record = Json.object().put("type", "chat").put("version", VERSION);
        record.put("id", id).put("time", time.toString()).put("region", region);
        return add(record.set("setup", SetupRecord.of(setup)));
    }

    ChatRecords setup(Setup setup, Instant time) {
        return add(record("setup", time).set("setup", SetupRecord.of(setup)));
    }

    ChatRecords undo(Instant time) {
        return add(record("undo", time));
    }

    ChatRecords reset(Instant time) {
        return add(record("reset", time));
    }

    /** @param again whether it takes the place of the exchange before */
    ChatRecords exchange(Message turn, Answer answer, boolean again, Instant time) {
        ObjectNode record = record("exchange", time);
        if (again) {
            record.put("again", true);
        }
        record.set("user", content(turn.content()));
        record.put("answer", answer.reply().text());
        record.put("outcome", answer.outcome().wireName());
        Stop stop = answer.reply().stop();
        if (stop != null && stop.reason() != null) {
            record.put("stop_reason", stop.reason());
        }
        if (answer.interrupted()) {
            record.put("interrupted", true);
        }
        return add(record.set("usage", usage(answer.reply().usage())));
    }

    /** Turns that came from elsewhere, in place of those before. */
    ChatRecords turns(List<Message> messages, Instant time) {
        ObjectNode record = record("turns", time);
        ArrayNode turns = record.putArray("messages");
        for (Message message : messages) {
            turns.addObject().put("role", message.role().wireName()).set("content", content(message.content()));
        }
        return add(record);
    }

    private static ObjectNode record(String type, Instant time) {
        return Json.object().put("type", type).put("time", time.toString());
    }

    private ChatRecords add(JsonNode record) {
        lines.writeBytes(Json.bytes(record));
        lines.write('\n');
        return this;
    }

    private static ObjectNode usage(Usage usage) {
        ObjectNode json = Json.object();
        put(json, "input_tokens", usage.inputTokens());
        put(json, "output_tokens", usage.outputTokens());
        put(json, "cache_read_tokens", usage.cacheReadTokens());
        put(json, "cache_write_tokens", usage.cacheWriteTokens());
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Long count) {
        if (count != null) {
            json.put(name, count);
        }
    }

    private ArrayNode content(List<Content> parts) {
        ArrayNode json = Json.array();
        for (Content part : parts) {
            ObjectNode block = json.addObject();
            if (part instanceof Content.Text text) {
                block.put("text", text.text());
            } else if (part instanceof Content.Image image) {
                reference(block.putObject("image"), image.media());
            } else if (part instanceof Content.Document document) {
                reference(block.putObject("document"), document.media());
            } else if (part instanceof Content.Video video) {
                film(block.putObject("video"), video.footage());
            } else if (part instanceof Content.Raw raw) {
                block.set("raw", raw.block());
            }
        }
        return json;
    }

    private void film(ObjectNode json, Footage footage) {
        if (footage instanceof Footage.Held held) {
            reference(json, held.media());
        } else if (footage instanceof Footage.Stored stored) {
            json.put("uri", stored.uri());
        }
    }

    private void reference(ObjectNode json, Media held) {
        byte[] bytes = held.bytes();
        String hash = sha256(bytes);
        json.put("name", held.name()).put("sha256", hash);
        if (media.add(hash)) {
            ObjectNode record = Json.object().put("type", "media").put("sha256", hash);
            record.put("format", held.type().format());
            record.put("width", held.width()).put("height", held.height());
            add(record.put("base64", bytes));
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
