package io.github.bedrockcli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.render.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code /param} shows: the values that are set, and the parameters that the model takes. */
final class ParameterReport {
    private ParameterReport() {}

    /** The names that {@code /param} offers for this table: not an older name of what has an option. */
    static List<String> names(ParameterTable table) {
        return table.all().stream()
                .filter(row -> !isOtherName(row, table))
                .map(ParameterReport::name)
                .toList();
    }

    private static boolean isOtherName(Parameter row, ParameterTable table) {
        return row.common() == null
                && row.excludes().stream()
                        .flatMap(other -> table.find(other).stream())
                        .anyMatch(other -> other.common() != null);
    }

    static List<String> lines(Setup setup) {
        List<String> lines = new ArrayList<>();
        Map<String, String> values = setup.parameters();
        if (values.isEmpty()) {
            lines.add("no parameter is set");
        }
        values.forEach((name, value) -> lines.add(name + " = " + VisibleText.line(value)));
        List<Parameter> rows = setup.request().parameters().all();
        if (!rows.isEmpty()) {
            lines.add("");
            lines.add(setup.model() + " takes:");
            int width = rows.stream().mapToInt(row -> name(row).length()).max().orElse(0);
            rows.forEach(row -> lines.add(String.format(Locale.ROOT, "  %-" + width + "s  %s", name(row), facts(row))));
        }
        return lines;
    }

    private static String name(Parameter row) {
        Common common = row.common();
        return common == null ? row.name() : Setup.name(common);
    }

    private static String facts(Parameter row) {
        StringBuilder facts = new StringBuilder(row.type().display());
        if (!row.constraint().isEmpty()) {
            facts.append(' ').append(row.constraint());
        }
        JsonNode standard = row.defaultValue();
        if (standard != null) {
            facts.append(", default ").append(standard.isTextual() ? standard.textValue() : Json.line(standard));
        }
        return facts.append(": ").append(row.meaning()).toString();
    }
}
