package io.github.bedrockcli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Embedding;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A JSON object a line: {@code index}, {@code id} where the input has one, {@code embedding} and {@code input_tokens}
 * (null where the service does not count them for each text), or {@code error}.
 */
final class VectorObjects implements EmbeddingWriter {
    private final JsonGenerator json;

    VectorObjects(OutputStream out) throws IOException {
        json = JsonRows.generator(out);
    }

    @Override
    public void write(EmbeddingRow row) throws IOException {
        json.writeStartObject();
        json.writeNumberField("index", row.index());
        JsonNode id = row.id();
        if (id != null) {
            json.writeFieldName("id");
            json.writeTree(id);
        }
        Embedding embedding = row.embedding();
        if (embedding == null) {
            json.writeStringField("error", row.error());
        } else {
            json.writeFieldName("embedding");
            JsonRows.write(json, embedding);
            json.writeFieldName("input_tokens");
            Long tokens = embedding.inputTokens();
            if (tokens == null) {
                json.writeNull();
            } else {
                json.writeNumber(tokens.longValue());
            }
        }
        json.writeEndObject();
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
