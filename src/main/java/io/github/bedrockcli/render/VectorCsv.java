package io.github.bedrockcli.render;

import io.github.bedrockcli.model.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Numbers between commas, a vector a line, no header. */
final class VectorCsv implements EmbeddingWriter {
    private final OutputStream out;

    VectorCsv(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(EmbeddingRow row) throws IOException {
        StringBuilder line = new StringBuilder();
        if (row.embedding() != null) {
            Vector vector = row.only();
            for (int i = 0; i < vector.size(); i++) {
                line.append(i == 0 ? "" : ",").append(Numbers.text(vector.value(i)));
            }
        }
        out.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
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
}
