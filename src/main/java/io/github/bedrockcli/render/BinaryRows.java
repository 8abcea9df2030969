package io.github.bedrockcli.render;

import io.github.bedrockcli.model.Vector;
import io.github.bedrockcli.model.VectorType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bare numbers, row after row: floats as little-endian float32, whole numbers as a byte each. A failed row of floats is
 * as many NaN as the other rows have numbers; those that fail before the first vector wait for it, as a count, and are
 * left out when there is never one. Whole numbers have no such sign: a failed row is refused.
 */
final class BinaryRows implements EmbeddingWriter {
    private final OutputStream out;
    private final VectorType type;
    private int dimensions;
    private long rows;
    private long failedBeforeFirst;

    BinaryRows(OutputStream out, VectorType type) {
        this.out = out;
        this.type = type;
    }

    /** Goes on after rows that are written already. */
    BinaryRows(OutputStream out, VectorType type, RowsThere there) throws IOException {
        this(out, type);
        rows = there.rows();
        dimensions = there.dimensions(type);
        failedBeforeFirst = dimensions == 0 ? rows : 0;
    }

    @Override
    public void write(EmbeddingRow row) throws IOException {
        rows++;
        if (row.embedding() == null) {
            writeFailed(row);
            return;
        }
        Vector vector = row.only();
        check(row, vector);
        if (type.isWhole()) {
            writeBytes(vector);
        } else {
            writeFloats(i -> (float) vector.value(i));
        }
    }

    private void writeFailed(EmbeddingRow row) throws IOException {
        if (type.isWhole()) {
            throw new IOException("vector " + row.index() + " failed, and whole numbers have no sign for that");
        }
        if (dimensions == 0) {
            failedBeforeFirst++;
        } else {
            writeNaN();
        }
    }

    /** Learns the size from the first vector, and writes the rows that waited for it. */
    private void check(EmbeddingRow row, Vector vector) throws IOException {
        if (vector.type() != type) {
            throw new IOException(
                    "vector " + row.index() + " is " + vector.type().wireName() + ", not " + type.wireName());
        }
        if (dimensions == 0) {
            dimensions = vector.size();
            for (; failedBeforeFirst > 0; failedBeforeFirst--) {
                writeNaN();
            }
        }
        if (vector.size() != dimensions) {
            throw new IOException("vector " + row.index() + " has " + vector.size() + " numbers and those before it "
                    + dimensions + ": an array cannot hold both");
        }
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

    private void writeBytes(Vector vector) throws IOException {
        byte[] row = new byte[dimensions];
        for (int i = 0; i < dimensions; i++) {
            row[i] = (byte) (int) vector.value(i);
        }
        out.write(row);
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
