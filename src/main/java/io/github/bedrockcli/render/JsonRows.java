package io.github.bedrockcli.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.github.bedrockcli.model.Vector;
import java.io.IOException;
import java.io.OutputStream;

/** JSON documents one after the other, written as they come, each on a line that its writer ends. */
final class JsonRows {
    private static final JsonFactory FACTORY = new JsonFactory()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);

    private JsonRows() {}

    static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    static void write(JsonGenerator json, Vector vector) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < vector.size(); i++) {
            json.writeNumber(Numbers.text(vector.value(i)));
        }
        json.writeEndArray();
    }
}
