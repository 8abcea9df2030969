package io.github.bedrockcli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.bedrockcli.Hostile;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.model.Utf8Text;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rows of any bytes: read as they were written, or refused in plain words. */
final class RowPropertiesTest {
    private static final JsonLines.Fields FIELDS =
            new JsonLines.Fields(JsonPointer.compile("/t"), null, JsonPointer.compile("/id"));

    private static List<InputRow> all(Iterator<InputRow> rows) {
        List<InputRow> list = new ArrayList<>();
        rows.forEachRemaining(list::add);
        return list;
    }

    @Test
    void columnsComeBackAsTheyWereWritten() {
        Hostile.cases(2_000, random -> {
            List<String> texts = new ArrayList<>();
            StringBuilder table = new StringBuilder(random.nextBoolean() ? "id,text\n" : "\"id\",\"text\"\r\n");
            for (int row = random.nextInt(5); row > 0; row--) {
                String text = Hostile.text(random, 10);
                texts.add(text);
                table.append(row)
                        .append(",\"")
                        .append(text.replace("\"", "\"\""))
                        .append('"');
                table.append(row == 1 && random.nextBoolean() ? "" : random.nextBoolean() ? "\n" : "\r\n");
            }
            CsvRows rows = new CsvRows(text(random, table.toString()), ',', "text");
            assertThat(all(rows)).extracting(InputRow::text).containsExactlyElementsOf(texts);
        });
    }

    private static Utf8Text text(Random random, String text) {
        return new Utf8Text(Hostile.inPieces(random, Hostile.utf8(text)), "x");
    }

    @Test
    void jsonLinesComeBackAsTheyWereWritten() {
        Hostile.cases(2_000, random -> {
            List<String> texts = new ArrayList<>();
            for (int row = random.nextInt(5); row > 0; row--) {
                texts.add(Hostile.text(random, 10));
            }
            String lines = texts.stream()
                    .map(text -> Json.line(Json.object().put("id", 1).put("t", text)))
                    .collect(Collectors.joining(random.nextBoolean() ? "\r\n\n" : "\n"));
            assertThat(all(new JsonLines(text(random, lines), FIELDS)))
                    .extracting(InputRow::text)
                    .containsExactlyElementsOf(texts);
        });
    }

    @Test
    void anyBytesAreRowsOrRefused() {
        Hostile.cases(3_000, random -> {
            byte[] bytes = Hostile.bytes(random, 40);
            for (int kind = 0; kind < 3; kind++) {
                Utf8Text text = new Utf8Text(Hostile.inPieces(random, bytes), "x");
                try {
                    Iterator<InputRow> rows = kind == 0
                            ? new TextLines(text)
                            : kind == 1 ? new JsonLines(text, FIELDS) : new CsvRows(text, ',', "a");
                    for (InputRow row : all(rows)) {
                        assertThat(row.place()).startsWith("x line ");
                        assertThat(row.text() == null).isEqualTo(row.problem() != null);
                    }
                } catch (UsageException e) {
                    assertThat(e.getMessage()).startsWith("x ");
                }
            }
        });
    }
}
