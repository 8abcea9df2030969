package io.github.bedrockcli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** A JSON array a line. */
final class VectorLines implements EmbeddingWriter {
    private final JsonGenerator json;

    VectorLines(OutputStream out) throws IOException {
        json = JsonRows.generator(out);
    }

    @Override
    public void write(EmbeddingRow row) throws IOException {
        if (row.embedding() == null) {
            json.writeNull();
        } else {
            JsonRows.write(json, row.only());
        }
        json.writeRaw('\n');
    }

    @Override
    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void finish() throws IOException {
        json.flush();
    }

    @Override
    public void close() {
        // Nothing kept: closing the generator would write what a failure has cut short.
    }
}
