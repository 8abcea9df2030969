package io.github.bedrockcli.render;

import io.github.bedrockcli.model.ModelSummary;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The model list as a table for people, fitted to a width: less important columns give way, the id comes first. */
final class ModelTable {
    private static final String GAP = "  ";
    private static final int SHORTEST_NAME = 16;

    /** Enough for the beginning of a reason. */
    private static final int SHORTEST_ACCESS = 38;

    private static final String MODEL_ID = "MODEL ID";
    private static final String NAME = "NAME";
    private static final String PROVIDER = "PROVIDER";
    private static final String INPUT = "INPUT";
    private static final String OUTPUT = "OUTPUT";
    private static final String THROUGHPUT = "THROUGHPUT";
    private static final String STREAMING = "STREAMING";
    private static final String LIFECYCLE = "LIFECYCLE";
    private static final String ACCESS = "ACCESS";
    private static final String FAMILY = "FAMILY";

    /** After the id and what was asked for beside it, in the order in which they are given room. */
    private static final List<String> IMPORTANCE =
            List.of(LIFECYCLE, THROUGHPUT, OUTPUT, NAME, INPUT, PROVIDER, STREAMING, FAMILY);

    private final ModelColumns columns;
    private final int limit;

    ModelTable(ModelColumns columns, int limit) {
        this.columns = columns;
        this.limit = limit;
    }

    /** Nothing at all when there are no rows. */
    void write(List<ModelRow> rows, Appendable out) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        List<Map<String, String>> lines = new ArrayList<>();
        Map<String, String> header = new LinkedHashMap<>();
        cells(rows.get(0)).keySet().forEach(column -> header.put(column, column));
        lines.add(header);
        rows.forEach(row -> lines.add(cells(row)));
        Map<String, Integer> widths = fit(lines);
        for (Map<String, String> line : lines) {
            out.append(line(line, widths)).append('\n');
        }
    }

    /** The columns that there is room for, and how wide each is. Those of regions have room in any case. */
    private Map<String, Integer> fit(List<Map<String, String>> lines) {
        Map<String, Integer> natural = new LinkedHashMap<>();
        for (Map<String, String> line : lines) {
            line.forEach((column, text) -> natural.merge(column, DisplayWidth.of(text), Math::max));
        }
        Map<String, Integer> widths = new HashMap<>();
        int id = idWidth(lines);
        widths.put(MODEL_ID, id);
        int room = limit - id;
        for (String region : columns.regions()) {
            widths.put(region, natural.getOrDefault(region, 0));
            room -= natural.getOrDefault(region, 0) + GAP.length();
        }
        if (columns.access() && room > GAP.length()) {
            int access = Math.min(natural.getOrDefault(ACCESS, 0), Math.min(SHORTEST_ACCESS, room - GAP.length()));
            widths.put(ACCESS, access);
            room -= access + GAP.length();
        }
        for (String column : IMPORTANCE) {
            int full = natural.getOrDefault(column, 0);
            int least = column.equals(NAME) ? Math.min(full, SHORTEST_NAME) : full;
            if (least + GAP.length() <= room) {
                widths.put(column, least);
                room -= least + GAP.length();
            }
        }
        for (String column : List.of(ACCESS, NAME)) {
            Integer least = widths.get(column);
            if (least != null) {
                int wider = Math.min(natural.getOrDefault(column, 0), least + Math.max(0, room));
                room -= wider - least;
                widths.put(column, wider);
            }
        }
        Map<String, Integer> ordered = new LinkedHashMap<>();
        natural.keySet().stream()
                .filter(widths::containsKey)
                .forEach(column -> ordered.put(column, width(widths, column)));
        return ordered;
    }

    private static int width(Map<String, Integer> widths, String column) {
        return widths.getOrDefault(column, 0);
    }

    /** Whole model ids have first claim; ARNs, twice as long, get no more than half of a terminal beyond that. */
    private int idWidth(List<Map<String, String>> lines) {
        int whole = 0;
        int plain = 0;
        for (Map<String, String> line : lines) {
            String id = line.getOrDefault(MODEL_ID, "");
            whole = Math.max(whole, DisplayWidth.of(id));
            plain = id.startsWith("arn:") ? plain : Math.max(plain, DisplayWidth.of(id));
        }
        return Math.min(Math.min(whole, Math.max(plain, limit / 2)), limit);
    }

    private static String line(Map<String, String> cells, Map<String, Integer> widths) {
        StringBuilder line = new StringBuilder();
        widths.forEach((column, width) -> {
            String cell = cells.getOrDefault(column, "");
            String text = column.equals(MODEL_ID) ? DisplayWidth.fitMiddle(cell, width) : DisplayWidth.fit(cell, width);
            line.append(text).append(" ".repeat(width - DisplayWidth.of(text))).append(GAP);
        });
        return line.toString().stripTrailing();
    }

    /** In the order shown. */
    private Map<String, String> cells(ModelRow row) {
        ModelSummary model = row.model();
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put(MODEL_ID, shown(model.id()));
        cells.put(NAME, shown(model.name()));
        cells.put(PROVIDER, shown(model.provider()));
        cells.put(INPUT, words(model.inputModalities()));
        cells.put(OUTPUT, words(model.outputModalities()));
        cells.put(THROUGHPUT, words(model.inferenceTypes()));
        cells.put(STREAMING, model.streaming() == null ? "-" : model.streaming() ? "yes" : "no");
        cells.put(LIFECYCLE, lifecycle(model));
        if (columns.access()) {
            cells.put(ACCESS, shown(row.access() == null ? null : row.access().toString()));
        }
        row.regions().forEach(cell -> cells.put(cell.region(), cell.word()));
        cells.put(FAMILY, shown(row.family()));
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
        return service.replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
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
