package io.github.bedrockcli.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A table whose cells are broken into lines, so that it is no wider than its columns are allowed to be. */
final class WrappedTable {
    private static final String GAP = "  ";

    private final int[] widths;

    /** @param widths of the columns; what is longer in the first stands on a line of its own, and so is never broken */
    WrappedTable(int... widths) {
        this.widths = widths.clone();
    }

    /** The width that columns take together with the gaps between them. */
    static int total(int... widths) {
        int total = GAP.length() * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        return total;
    }

    /** @param cells a text for each column; line ends in the first are kept */
    void write(List<String> cells, Appendable out) throws IOException {
        List<List<String>> columns = new ArrayList<>();
        List<String> first = new ArrayList<>(cells.get(0).lines().toList());
        if (DisplayWidth.of(first.get(0)) > widths[0]) {
            out.append(first.remove(0)).append('\n');
        }
        columns.add(first);
        for (int i = 1; i < cells.size(); i++) {
            columns.add(wrap(cells.get(i), widths[i]));
        }
        int height = columns.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            int end = 0;
            for (int i = 0; i < columns.size(); i++) {
                String part = line < columns.get(i).size() ? columns.get(i).get(line) : "";
                text.append(" ".repeat(Math.max(0, end - DisplayWidth.of(text.toString()))))
                        .append(part);
                end += widths[i] + GAP.length();
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
    }

    /** Lines of at most so many columns, broken at spaces and after bars, commas and colons, else where the room ends. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String piece : List.of(text.split("(?<=[ |,:])"))) {
            if (!line.isEmpty() && DisplayWidth.of(line + piece.stripTrailing()) > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(piece);
            while (DisplayWidth.of(line.toString().stripTrailing()) > width) {
                String fitting = DisplayWidth.prefix(line.toString(), Math.max(width, 2));
                lines.add(fitting);
                line.delete(0, fitting.length());
            }
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
