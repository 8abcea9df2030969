package io.github.bedrockcli.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.Usage;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A saved chat as it stands after its last whole record; {@link ChatRecords} writes what this reads. Records of a kind
 * that is not known here are passed over.
 */
final class SavedChat {
    private final String id;
    private final Map<String, Media> media = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private Usage total = Usage.UNKNOWN;
    private @Nullable Setup setup;
    private String region = "";
    private Instant last = Instant.EPOCH;
    private long length;

    private SavedChat(String id) {
        this.id = id;
    }

    /**
     * Reads a file from where its channel stands.
     *
     * @throws BrokenChatException when a record that is not the last is no record, or the file is none of a chat's
     */
    static SavedChat read(FileChannel channel, Path path) throws IOException, BrokenChatException {
        SavedChat chat = new SavedChat(id(path));
        ChatFile.Lines lines = new ChatFile.Lines(channel);
        Optional<byte[]> line = lines.next();
        while (line.isPresent()) {
            int number = lines.number();
            long end = lines.end();
            JsonNode record = tree(line.get());
            line = lines.next();
            // A file system that lost power may leave a last line that is whole but not written.
            if (record == null && line.isPresent()) {
                throw new BrokenChatException(number, "it is not JSON");
            }
            if (record != null) {
                chat.take(record, number);
                chat.length = end;
            }
        }
        if (chat.setup == null) {
            throw new BrokenChatException(0, "there is nothing in it");
        }
        return chat;
    }

    /** The name without its ending. */
    static String id(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static @Nullable JsonNode tree(byte[] line) {
        try {
            return Json.parse(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void take(JsonNode record, int number) throws BrokenChatException {
        try {
            String type = text(record, "type");
            if ((setup == null) != type.equals("chat")) {
                throw new IllegalArgumentException("a saved chat begins with a record of type chat, and has no other");
            }
            take(type, record);
            if (record.path("time").isTextual()) {
                last = Instant.parse(record.path("time").textValue());
            }
        } catch (IllegalArgumentException | UsageException | DateTimeException e) {
            throw new BrokenChatException(number, String.valueOf(e.getMessage()));
        }
    }

    private void take(String type, JsonNode record) {
        switch (type) {
            case "chat" -> {
                begin(record);
                setup = SetupRecord.read(record.path("setup"));
            }
            case "setup" -> setup = SetupRecord.read(record.path("setup"));
            case "media" -> {
                Media held = ContentRecord.media(record);
                media.put(text(record, "sha256"), held);
            }
            case "exchange" -> exchange(record);
            case "undo" -> undo();
            case "reset" -> messages.clear();
            case "turns" -> turns(record.path("messages"));
            default -> {}
        }
    }

    private void begin(JsonNode record) {
        int version = record.path("version").asInt();
        if (version < 1 || version > ChatRecords.VERSION) {
            throw new IllegalArgumentException("its version is " + version + ", and this program reads "
                    + ChatRecords.VERSION + "; a newer one may read it");
        }
        region = record.path("region").asText();
    }

    private void exchange(JsonNode record) {
        if (record.path("again").asBoolean()) {
            undo();
        }
        messages.add(new Message(Role.USER, content(record.path("user"))));
        messages.add(Message.assistant(text(record, "answer")));
        JsonNode usage = record.path("usage");
        total = total.plus(new Usage(
                count(usage, "input_tokens"),
                count(usage, "output_tokens"),
                count(usage, "cache_read_tokens"),
                count(usage, "cache_write_tokens")));
    }

    private void undo() {
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("there is no exchange to take back");
        }
        messages.subList(messages.size() - 2, messages.size()).clear();
    }

    private void turns(JsonNode turns) {
        messages.clear();
        for (JsonNode turn : turns) {
            Role role = messages.size() % 2 == 0 ? Role.USER : Role.ASSISTANT;
            if (!text(turn, "role").equals(role.wireName())) {
                throw new IllegalArgumentException("turns and answers do not take turns");
            }
            messages.add(new Message(role, content(turn.path("content"))));
        }
        if (messages.size() % 2 != 0) {
            throw new IllegalArgumentException("the last turn has no answer");
        }
    }

    private List<Content> content(JsonNode parts) {
        List<Content> content = new ArrayList<>();
        parts.forEach(part -> content.add(ContentRecord.read(part, media)));
        if (content.isEmpty()) {
            throw new IllegalArgumentException("a turn is empty");
        }
        return content;
    }

    static String text(JsonNode record, String name) {
        JsonNode value = record.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("there is no text '" + name + "'");
        }
        return value.textValue();
    }

    private static @Nullable Long count(JsonNode usage, String name) {
        return usage.path(name).isIntegralNumber() ? usage.path(name).longValue() : null;
    }

    String id() {
        return id;
    }

    Setup setup() {
        return Objects.requireNonNull(setup);
    }

    /** Where it was begun. */
    String region() {
        return region;
    }

    /** Of the last record. */
    Instant last() {
        return last;
    }

    List<Message> messages() {
        return messages;
    }

    Conversation conversation() {
        return new Conversation(setup(), messages, List.of(), total);
    }

    /** The SHA-256 of each file that it holds. */
    Set<String> media() {
        return media.keySet();
    }

    /** How many bytes of the file its whole records take. */
    long length() {
        return length;
    }
}
