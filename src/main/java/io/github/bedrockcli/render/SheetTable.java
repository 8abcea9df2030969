package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.FamilyIds;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterSheet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The parameters of a model for people: a few facts, then a row for each, fitted to a width. */
final class SheetTable {
    private static final List<String> HEADER = List.of("NAME", "OPTION", "TYPE", "ALLOWED", "DEFAULT", "MEANING");
    private static final int NAME = 0;
    private static final int OPTION = 1;
    private static final int ALLOWED = 3;
    private static final int MEANING = 5;

    /** Where there is no column of options. */
    private static final int TYPE = 1;

    /** Most columns of name, type, allowed values and default where the meaning has to have room too. */
    private static final int[] NARROW = {20, 8, 16, 8};

    private static final int LEAST_MEANING = 20;
    private static final int GOOD_MEANING = 36;
    private static final int LABEL = 8;

    /** Longer lists of words are broken wherever they stand. */
    private static final int MOST_ALLOWED = 60;

    private final int limit;

    SheetTable(int limit) {
        this.limit = limit;
    }

    void write(ParameterSheet sheet, Appendable out) throws IOException {
        for (Map.Entry<String, String> fact : facts(sheet).entrySet()) {
            new WrappedTable(LABEL, limit - LABEL - 2).write(List.of(fact.getKey(), fact.getValue()), out);
        }
        out.append('\n');
        if (sheet.rows().isEmpty()) {
            out.append("It takes no parameters.\n");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        merged(sheet).forEach(row -> rows.add(cells(row, sheet.tasks())));
        write(rows, out);
    }

    /** Rows that differ in nothing but their place in the body are one row of the tasks of them all. */
    private static List<ParameterSheet.Row> merged(ParameterSheet sheet) {
        Map<Parameter, Set<String>> tasks = new LinkedHashMap<>();
        for (ParameterSheet.Row row : sheet.rows()) {
            tasks.computeIfAbsent(row.parameter().at(""), key -> new LinkedHashSet<>())
                    .addAll(row.tasks());
        }
        List<ParameterSheet.Row> rows = new ArrayList<>();
        tasks.forEach((row, takers) -> rows.add(
                new ParameterSheet.Row(row, takers.size() == sheet.tasks().size() ? List.of() : List.copyOf(takers))));
        return rows;
    }

    private static Map<String, String> facts(ParameterSheet sheet) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (sheet.model() != null) {
            facts.put("model", sheet.model());
        }
        if (sheet.base() != null) {
            facts.put("behind", sheet.base());
        }
        FamilyIds family = sheet.family();
        facts.put(
                "family",
                family == null ? "none that is known; Converse is used" : family.name() + ", gives " + family.gives());
        if (family != null) {
            facts.put("ids", family.pattern());
        }
        facts.put("api", api(sheet));
        if (family != null) {
            facts.put("command", family.command());
        }
        facts.put("streams", sheet.streams() ? "yes" : "no");
        if (!sheet.tasks().isEmpty()) {
            facts.put("tasks", String.join(", ", sheet.tasks()));
        }
        facts.put("sent", sent(sheet));
        return facts;
    }

    private static String api(ParameterSheet sheet) {
        String other = sheet.otherApi();
        return sheet.api() + (other == null ? "" : "; --api " + other + " shows the names of the other");
    }

    private static String sent(ParameterSheet sheet) {
        String sent = "what is given, and where a row says so its value when not given";
        return sheet.open() ? sent + "; any other name after -p goes into additionalModelRequestFields" : sent;
    }

    private void write(List<List<String>> rows, Appendable out) throws IOException {
        int[] natural = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < natural.length; i++) {
                natural[i] = Math.max(natural[i], DisplayWidth.of(row.get(i)));
            }
        }
        natural[ALLOWED] = Math.min(natural[ALLOWED], MOST_ALLOWED);
        int others = WrappedTable.total(natural) - natural[MEANING];
        if (others + Math.min(natural[MEANING], GOOD_MEANING) <= limit) {
            natural[MEANING] = Math.min(natural[MEANING], limit - others);
            WrappedTable table = new WrappedTable(natural);
            for (List<String> row : rows) {
                table.write(row, out);
            }
        } else {
            writeNarrow(rows, natural, out);
        }
    }

    /** With the options below the names, as there is no room for them beside. */
    private void writeNarrow(List<List<String>> rows, int[] natural, Appendable out) throws IOException {
        int[] widths = new int[NARROW.length + 1];
        widths[NAME] = Math.min(Math.max(natural[NAME], natural[OPTION] + 2), NARROW[NAME]);
        for (int i = 1; i < NARROW.length; i++) {
            widths[i] = Math.min(natural[i + 1], NARROW[i]);
        }
        if (limit - WrappedTable.total(widths) >= GOOD_MEANING) {
            widths[TYPE] = Math.min(natural[TYPE + 1], "true|false".length());
        }
        widths[NARROW.length] = Math.max(LEAST_MEANING, limit - WrappedTable.total(widths));
        WrappedTable table = new WrappedTable(widths);
        for (List<String> row : rows) {
            boolean bare = row.get(OPTION).equals("-") || row.equals(HEADER);
            List<String> cells = new ArrayList<>(row);
            String option = cells.remove(OPTION);
            cells.set(NAME, cells.get(NAME) + (bare ? "" : "\n  " + option));
            table.write(cells, out);
        }
    }

    private static List<String> cells(ParameterSheet.Row row, List<String> tasks) {
        Parameter parameter = row.parameter();
        return List.of(
                parameter.name(),
                parameter.common() == null ? "-" : parameter.common().option(),
                parameter.type().display(),
                parameter.constraint().isEmpty() ? "-" : parameter.constraint(),
                value(parameter.defaultValue()),
                meaning(row, tasks));
    }

    private static String meaning(ParameterSheet.Row row, List<String> tasks) {
        Parameter parameter = row.parameter();
        List<String> parts = new ArrayList<>();
        parts.add(parameter.meaning());
        if (!row.tasks().isEmpty()) {
            List<String> others = new ArrayList<>(tasks);
            others.removeAll(row.tasks());
            boolean most = others.size() < row.tasks().size();
            parts.add((most ? "not for " : "for ") + String.join(", ", most ? others : row.tasks()));
        }
        if (parameter.required()) {
            parts.add("required");
        }
        if (parameter.sentWhenAbsent() != null) {
            parts.add(value(parameter.sentWhenAbsent()) + " is sent when not given");
        }
        if (!parameter.excludes().isEmpty()) {
            parts.add("not with " + String.join(", ", parameter.excludes()));
        }
        return String.join("; ", parts);
    }

    private static String value(@Nullable JsonNode value) {
        if (value == null) {
            return "-";
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(SheetTable::value)
                    .collect(Collectors.joining(", "));
        }
        return value.isTextual() ? value.textValue() : Json.line(value);
    }
}
