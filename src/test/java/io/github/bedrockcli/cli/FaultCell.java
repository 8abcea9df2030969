package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.emulator.Emulator;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One command in one format, run against a fault and held to its cell of the table.
 *
 * @param place an empty folder for {@code --out}
 */
record FaultCell(FaultCommand command, String format, Path place) {
    static final String FILE = "out.file";

    /** What a cell says. */
    record Expected(int code, String printed, int requests, String names) {
        static Expected of(String cell, String names) {
            String[] words = cell.split(" ");
            return new Expected(Integer.parseInt(words[0]), words[1], Integer.parseInt(words[2]), names);
        }
    }

    Result run(Emulator emulator, KeptClient client, List<String> options) {
        Terminal terminal = new Terminal();
        emulator.environment().forEach(terminal::environment);
        terminal.environment("AWS_CONFIG_FILE", "/dev/null");
        terminal.environment("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        if (command.input() != null) {
            terminal.pipe(command.input());
        }
        List<String> args = new ArrayList<>(command.args().subList(0, 1));
        if (!options.contains("--max-attempts")) {
            args.addAll(List.of("--max-attempts", "1"));
        }
        args.addAll(options);
        if (inFile()) {
            args.addAll(List.of("--out", place.resolve(FILE).toString()));
        } else if (!command.name().equals("chat")) {
            args.addAll(List.of("-o", format));
        }
        args.addAll(command.args().subList(1, command.args().size()));
        return terminal.run(client, args.toArray(String[]::new));
    }

    /** What counts of a run's output: the answer's text, or all of it where a format has nothing but results. */
    String printed(Result result) throws IOException {
        if (inFile()) {
            Path file = place.resolve(FILE);
            Path partial = place.resolve(FILE + ".partial");
            Path there = Files.exists(file) ? file : partial;
            return Files.exists(there) ? Files.readString(there) : "";
        }
        boolean answer = command.name().equals("invoke") || command.name().equals("stream");
        if (answer && format.equals("json")) {
            return result.out().isEmpty()
                    ? ""
                    : Json.parse(result.out()).path("text").asText();
        }
        if (format.equals("events")) {
            StringBuilder text = new StringBuilder();
            for (String line : result.out().lines().toList()) {
                JsonNode event = Json.parse(line);
                text.append(
                        event.path("type").asText().equals("text")
                                ? event.path("text").asText()
                                : "");
            }
            return text.toString();
        }
        return result.out();
    }

    void check(Result result, String whole, Expected expected) throws IOException {
        String what = format + "\n" + result.out() + "\n" + result.err();
        assertThat(result.code()).as(what).isEqualTo(expected.code());
        assertPrinted(printed(result).strip(), whole.strip(), expected.printed(), what);
        assertSaid(result, expected, what);
        assertFiles(result, expected, what);
        if (!result.out().isEmpty() && expected.code() != 0 && command.name().equals("stream")) {
            assertBroken(result);
        }
    }

    private void assertPrinted(String printed, String whole, String kind, String what) {
        // Raw events, and the metrics in them, are not the same twice.
        boolean raw = format.equals("raw");
        switch (kind) {
            case "whole", "all" -> {
                if (!raw) {
                    assertThat(printed).as(what).isEqualTo(whole);
                }
            }
            case "part" -> {
                assertThat(printed).as(what).isNotEmpty().isNotEqualTo(whole);
                if (!command.name().equals("chat")) {
                    assertThat(whole).as(what).startsWith(printed);
                }
            }
            case "nothing" -> {
                if (raw && command.name().equals("stream")) {
                    // An event without text is printed all the same.
                    assertThat(whole).as(what).startsWith(printed);
                } else if (!command.name().equals("chat")) {
                    assertThat(printed).as(what).isEmpty();
                }
            }
            default -> assertThat(kind).isEqualTo("any");
        }
    }

    private void assertSaid(Result result, Expected expected, String what) {
        List<String> lines = result.err()
                .lines()
                .filter(line -> !line.startsWith("note: ") && !line.startsWith("retry: "))
                .toList();
        if (expected.code() == 0) {
            assertThat(lines).as(what).isEmpty();
            return;
        }
        int failures = command.name().equals("chat") && lines.size() > 4 ? 2 : 1;
        assertThat(lines)
                .as(what)
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(4 * failures)
                .allMatch(line -> line.matches("(error|cause|fix|docs): .*"));
        assertThat(lines.get(0)).as(what).startsWith("error: ");
        if (expected.names().length() > 1) {
            assertThat(result.err()).as(what).contains(expected.names());
        }
        if (!expected.names().matches(".*[0-9]{3}.*")) {
            assertThat(result.err()).as("no status that was not sent: " + what).doesNotContainPattern("HTTP [0-9]{3}");
        }
    }

    private void assertFiles(Result result, Expected expected, String what) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(place)) {
            files = listed.toList();
        }
        if (!inFile()) {
            assertThat(files).isEmpty();
            return;
        }
        assertThat(result.out()).as(what).isEmpty();
        Path file = place.resolve(FILE);
        Path partial = place.resolve(FILE + ".partial");
        if (expected.code() == 0) {
            assertThat(files).as(what).containsExactly(file);
        } else if (expected.printed().equals("nothing")) {
            assertThat(files).as(what).isEmpty();
        } else if (!expected.printed().equals("any")) {
            assertThat(files).as(what).containsExactly(partial);
            assertThat(result.err()).as(what).contains(partial.toString());
        }
    }

    private void assertBroken(Result result) throws IOException {
        if (format.equals("json")) {
            assertThat(Json.parse(result.out()).path("outcome").asText()).isEqualTo("broken");
        } else if (format.equals("events")) {
            List<String> lines = result.out().lines().toList();
            assertThat(Json.parse(lines.get(lines.size() - 1)).path("outcome").asText())
                    .isEqualTo("broken");
        }
    }

    private boolean inFile() {
        return format.equals("--out");
    }
}
