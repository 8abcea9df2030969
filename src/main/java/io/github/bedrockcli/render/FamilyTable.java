package io.github.bedrockcli.render;

import io.github.bedrockcli.model.FamilyIds;
import java.io.IOException;
import java.util.List;

/** The families for people: name, what it gives, and the ids of each, fitted to a width. */
final class FamilyTable {
    private static final int LEAST_IDS = 20;

    private final int limit;

    FamilyTable(int limit) {
        this.limit = limit;
    }

    void write(List<FamilyIds> families, Appendable out) throws IOException {
        int name = "FAMILY".length();
        int gives = "GIVES".length();
        for (FamilyIds family : families) {
            name = Math.max(name, DisplayWidth.of(family.name()));
            gives = Math.max(gives, DisplayWidth.of(family.gives()));
        }
        int ids = Math.max(LEAST_IDS, limit - WrappedTable.total(name, gives, 0));
        WrappedTable table = new WrappedTable(name, gives, ids);
        table.write(List.of("FAMILY", "GIVES", "IDS"), out);
        for (FamilyIds family : families) {
            table.write(List.of(family.name(), family.gives(), family.pattern()), out);
        }
    }
}
