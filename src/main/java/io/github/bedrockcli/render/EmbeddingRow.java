package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Embedding;
import org.jspecify.annotations.Nullable;

/**
 * The outcome for one text: a vector or an error, never both.
 *
 * @param index place in the input, from 0
 * @param id the input's own name for the text, or null
 */
public record EmbeddingRow(
        long index,
        @Nullable JsonNode id,
        @Nullable Embedding embedding,
        @Nullable String error) {
    public static EmbeddingRow of(long index, @Nullable JsonNode id, Embedding embedding) {
        return new EmbeddingRow(index, id, embedding, null);
    }

    public static EmbeddingRow failed(long index, @Nullable JsonNode id, String error) {
        return new EmbeddingRow(index, id, null, error);
    }
}
