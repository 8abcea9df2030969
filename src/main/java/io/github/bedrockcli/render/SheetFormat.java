package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.bedrockcli.model.FamilyIds;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ParameterSheet;
import java.io.IOException;
import java.util.List;

/** The formats of parameters, and of the list of families, named as those of the model list. */
public enum SheetFormat {
    TABLE,
    IDS,
    JSON;

    /**
     * Writes the whole sheet.
     *
     * @param width columns of the terminal that a table is fitted to; {@link Integer#MAX_VALUE} for no limit
     */
    public void write(ParameterSheet sheet, int width, Appendable out) throws IOException {
        switch (this) {
            case TABLE -> new SheetTable(width).write(sheet, out);
            case IDS -> {
                List<String> names = sheet.rows().stream()
                        .map(row -> row.parameter().name())
                        .distinct()
                        .toList();
                lines(names, out);
            }
            case JSON -> out.append(Json.pretty(SheetJson.of(sheet))).append('\n');
        }
    }

    /** As {@link #write(ParameterSheet, int, Appendable)}, of families. */
    public void write(List<FamilyIds> families, int width, Appendable out) throws IOException {
        switch (this) {
            case TABLE -> new FamilyTable(width).write(families, out);
            case IDS -> lines(families.stream().map(FamilyIds::name).toList(), out);
            case JSON -> {
                ArrayNode list = Json.array();
                families.forEach(family -> list.add(SheetJson.of(family)));
                out.append(Json.pretty(list)).append('\n');
            }
        }
    }

    private static void lines(List<String> lines, Appendable out) throws IOException {
        for (String line : lines) {
            out.append(line).append('\n');
        }
    }
}
