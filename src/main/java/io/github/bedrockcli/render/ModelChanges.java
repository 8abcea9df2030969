package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.util.List;

/** The differences of two model lists, in the formats that have a place for them. */
public final class ModelChanges {
    private ModelChanges() {}

    /**
     * Writes them all.
     *
     * @param format {@code TABLE} for a line each, {@code JSON} or {@code JSONL}
     */
    public static void write(List<ModelChange> changes, ModelFormat format, Appendable out) throws IOException {
        switch (format) {
            case TABLE -> {
                for (ModelChange change : changes) {
                    out.append(change.line()).append('\n');
                }
            }
            case JSON -> {
                ArrayNode list = JsonNodeFactory.instance.arrayNode();
                changes.forEach(change -> list.add(change.json()));
                out.append(changes.isEmpty() ? "[]" : Json.pretty(list)).append('\n');
            }
            case JSONL -> {
                for (ModelChange change : changes) {
                    out.append(Json.line(change.json())).append('\n');
                }
            }
            case IDS, CSV -> throw new IllegalArgumentException(format + " has no place for changes");
        }
    }
}
