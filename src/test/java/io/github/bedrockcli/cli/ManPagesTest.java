package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual pages, held against the help, the README and the formatter of manual pages. */
final class ManPagesTest {
    private static final String DATE = "2026-11-21";

    private final CommandLine program = new App(TestIo.none(), new FakeBedrock()).commandLine();
    private final Map<String, String> pages = new ManPages(program, DATE, "bedrock 1.2.3").pages();

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyCommandHasAPageWithEveryOptionAndArgumentOfItsHelp() {
        Map<String, CommandLine> commands = commands(program, new LinkedHashMap<>());
        assertThat(pages).containsOnlyKeys(commands.keySet());
        return commands.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String page = plain(pages.get(entry.getKey()));
                    for (OptionSpec option : entry.getValue().getCommandSpec().options()) {
                        assertThat(option.names())
                                .allSatisfy(name -> assertThat(page).contains(shown(option, name)));
                        assertThat(page).contains(String.join(" ", option.description()));
                    }
                    for (PositionalParamSpec argument :
                            entry.getValue().getCommandSpec().positionalParameters()) {
                        assertThat(page).contains(String.join(" ", argument.description()));
                    }
                }));
    }

    @Test
    void aPageHasTheHeadingsOfManualPagesInTheirOrder() {
        assertThat(headings("bedrock-invoke.1"))
                .containsExactly(
                        "NAME",
                        "SYNOPSIS",
                        "DESCRIPTION",
                        "ARGUMENTS",
                        "OPTIONS",
                        "SHARED OPTIONS",
                        "EXIT STATUS",
                        "EXAMPLES",
                        "SEE ALSO");
        assertThat(headings("bedrock.1"))
                .containsExactly(
                        "NAME",
                        "SYNOPSIS",
                        "DESCRIPTION",
                        "COMMANDS",
                        "OPTIONS",
                        "NOTES",
                        "EXIT STATUS",
                        "ENVIRONMENT",
                        "FILES",
                        "EXAMPLES",
                        "SEE ALSO");
        assertThat(plain(pages.get("bedrock-invoke.1"))).contains("""
                .SH "NAME"
                bedrock-invoke - send one request and print the whole answer; image models write files
                .SH "SYNOPSIS"
                bedrock invoke [OPTIONS] [PROMPT]
                """).contains("""
                .TP
                -m, --model=ID
                Model id, inference profile id,""");
    }

    @Test
    void everyExampleOfTheHelpStandsAsItIs() {
        commands(program, new LinkedHashMap<>()).forEach((name, command) -> {
            List<String> examples = command.getUsageMessage()
                    .lines()
                    .dropWhile(line -> !line.equals("Examples:"))
                    .skip(1)
                    .takeWhile(line -> !line.isEmpty())
                    .map(String::strip)
                    .toList();
            assertThat(plain(pages.get(name)).lines().toList()).containsAll(examples);
        });
    }

    @Test
    void aTableThatOnlyOneCommandHasStandsInItsPage() {
        assertThat(plain(pages.get("bedrock-emulator.1"))).contains("""
                .TP
                hang-mid-stream
                nothing more comes, and the connection stays open
                .TP
                wrong-length[:BYTES]
                a Content-Length that is not true (ten bytes too many)
                """);
    }

    @Test
    void thePageOfTheProgramHasTheVariablesAndFilesOfTheReadme() throws IOException {
        String page = plain(pages.get("bedrock.1"));
        List<String> readme = Files.readAllLines(Path.of("README.md"));
        List<String> variables = rows(readme, "| variable | says |");
        List<String> files = rows(readme, "| where | what | who else reads it |");
        assertThat(variables).hasSizeGreaterThan(10);
        assertThat(files).hasSizeGreaterThan(3);
        for (String row : variables) {
            String[] cells = row.replace("`", "").split(" \\| |\\| | \\|");
            assertThat(page).contains(cells[1] + "\n" + cells[2] + "\n");
        }
        for (String row : files) {
            String[] cells = row.replace("`", "").split(" \\| |\\| | \\|");
            assertThat(page).contains(cells[1] + "\n" + cells[2] + "\n");
        }
    }

    @Test
    void whatTheFormatterWouldTakeForARequestOrATypographicSignIsEscaped() {
        String page = new Roff("a-b", DATE, "bedrock 1")
                .section("OF \"THIS\"")
                .paragraph(".so /etc/passwd")
                .paragraph("'it's \\n ^~`-é")
                .toString();
        assertThat(page).endsWith("""
                .TH "A\\-B" 1 2026-11-21 "bedrock 1" "User Commands"
                .nh
                .ad l
                .SH "OF \\(dqTHIS\\(dq"
                \\&.so /etc/passwd
                .PP
                \\(aqit\\(aqs \\(rsn \\(ha\\(ti\\(ga\\-\\[u00E9]
                """);
    }

    @Test
    void theFormatterHasNothingToWarnOf() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "skipped: there is no groff on this machine");
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
        List<String> command = new ArrayList<>(List.of("/usr/bin/groff", "-man", "-ww", "-z", "-Tutf8"));
        try (Stream<Path> files = Files.list(folder)) {
            files.map(Path::toString).sorted().forEach(command::add);
        }
        assertThat(command).hasSize(5 + pages.size());
        Process groff = new ProcessBuilder(command).redirectErrorStream(true).start();
        groff.getOutputStream().close();
        String warnings = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(groff.waitFor()).isZero();
        assertThat(warnings).isEmpty();
    }

    private List<String> headings(String page) {
        return pages.get(page)
                .lines()
                .filter(line -> line.startsWith(".SH "))
                .map(line -> line.substring(5, line.length() - 1))
                .toList();
    }

    private static String shown(OptionSpec option, String name) {
        return option.negatable() ? "--[no-]" + name.substring(2) : name;
    }

    private static List<String> rows(List<String> readme, String head) {
        return readme.stream()
                .dropWhile(line -> !line.equals(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static Map<String, CommandLine> commands(CommandLine command, Map<String, CommandLine> all) {
        all.put(command.getCommandSpec().qualifiedName("-") + ".1", command);
        command.getSubcommands().values().forEach(sub -> commands(sub, all));
        return all;
    }

    /** A page as its reader sees the words. */
    private static String plain(String page) {
        return page.replaceAll("\\\\f[BIR]", "")
                .replace("\\&", "")
                .replace("\\-", "-")
                .replace("\\(aq", "'")
                .replace("\\(dq", "\"")
                .replace("\\(ga", "`")
                .replace("\\(ha", "^")
                .replace("\\(ti", "~")
                .replace("\\(rs", "\\");
    }
}
