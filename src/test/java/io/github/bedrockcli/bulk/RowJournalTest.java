package io.github.bedrockcli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.bulk.RowJournal.Row;
import io.github.bedrockcli.bulk.RowJournal.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal tells after it was torn, damaged or opened twice. */
final class RowJournalTest {
    private static final List<Row> ROWS =
            List.of(new Row(-1, 10, false, 7), new Row(2, 10, true, 0), new Row(Long.MIN_VALUE, 1L << 40, false, -3));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("v.resume");
    }

    private RowJournal open() throws IOException {
        return RowJournal.open(file).orElseThrow();
    }

    private void write() throws IOException {
        try (RowJournal journal = open()) {
            journal.begin("{\"subject\":\"é\"}");
            journal.append(ROWS.subList(0, 1));
            journal.append(ROWS.subList(1, 3));
        }
    }

    private static List<Row> read(RowJournal journal) throws IOException {
        List<Row> all = new ArrayList<>();
        Rows rows = journal.read();
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
            all.add(row.get());
        }
        return all;
    }

    @Test
    void tellsWhatWasWritten() throws IOException {
        write();
        try (RowJournal journal = open()) {
            assertThat(journal.subject()).contains("{\"subject\":\"é\"}");
            assertThat(journal.rows()).isEqualTo(3);
            assertThat(read(journal)).isEqualTo(ROWS);
        }
    }

    @Test
    void isTornAnywhereAndGoesOnBehindTheLastWholeRow() throws IOException {
        write();
        byte[] whole = Files.readAllBytes(file);
        int first = whole.length - 3 * 24;
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            int rows = Math.max(0, length - first) / 24;
            try (RowJournal journal = open()) {
                assertThat(journal.subject().isPresent())
                        .as("length %s", length)
                        .isEqualTo(length >= first);
                assertThat(journal.rows()).as("length %s", length).isEqualTo(rows);
                if (length < first) {
                    continue;
                }
                journal.cut(rows);
                journal.append(ROWS.subList(rows, 3));
            }
            assertThat(Files.readAllBytes(file)).as("length %s", length).isEqualTo(whole);
        }
    }

    @Test
    void endsBeforeTheFirstRecordThatIsNotAsItWasWritten() throws IOException {
        write();
        byte[] whole = Files.readAllBytes(file);
        for (int at = whole.length - 48; at < whole.length - 24; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            try (RowJournal journal = open()) {
                assertThat(read(journal)).as("byte %s", at).isEqualTo(ROWS.subList(0, 1));
            }
        }
        Files.write(file, Arrays.copyOf(Arrays.copyOf(whole, whole.length - 24), whole.length));
        try (RowJournal journal = open()) {
            assertThat(read(journal)).as("zeroes").isEqualTo(ROWS.subList(0, 2));
        }
    }

    @Test
    void isOpenOnceAtATime() throws IOException {
        try (RowJournal journal = open()) {
            assertThat(journal.isEmpty()).isTrue();
            assertThat(RowJournal.open(file)).isEmpty();
        }
        assertThat(RowJournal.open(file)).hasValueSatisfying(RowJournalTest::close);
    }

    private static void close(RowJournal journal) {
        try {
            journal.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
