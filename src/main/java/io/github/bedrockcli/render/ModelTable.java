package io.github.bedrockcli.render;

import io.github.bedrockcli.model.ModelSummary;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The model list as a table for people, fitted to a width: less important columns give way, the id comes first. */
final class ModelTable {
    private static final String GAP = "  ";
    private static final int SHORTEST_NAME = 16;

    /** In the order shown. */
    private enum Column {
        MODEL_ID,
        NAME,
        PROVIDER,
        INPUT,
        OUTPUT,
        THROUGHPUT,
        STREAMING,
        LIFECYCLE,
        FAMILY;

        String header() {
            return name().replace('_', ' ');
        }
    }

    /** After the id, in the order in which they are given room. */
    private static final List<Column> IMPORTANCE = List.of(
            Column.LIFECYCLE,
            Column.THROUGHPUT,
            Column.OUTPUT,
            Column.NAME,
            Column.INPUT,
            Column.PROVIDER,
            Column.STREAMING,
            Column.FAMILY);

    private final int limit;

    ModelTable(int limit) {
        this.limit = limit;
    }

    /** Nothing at all when there are no rows. */
    void write(List<ModelRow> rows, Appendable out) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        List<Map<Column, String>> lines = new ArrayList<>();
        Map<Column, String> header = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            header.put(column, column.header());
        }
        lines.add(header);
        rows.forEach(row -> lines.add(cells(row)));
        Map<Column, Integer> widths = fit(lines);
        for (Map<Column, String> line : lines) {
            out.append(line(line, widths)).append('\n');
        }
    }

    /** The columns that there is room for, and how wide each is. */
    private Map<Column, Integer> fit(List<Map<Column, String>> lines) {
        Map<Column, Integer> natural = new EnumMap<>(Column.class);
        for (Map<Column, String> line : lines) {
            line.forEach((column, text) -> natural.merge(column, DisplayWidth.of(text), Math::max));
        }
        Map<Column, Integer> widths = new EnumMap<>(Column.class);
        int id = idWidth(lines);
        widths.put(Column.MODEL_ID, id);
        int room = limit - id;
        Set<Column> left = EnumSet.noneOf(Column.class);
        for (Column column : IMPORTANCE) {
            int full = natural.getOrDefault(column, 0);
            int least = column == Column.NAME ? Math.min(full, SHORTEST_NAME) : full;
            if (least + GAP.length() <= room) {
                widths.put(column, least);
                room -= least + GAP.length();
            } else {
                left.add(column);
            }
        }
        if (!left.contains(Column.NAME)) {
            int least = widths.getOrDefault(Column.NAME, 0);
            widths.put(Column.NAME, Math.min(natural.getOrDefault(Column.NAME, 0), least + room));
        }
        return widths;
    }

    /** Whole model ids have first claim; ARNs, twice as long, get no more than half of a terminal beyond that. */
    private int idWidth(List<Map<Column, String>> lines) {
        int whole = 0;
        int plain = 0;
        for (Map<Column, String> line : lines) {
            String id = line.getOrDefault(Column.MODEL_ID, "");
            whole = Math.max(whole, DisplayWidth.of(id));
            plain = id.startsWith("arn:") ? plain : Math.max(plain, DisplayWidth.of(id));
        }
        return Math.min(Math.min(whole, Math.max(plain, limit / 2)), limit);
    }

    private static String line(Map<Column, String> cells, Map<Column, Integer> widths) {
        StringBuilder line = new StringBuilder();
        widths.forEach((column, width) -> {
            String cell = cells.getOrDefault(column, "");
            String text =
                    column == Column.MODEL_ID ? DisplayWidth.fitMiddle(cell, width) : DisplayWidth.fit(cell, width);
            line.append(text).append(" ".repeat(width - DisplayWidth.of(text))).append(GAP);
        });
        return line.toString().stripTrailing();
    }

    private static Map<Column, String> cells(ModelRow row) {
        ModelSummary model = row.model();
        Map<Column, String> cells = new EnumMap<>(Column.class);
        cells.put(Column.MODEL_ID, shown(model.id()));
        cells.put(Column.NAME, shown(model.name()));
        cells.put(Column.PROVIDER, shown(model.provider()));
        cells.put(Column.INPUT, words(model.inputModalities()));
        cells.put(Column.OUTPUT, words(model.outputModalities()));
        cells.put(Column.THROUGHPUT, words(model.inferenceTypes()));
        cells.put(Column.STREAMING, model.streaming() == null ? "-" : model.streaming() ? "yes" : "no");
        cells.put(Column.LIFECYCLE, lifecycle(model));
        cells.put(Column.FAMILY, shown(row.family()));
        return cells;
    }

    private static String lifecycle(ModelSummary model) {
        Instant end = model.endOfLife();
        String state = model.lifecycle() == null ? "-" : state(model.lifecycle());
        return end == null
                ? state
                : state + " until " + end.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** {@code InService} reads {@code in-service}. */
    private static String state(String service) {
        return service.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String words(List<String> words) {
        return words.isEmpty() ? "-" : words.stream().map(ModelTable::word).collect(Collectors.joining(","));
    }

    private static String word(String service) {
        return service.equals("INFERENCE_PROFILE")
                ? "profile"
                : service.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Control characters, which could rewrite a terminal, become spaces. */
    private static String shown(@Nullable String text) {
        return text == null ? "-" : text.replaceAll("\\p{Cntrl}", " ");
    }
}
