package io.github.bedrockcli.bulk;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A JSON document a line, with the text at one place in it and perhaps an id at another; blank lines are skipped. */
public final class JsonLines implements Iterator<InputRow> {
    private final Utf8Text lines;
    private final JsonPointer field;
    private final @Nullable JsonPointer idField;
    private @Nullable InputRow next;

    public JsonLines(InputStream in, String name, JsonPointer field, @Nullable JsonPointer idField) {
        this.lines = new Utf8Text(in, name);
        this.field = field;
        this.idField = idField;
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            String place = lines.name() + " line " + lines.line();
            String line = lines.readLine();
            if (line == null) {
                return false;
            }
            if (!line.isBlank()) {
                next = read(place, line);
            }
        }
        return true;
    }

    @Override
    public InputRow next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        InputRow row = next;
        next = null;
        return row;
    }

    private InputRow read(String place, String line) {
        JsonNode document;
        try {
            document = Json.parse(line);
        } catch (JsonProcessingException e) {
            return InputRow.broken(place, "not JSON: " + firstLine(e.getOriginalMessage()));
        }
        JsonNode id = idField == null ? null : document.at(idField);
        if (id != null && id.isMissingNode()) {
            return InputRow.broken(place, "nothing at --id-field " + idField + members(document));
        }
        JsonNode text = document.at(field);
        if (text.isTextual()) {
            return new InputRow(place, text.textValue(), id, null);
        }
        String problem = text.isMissingNode()
                ? "nothing at --field " + field + members(document)
                : field.matches()
                        ? "not a JSON string; say with --field where the text is" + members(document)
                        : "no string at --field " + field;
        return new InputRow(place, "", id, problem);
    }

    private static String members(JsonNode document) {
        if (!document.isObject() || document.isEmpty()) {
            return "";
        }
        List<String> pointers = new ArrayList<>();
        document.fieldNames()
                .forEachRemaining(name ->
                        pointers.add(JsonPointer.empty().appendProperty(name).toString()));
        return " (there is " + String.join(", ", pointers.subList(0, Math.min(pointers.size(), 8))) + ")";
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
