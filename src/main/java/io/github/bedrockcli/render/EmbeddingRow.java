package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.Vector;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outcome for one input: vectors or an error, never both.
 *
 * @param index place in the input, from 0
 * @param id the input's own name for it, or null
 */
public record EmbeddingRow(
        long index,
        @Nullable JsonNode id,
        @Nullable Embedding embedding,
        @Nullable String error) {
    public static EmbeddingRow of(long index, @Nullable JsonNode id, Embedding embedding) {
        return new EmbeddingRow(index, id, embedding, null);
    }

    /**
     * The vector of a row that has one, for formats without a place for several.
     *
     * @throws IOException when it has several
     */
    Vector only() throws IOException {
        Embedding all = Objects.requireNonNull(embedding);
        if (all.vectors().size() > 1) {
            throw new IOException("input " + index + " has vectors of several types, which only jsonl can hold");
        }
        return all.vector();
    }

    public static EmbeddingRow failed(long index, @Nullable JsonNode id, String error) {
        return new EmbeddingRow(index, id, null, error);
    }
}
