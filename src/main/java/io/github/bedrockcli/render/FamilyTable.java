package io.github.bedrockcli.render;

import io.github.bedrockcli.model.FamilyIds;
import java.io.IOException;
import java.util.List;

/** The families for people: name, what for, and the ids of each, fitted to a width. */
final class FamilyTable {
    private static final int LEAST_IDS = 20;

    private final int limit;

    FamilyTable(int limit) {
        this.limit = limit;
    }

    void write(List<FamilyIds> families, Appendable out) throws IOException {
        int name = "FAMILY".length();
        int sort = "FOR".length();
        for (FamilyIds family : families) {
            name = Math.max(name, DisplayWidth.of(family.name()));
            sort = Math.max(sort, DisplayWidth.of(family.sort()));
        }
        int ids = Math.max(LEAST_IDS, limit - WrappedTable.total(name, sort, 0));
        WrappedTable table = new WrappedTable(name, sort, ids);
        table.write(List.of("FAMILY", "FOR", "IDS"), out);
        for (FamilyIds family : families) {
            table.write(List.of(family.name(), family.sort(), family.pattern()), out);
        }
    }
}
