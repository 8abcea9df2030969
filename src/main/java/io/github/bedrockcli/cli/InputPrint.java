package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.cli.EmbedItems.Item;
import io.github.bedrockcli.model.EmbeddingInput;
import io.github.bedrockcli.model.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Tells an input from others in 64 bits: the beginning of the SHA-256 of its id, its text and its picture's content, each
 * with its length.
 */
final class InputPrint {
    private InputPrint() {}

    /** The print of an input; of one that cannot be sent, that of its id. */
    static long of(Item item) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            JsonNode id = item.id();
            add(digest, id == null ? null : Json.bytes(id));
            EmbeddingInput input = item.input();
            String text = input == null ? null : input.text();
            add(digest, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
            add(
                    digest,
                    input == null || input.image() == null
                            ? null
                            : input.image().bytes());
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, byte @Nullable [] part) {
        int length = part == null ? -1 : part.length;
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
        if (part != null) {
            digest.update(part);
        }
    }
}
