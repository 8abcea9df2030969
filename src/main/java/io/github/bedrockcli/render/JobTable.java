package io.github.bedrockcli.render;

import io.github.bedrockcli.model.AsyncJob;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asynchronous invocations as a table for people, and one of them as lines; times are UTC. */
public final class JobTable {
    private static final String GAP = "  ";

    /** In the order shown. The ARN stays whole, for it is what the other commands take. */
    private enum Column {
        ARN,
        STATUS,
        MODEL,
        SUBMITTED,
        TOOK,
        OUTPUT
    }

    /** After the ARN, in the order in which they are given room. */
    private static final List<Column> IMPORTANCE =
            List.of(Column.STATUS, Column.MODEL, Column.SUBMITTED, Column.OUTPUT, Column.TOOK);

    private JobTable() {}

    /** Nothing at all when there are no rows. */
    static void write(List<AsyncJob> jobs, int limit, Appendable out) throws IOException {
        if (jobs.isEmpty()) {
            return;
        }
        List<Map<Column, String>> lines = new ArrayList<>();
        Map<Column, String> header = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            header.put(column, column.name());
        }
        lines.add(header);
        jobs.forEach(job -> lines.add(cells(job)));
        Map<Column, Integer> widths = fit(lines, limit);
        for (Map<Column, String> line : lines) {
            StringBuilder text = new StringBuilder();
            widths.forEach((column, width) -> {
                String cell = line.getOrDefault(column, "");
                text.append(cell)
                        .append(" ".repeat(width - DisplayWidth.of(cell)))
                        .append(GAP);
            });
            out.append(text.toString().stripTrailing()).append('\n');
        }
    }

    /** The columns that there is room for, and how wide each is. */
    private static Map<Column, Integer> fit(List<Map<Column, String>> lines, int limit) {
        Map<Column, Integer> natural = new EnumMap<>(Column.class);
        for (Map<Column, String> line : lines) {
            line.forEach((column, text) -> natural.merge(column, DisplayWidth.of(text), Math::max));
        }
        Map<Column, Integer> widths = new EnumMap<>(Column.class);
        int arn = natural.getOrDefault(Column.ARN, 0);
        widths.put(Column.ARN, arn);
        int room = limit - arn;
        for (Column column : IMPORTANCE) {
            int width = natural.getOrDefault(column, 0);
            if (width + GAP.length() <= room) {
                widths.put(column, width);
                room -= width + GAP.length();
            }
        }
        return widths;
    }

    private static Map<Column, String> cells(AsyncJob job) {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        cells.put(Column.ARN, shown(job.arn()));
        cells.put(Column.STATUS, shown(job.status()));
        cells.put(Column.MODEL, shown(job.model()));
        cells.put(Column.SUBMITTED, time(job.submitted()));
        cells.put(Column.TOOK, took(job));
        cells.put(Column.OUTPUT, shown(job.folder()));
        return cells;
    }

    /** One invocation, a fact a line, what is not known left out. */
    public static void details(AsyncJob job, Appendable out) throws IOException {
        line(out, "arn", job.arn());
        line(out, "model", job.model());
        line(out, "status", job.status());
        line(out, "submitted", job.submitted() == null ? null : time(job.submitted()));
        line(out, "ended", job.ended() == null ? null : time(job.ended()) + " (took " + took(job) + ")");
        line(out, "failure", job.failureMessage());
        line(out, "output", job.folder());
    }

    private static void line(Appendable out, String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.append(name + " ".repeat(11 - name.length()) + shown(value) + "\n");
        }
    }

    private static String time(@Nullable Instant instant) {
        return instant == null ? "-" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String took(AsyncJob job) {
        Instant submitted = job.submitted();
        Instant ended = job.ended();
        return submitted == null || ended == null ? "-" : Elapsed.text(Duration.between(submitted, ended));
    }

    /** Control characters, which could rewrite a terminal, become spaces. */
    private static String shown(@Nullable String text) {
        return text == null ? "-" : text.replaceAll("\\p{Cntrl}", " ");
    }
}
