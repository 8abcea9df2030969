package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What README.md says of commands, options, defaults and exit codes, held against the program. */
final class ReadmeTest {
    private static final String EVERY = "every command";
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-zA-Z][a-z0-9-]*");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static List<String> lines;
    private static CommandLine program;

    @BeforeAll
    static void read() throws IOException {
        lines = Files.readAllLines(Path.of("README.md"));
        program = new App(TestIo.none(), new FakeBedrock()).commandLine();
    }

    @Test
    void theCommandsAreThoseOfTheProgram() {
        Set<String> named = section("## Commands").stream()
                .filter(line -> line.startsWith("| `bedrock "))
                .map(line -> line.split("[ `]+")[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(new TreeSet<>(program.getSubcommands().keySet()));
    }

    @TestFactory
    List<DynamicTest> everyOptionIsInATableOfItsCommandWithItsDefault() {
        List<DynamicTest> tests = new ArrayList<>();
        commands().forEach((name, command) -> {
            List<String> rows = rowsFor(name);
            for (OptionSpec option : command.getCommandSpec().options()) {
                tests.add(DynamicTest.dynamicTest(name + " " + option.longestName(), () -> {
                    assertThat(rows).anyMatch(row -> options(row).contains(option.longestName()));
                    String value = option.defaultValue();
                    if (value != null && option.arity().max() > 0) {
                        assertThat(rows)
                                .anyMatch(row -> options(row).contains(option.longestName()) && row.contains(value));
                    }
                }));
            }
        });
        return tests;
    }

    @TestFactory
    List<DynamicTest> everyOptionOfATableIsOneOfItsCommands() {
        List<DynamicTest> tests = new ArrayList<>();
        tables().forEach((heading, rows) -> {
            Set<String> known = new TreeSet<>();
            commands().forEach((name, command) -> {
                if (covers(heading, name)) {
                    command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
                }
            });
            tests.add(DynamicTest.dynamicTest(
                    heading,
                    () -> assertThat(rows)
                            .isNotEmpty()
                            .allSatisfy(row -> assertThat(known).containsAll(options(row)))));
        });
        assertThat(tests).hasSizeGreaterThan(6);
        return tests;
    }

    @Test
    void theExitCodesAreThoseOfTheProgram() {
        List<String> rows = section("## Exit codes").stream()
                .filter(line -> line.matches("\\| \\d+ .*"))
                .toList();
        ExitCode[] codes = ExitCode.values();
        assertThat(rows).hasSize(codes.length);
        for (int i = 0; i < codes.length; i++) {
            assertThat(rows.get(i)).startsWith("| " + codes[i].code() + " | " + codes[i].meaning());
        }
    }

    @Test
    void theFamiliesAreThoseOfTheProgramWithTheirIds() {
        List<String> rows = section("## Families").stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        List<String> known = ParameterSheets.families().stream()
                .map(family -> "| " + family.name() + " | " + family.gives() + " | " + family.pattern() + " | ")
                .toList();
        assertThat(rows).hasSameSizeAs(known);
        for (int i = 0; i < known.size(); i++) {
            assertThat(rows.get(i).replace("`", "")).startsWith(known.get(i)).matches(".*\\| \\S.+ \\|");
        }
    }

    @Test
    void theOutcomesAreThoseOfTheProgram() {
        String outcomes = Arrays.stream(Outcome.values())
                .map(outcome -> "`" + outcome.wireName() + "`")
                .collect(Collectors.joining(", "));
        assertThat(lines).anyMatch(line -> line.startsWith("`outcome` is one of " + outcomes));
    }

    @Test
    void theConfigurationFileIsOneThatTheProgramTakes(@TempDir Path folder) throws IOException {
        int start = lines.indexOf("```properties");
        List<String> block = lines.subList(start + 1, lines.size()).stream()
                .takeWhile(line -> !line.equals("```"))
                .toList();
        Path file = Files.write(folder.resolve("config.properties"), block);
        Result result =
                new Terminal().environment("BEDROCK_CONFIG", file.toString()).run(new FakeBedrock(), "--version");
        assertThat(block).isNotEmpty();
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void everyVariableThatTheProgramReadsIsInTheReadme() throws IOException {
        Pattern variable = Pattern.compile("\"((?:AWS|BEDROCK|XDG)_[A-Z0-9_]+|[A-Z]+_PROXY|NO_COLOR)\"");
        Set<String> read = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                variable.matcher(Files.readString(source)).results().forEach(match -> read.add(match.group(1)));
            }
        }
        Set<String> named = lines.stream()
                .flatMap(line -> CODE.matcher(line).results().map(match -> match.group(1)))
                .collect(Collectors.toSet());
        assertThat(read)
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(named)
                        .anyMatch(word -> word.endsWith("*")
                                ? name.startsWith(word.substring(0, word.length() - 1))
                                : word.equals(name)));
    }

    private static Map<String, CommandLine> commands() {
        Map<String, CommandLine> commands = new LinkedHashMap<>();
        program.getSubcommands().forEach((name, command) -> {
            commands.put(name, command);
            command.getSubcommands().forEach((below, line) -> commands.put(name + " " + below, line));
        });
        commands.remove("help");
        return commands;
    }

    /** The tables that the sections below "Commands" have, by heading. */
    private static Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        String heading = "";
        for (String line : section("## Commands")) {
            if (line.startsWith("### ")) {
                heading = line;
            } else if (!heading.isEmpty() && line.startsWith("| `")) {
                tables.computeIfAbsent(heading, key -> new ArrayList<>()).add(line);
            }
        }
        return tables;
    }

    private static List<String> rowsFor(String command) {
        return tables().entrySet().stream()
                .filter(table -> covers(table.getKey(), command))
                .flatMap(table -> table.getValue().stream())
                .toList();
    }

    /** A heading names the commands it is about; the one for every command names the exceptions. */
    private static boolean covers(String heading, String command) {
        boolean named = heading.contains("`" + command + "`");
        return heading.contains(EVERY) != named;
    }

    /** The lines below a heading, up to the next of its rank. */
    private static List<String> section(String heading) {
        return lines.stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .toList();
    }

    private static Set<String> options(String row) {
        return CODE.matcher(row)
                .results()
                .map(match -> match.group(1))
                .flatMap(code -> OPTION.matcher(code).results().map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
