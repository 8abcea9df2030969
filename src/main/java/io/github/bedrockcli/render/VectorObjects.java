package io.github.bedrockcli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Vector;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A JSON object a line: {@code index}, {@code id} where the input has one, {@code embedding} and {@code input_tokens}
 * (null where the service does not count them for each input), or {@code error}. Of several types of vectors
 * {@code embedding} is an object with an array for each.
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
            Json.write(json, id);
        }
        Embedding embedding = row.embedding();
        if (embedding == null) {
            json.writeStringField("error", row.error());
        } else {
            json.writeFieldName("embedding");
            writeVectors(embedding);
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

    private void writeVectors(Embedding embedding) throws IOException {
        if (embedding.vectors().size() == 1) {
            JsonRows.write(json, embedding.vector());
            return;
        }
        json.writeStartObject();
        for (Vector vector : embedding.vectors()) {
            json.writeFieldName(vector.type().wireName());
            JsonRows.write(json, vector);
        }
        json.writeEndObject();
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
