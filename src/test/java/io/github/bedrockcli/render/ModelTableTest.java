package io.github.bedrockcli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.model.ModelSummary;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the table gives way to a narrow terminal. */
final class ModelTableTest {
    private static String table(int width, String id, String name) throws IOException {
        ModelSummary model = new ModelSummary(
                ModelSummary.Kind.FOUNDATION_MODEL,
                id,
                "arn",
                name,
                "Acme",
                List.of("TEXT"),
                List.of("TEXT"),
                List.of("ON_DEMAND", "PROVISIONED"),
                List.of(),
                true,
                "ACTIVE",
                null,
                List.of());
        StringBuilder out = new StringBuilder();
        ModelFormat.TABLE.write(List.of(new ModelRow(model, null)), ModelColumns.NONE, width, out);
        return out.toString();
    }

    @Test
    void noLineIsWiderThanTheTerminalAtAnyWidth() throws IOException {
        for (int width = 2; width < 160; width++) {
            int limit = width;
            assertThat(table(width, "acme.large-v1:0", "Großes Modell 大型语言模型 with a long name")
                            .lines())
                    .as("width %d", width)
                    .allMatch(line -> DisplayWidth.of(line) <= limit);
        }
        int width = 90;
        assertThat(table(width, "acme.large-v1:0", "x".repeat(100)).lines())
                .allMatch(line -> DisplayWidth.of(line) <= width)
                .anyMatch(line -> line.contains("xx…"));
    }

    @Test
    void wideCharactersAreNotBroken() {
        assertThat(DisplayWidth.of("模型ab")).isEqualTo(6);
        assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
        assertThat(DisplayWidth.fit("模型模型", 6)).isEqualTo("模型…");
        assertThat(DisplayWidth.fit("模型模型", 7)).isEqualTo("模型模…");
        assertThat(DisplayWidth.fit("模型模型", 8)).isEqualTo("模型模型");
        assertThat(DisplayWidth.fit("😀😀", 3)).isEqualTo("😀…");
        assertThat(DisplayWidth.fitMiddle("abcdefghij", 7)).isEqualTo("abc…hij");
        assertThat(DisplayWidth.fitMiddle("模型模型模型", 7)).isEqualTo("模…型");
        assertThat(DisplayWidth.fitMiddle("abcdefghij", 10)).isEqualTo("abcdefghij");
    }

    @Test
    void controlCharactersCannotRewriteTheTerminal() throws IOException {
        assertThat(table(Integer.MAX_VALUE, "acme.large-v1:0", "a\u001b[2Jb")).doesNotContain("\u001b");
    }

    @Test
    void nothingIsPrintedForNoRows() throws IOException {
        StringBuilder out = new StringBuilder();
        ModelFormat.TABLE.write(List.of(), ModelColumns.NONE, 80, out);
        assertThat(out.toString()).isEmpty();
    }
}
