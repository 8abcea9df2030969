package io.github.bedrockcli.bulk;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Utf8Text;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document a line, with a text, the name of a picture's file or both at places in it, and perhaps an id; blank
 * lines are skipped.
 */
public final class JsonLines implements Iterator<InputRow> {
    private final Utf8Text lines;
    private final Fields fields;
    private @Nullable InputRow next;

    /**
     * Where things are in each document.
     *
     * @param text the text, or null to look for none
     * @param image the name of a picture's file, or null to look for none; one of the two may then be absent
     * @param id an id, or null
     */
    public record Fields(
            @Nullable JsonPointer text,
            @Nullable JsonPointer image,
            @Nullable JsonPointer id) {}

    public JsonLines(Utf8Text lines, Fields fields) {
        this.lines = lines;
        this.fields = fields;
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
            return InputRow.broken(place, null, "not JSON: " + firstLine(e.getOriginalMessage()));
        }
        JsonNode id = fields.id() == null ? null : document.at(fields.id());
        if (id != null && id.isMissingNode()) {
            return InputRow.broken(place, null, "nothing at --id-field " + fields.id() + members(document));
        }
        JsonNode text = at(document, fields.text());
        JsonNode image = at(document, fields.image());
        String problem = problem(document, text, image);
        return problem == null
                ? new InputRow(place, text.textValue(), image.textValue(), id, null)
                : InputRow.broken(place, id, problem);
    }

    /** What is at a place. Where a text or a picture will do, null stands for the one that is not there. */
    private JsonNode at(JsonNode document, @Nullable JsonPointer field) {
        JsonNode found = field == null ? MissingNode.getInstance() : document.at(field);
        boolean either = fields.text() != null && fields.image() != null;
        return either && found.isNull() ? MissingNode.getInstance() : found;
    }

    private @Nullable String problem(JsonNode document, JsonNode text, JsonNode image) {
        if (!text.isTextual() && !text.isMissingNode()) {
            JsonPointer field = fields.text();
            return field != null && field.matches()
                    ? "not a JSON string; say with --field where the text is" + members(document)
                    : "no string at --field " + field;
        }
        if (!image.isTextual() && !image.isMissingNode()) {
            return "no file name at --image-field " + fields.image();
        }
        if (text.isMissingNode() && image.isMissingNode()) {
            String places = fields.image() == null
                    ? "--field " + fields.text()
                    : fields.text() == null
                            ? "--image-field " + fields.image()
                            : "--field " + fields.text() + " and --image-field " + fields.image();
            return "nothing at " + places + members(document);
        }
        return null;
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
