package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.util.List;

/** The formats of the model list. */
public enum ModelFormat {
    TABLE,
    IDS,
    JSON,
    JSONL,
    CSV;

    /**
     * Writes the whole list.
     *
     * @param width columns of the terminal that a table is fitted to; {@link Integer#MAX_VALUE} for no limit
     */
    public void write(List<ModelRow> rows, ModelColumns columns, int width, Appendable out) throws IOException {
        switch (this) {
            case TABLE -> new ModelTable(columns, width).write(rows, out);
            case IDS -> {
                for (ModelRow row : rows) {
                    out.append(row.model().id()).append('\n');
                }
            }
            case JSON -> {
                ArrayNode list = JsonNodeFactory.instance.arrayNode();
                rows.forEach(row -> list.add(row.json()));
                out.append(rows.isEmpty() ? "[]" : Json.pretty(list)).append('\n');
            }
            case JSONL -> {
                for (ModelRow row : rows) {
                    out.append(Json.line(row.json())).append('\n');
                }
            }
            case CSV -> ModelCsv.write(rows, columns, out);
        }
    }
}
