package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way in which a stream can end, row by row of {@code streams/ends.tsv}, through both streaming operations and every
 * output format: what is printed, what is said, the exit code, and the file of {@code --out}.
 */
@Timeout(180)
final class StreamEndsTest {
    private static final Path TABLE = Path.of("src/test/resources/streams/ends.tsv");

    private static final ReplayServer SERVER = new ReplayServer();
    private static final KeptClient PATIENT = new KeptClient();
    private static final KeptClient IMPATIENT = new KeptClient();

    @TempDir
    private Path folder;

    /**
     * One row.
     *
     * @param steps what comes, in the words of {@link StreamScript}
     * @param text what is printed of it, without the newline that ends it
     * @param error the error line, without its label; empty where there is none
     */
    private record Row(String steps, String text, String outcome, int code, String error, String cause) {
        static Row of(String line) {
            String[] cells = line.split("\t", -1);
            assertThat(cells).as(line).hasSize(6);
            return new Row(cells[0].strip(), cells[1], cells[2], Integer.parseInt(cells[3]), cells[4], cells[5]);
        }
    }

    @AfterAll
    static void close() {
        PATIENT.close();
        IMPATIENT.close();
        SERVER.close();
    }

    @TestFactory
    Stream<DynamicTest> ends() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Row row = Row.of(line);
                for (String api : List.of("invoke", "converse")) {
                    tests.add(DynamicTest.dynamicTest(api + ": " + row.steps(), () -> check(row, api)));
                }
            }
        }
        return tests.stream();
    }

    private void check(Row row, String api) throws IOException {
        SERVER.requests();
        new StreamScript(api.equals("converse")).play(row.steps(), SERVER);
        if (SERVER.isSilent()) {
            // Silence takes its time: one format for each operation.
            if (api.equals("invoke")) {
                assertText(row, run(api));
            } else {
                assertEvents(row, run(api, "-o", "events"));
            }
            assertThat(SERVER.requests()).isEqualTo(1);
            return;
        }
        assertText(row, run(api));
        assertEvents(row, run(api, "-o", "events"));
        assertJson(row, run(api, "-o", "json"));
        Path out = Files.createTempDirectory(folder, "out").resolve("a.txt");
        assertFile(row, run(api, "--out", out.toString()), out);
        assertThat(SERVER.requests()).isEqualTo(4);
    }

    private static void assertText(Row row, Result result) {
        assertThat(result.out()).isEqualTo(printed(row));
        assertSaid(row, result);
    }

    private static void assertJson(Row row, Result result) throws IOException {
        assertSaid(row, result);
        if (result.out().isEmpty()) {
            assertThat(row.text()).isEmpty();
            assertThat(row.code()).as("an answer that began has its object").isNotIn(0, 8);
            return;
        }
        JsonNode json = Json.parse(result.out());
        assertThat(json.path("text").asText()).isEqualTo(row.text());
        assertThat(json.path("outcome").asText()).isEqualTo(row.outcome());
    }

    private static void assertEvents(Row row, Result result) throws IOException {
        assertSaid(row, result);
        StringBuilder text = new StringBuilder();
        JsonNode last = Json.object();
        for (String line : result.out().lines().toList()) {
            last = Json.parse(line);
            text.append(
                    last.path("type").asText().equals("text")
                            ? last.path("text").asText()
                            : "");
        }
        assertThat(text).hasToString(row.text());
        assertThat(last.path("type").asText()).isEqualTo("stop");
        assertThat(last.path("outcome").asText()).isEqualTo(row.outcome());
    }

    private static void assertFile(Row row, Result result, Path out) throws IOException {
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(row.code());
        assertThat(result.err().lines().filter(line -> !line.startsWith("note: ")))
                .hasSizeLessThanOrEqualTo(4);
        boolean whole = !row.outcome().equals("broken");
        Path partial = out.resolveSibling("a.txt.partial");
        try (Stream<Path> files = Files.list(out.getParent())) {
            List<Path> expected = whole ? List.of(out) : row.text().isEmpty() ? List.of() : List.of(partial);
            assertThat(files).containsExactlyElementsOf(expected);
        }
        if (whole || !row.text().isEmpty()) {
            assertThat(whole ? out : partial).hasContent(printed(row));
        }
        if (!whole && !row.text().isEmpty()) {
            assertThat(result.err()).contains(partial.toString());
        }
    }

    private static void assertSaid(Row row, Result result) {
        assertThat(result.code()).as(result.err()).isEqualTo(row.code());
        if (row.error().isEmpty()) {
            assertThat(result.err()).isEmpty();
            return;
        }
        if (row.code() == 0) {
            assertThat(result.err()).startsWith(row.error() + "\n").hasLineCount(1);
            return;
        }
        assertThat(result.err()).startsWith("error: " + row.error() + "\n");
        assertThat(result.err().lines()).hasSizeLessThanOrEqualTo(4).allMatch(StreamEndsTest::isLabelled);
        if (!row.cause().isEmpty()) {
            assertThat(result.err().lines().toList().get(1)).isEqualTo("cause: " + row.cause());
        }
    }

    private static boolean isLabelled(String line) {
        return line.matches("(error|cause|fix|docs): .*");
    }

    private static String printed(Row row) {
        return row.text().isEmpty() ? "" : row.text() + "\n";
    }

    private static Result run(String api, String... more) {
        Terminal terminal = new Terminal();
        SERVER.environment().forEach(terminal::environment);
        List<String> args = new ArrayList<>(List.of("stream", "--api", api, "--max-attempts", "1"));
        args.addAll(List.of("--read-timeout", SERVER.isSilent() ? "0.5" : "20"));
        args.addAll(List.of(more));
        args.add("Hi");
        return terminal.run(SERVER.isSilent() ? IMPATIENT : PATIENT, args.toArray(String[]::new));
    }
}
