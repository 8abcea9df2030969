package io.github.bedrockcli.render;

import io.github.bedrockcli.model.Embedding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bare little-endian float32 numbers, row after row. A failed row is as many NaN as the other rows have numbers; those
 * that fail before the first vector wait for it, as a count, and are left out when there is never one.
 */
final class Float32Rows implements EmbeddingWriter {
    private final OutputStream out;
    private int dimensions;
    private long rows;
    private long failedBeforeFirst;

    Float32Rows(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(EmbeddingRow row) throws IOException {
        rows++;
        Embedding embedding = row.embedding();
        if (embedding == null) {
            if (dimensions == 0) {
                failedBeforeFirst++;
            } else {
                writeNaN();
            }
            return;
        }
        if (dimensions == 0) {
            dimensions = embedding.dimensions();
            for (; failedBeforeFirst > 0; failedBeforeFirst--) {
                writeNaN();
            }
        }
        if (embedding.dimensions() != dimensions) {
            throw new IOException("vector " + row.index() + " has " + embedding.dimensions()
                    + " numbers and those before it " + dimensions + ": an array cannot hold both");
        }
        writeFloats(i -> (float) embedding.value(i));
    }

    /** Rows so far, failed ones included. */
    long rows() {
        return rows;
    }

    /** Numbers in a row; 0 before the first vector. */
    int dimensions() {
        return dimensions;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    @Override
    public void close() {
        // Nothing kept.
    }

    private void writeNaN() throws IOException {
        writeFloats(i -> Float.NaN);
    }

    private void writeFloats(FloatAt values) throws IOException {
        byte[] row = new byte[dimensions * Float.BYTES];
        ByteBuffer bytes = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < dimensions; i++) {
            bytes.putFloat(values.at(i));
        }
        out.write(row);
    }

    private interface FloatAt {
        float at(int index);
    }
}
