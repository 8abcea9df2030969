package io.github.bedrockcli.render;

import io.github.bedrockcli.model.VectorType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The formats of embeddings. */
public enum VectorFormat {
    /** A JSON array a line; a failed row is {@code null}. */
    VECTOR,
    /** A JSON object a line; the only one that holds several types of vectors at once. */
    JSONL,
    /** Numbers between commas, no header; a failed row is an empty line. */
    CSV,
    /** NumPy's array file, version 1.0: float32, int8 or uint8; a failed row of floats is NaN. */
    NPY,
    /** Bare little-endian float32 numbers, row after row; a failed row is NaN. */
    F32;

    public boolean isBinary() {
        return this == NPY || this == F32;
    }

    /**
     * A writer of this format.
     *
     * @param scratch folder for what a format cannot write before it knows the end
     * @param type what the vectors will be; text formats take them as they come
     */
    public EmbeddingWriter writer(OutputStream out, Path scratch, VectorType type) throws IOException {
        return switch (this) {
            case VECTOR -> new VectorLines(out);
            case JSONL -> new VectorObjects(out);
            case CSV -> new VectorCsv(out);
            case NPY -> new NpyArray(out, scratch, type);
            case F32 -> new BinaryRows(out, VectorType.FLOAT);
        };
    }

    /**
     * A writer of the rows alone, for a file that is written in parts: what stands {@linkplain #head before them} is left
     * out.
     *
     * @param there the rows that are in the file already
     */
    public EmbeddingWriter rows(OutputStream out, VectorType type, RowsThere there) throws IOException {
        return switch (this) {
            case VECTOR -> new VectorLines(out);
            case JSONL -> new VectorObjects(out);
            case CSV -> new VectorCsv(out);
            case NPY -> new BinaryRows(out, type, there);
            case F32 -> new BinaryRows(out, VectorType.FLOAT, there);
        };
    }

    /** How many bytes stand before the rows, however many rows there will be. */
    public int headLength() {
        return this == NPY ? NpyArray.HEADER : 0;
    }

    /** What stands before the rows of a file that has these. */
    public byte[] head(VectorType type, RowsThere there) throws IOException {
        return this == NPY ? NpyArray.header(type, there.rows(), there.dimensions(type)) : new byte[0];
    }
}
