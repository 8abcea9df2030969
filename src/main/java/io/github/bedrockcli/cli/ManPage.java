package io.github.bedrockcli.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The manual page of one command: what its help says, under the headings that manual pages have. */
final class ManPage {
    private static final String EXAMPLES = "Examples:";

    /** A row of a table in a footer: what is explained, two spaces or more, the explanation. */
    private static final Pattern ROW = Pattern.compile("  (\\S+(?: \\S+)*)\\s{2,}(\\S.*)");

    private static final Set<String> USUAL_SECTIONS = Set.copyOf(new UsageMessageSpec().sectionKeys());

    private final CommandLine command;
    private final CommandSpec spec;
    private final UsageMessageSpec usage;

    ManPage(CommandLine command) {
        this.command = command;
        this.spec = command.getCommandSpec();
        this.usage = spec.usageMessage();
    }

    /**
     * @param date shown at the foot
     * @param source program and version
     */
    String text(String date, String source) {
        String name = spec.qualifiedName("-");
        List<String> said = said();
        Roff page = new Roff(name, date, source);
        page.section("NAME").line(Roff.plain(name) + " \\- " + Roff.plain(purpose(said.get(0))));
        page.section("SYNOPSIS").line(synopsis());
        page.section("DESCRIPTION").line(Roff.plain(String.join(" ", said)));
        commands(page);
        arguments(page);
        options(page);
        footer(page, false);
        exitStatus(page);
        if (isProgram()) {
            page.section("ENVIRONMENT");
            ProcessFacts.variables().forEach((names, meaning) -> page.term(Roff.bold(names), meaning));
            page.section("FILES");
            ProcessFacts.files().forEach((file, meaning) -> page.term(Roff.italic(file), meaning));
        }
        footer(page, true);
        seeAlso(page);
        return page.toString();
    }

    private boolean isProgram() {
        return command.getParent() == null;
    }

    /** What the command does, a sentence or more a line; the help command of picocli says its purpose in the header. */
    private List<String> said() {
        return Stream.concat(Arrays.stream(usage.header()), Arrays.stream(usage.description()))
                .flatMap(line -> formatted(line).lines())
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** The first sentence as the index of manual pages has it: without a capital, unless it is an abbreviation, and point. */
    private static String purpose(String sentence) {
        String text = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        boolean word = text.length() < 2 || !Character.isUpperCase(text.charAt(1));
        return word ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
    }

    private String synopsis() {
        String name = spec.qualifiedName();
        String whole = command.getHelp().abbreviatedSynopsis().strip();
        return Roff.bold(name) + Roff.plain(whole.substring(name.length()));
    }

    private void commands(Roff page) {
        if (command.getSubcommands().isEmpty()) {
            return;
        }
        page.section("COMMANDS");
        command.getSubcommands().values().stream()
                .distinct()
                .forEach(sub -> page.term(
                        Roff.bold(sub.getCommandName()), new ManPage(sub).said().get(0)));
    }

    private void arguments(Roff page) {
        if (spec.positionalParameters().isEmpty()) {
            return;
        }
        page.section("ARGUMENTS");
        for (PositionalParamSpec argument : spec.positionalParameters()) {
            page.term(Roff.italic(label(argument)), meaning(argument));
        }
    }

    private void options(Roff page) {
        List<OptionSpec> own = new ArrayList<>();
        List<OptionSpec> shared = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                (Declarations.isShared(option) ? shared : own).add(option);
            }
        }
        if (shared.size() <= 1) {
            own.addAll(shared);
            shared.clear();
        }
        options(page, "OPTIONS", own);
        options(page, "SHARED OPTIONS", shared);
    }

    private void options(Roff page, String heading, List<OptionSpec> options) {
        if (options.isEmpty()) {
            return;
        }
        page.section(heading);
        for (OptionSpec option : options) {
            String names = Arrays.stream(option.names())
                    .map(name -> Roff.bold(shown(option, name)))
                    .collect(Collectors.joining(", "));
            String label = label(option);
            page.term(label.isEmpty() ? names : names + Roff.plain("=") + Roff.italic(label), meaning(option));
        }
    }

    /** An option that can be negated is shown as {@code --[no-]normalize}. */
    private String shown(OptionSpec option, String name) {
        return option.negatable() ? spec.negatableOptionTransformer().makeSynopsis(name, spec) : name;
    }

    private String label(ArgSpec argument) {
        Help help = command.getHelp();
        String label = help.parameterLabelRenderer()
                .renderParameterLabel(argument, Ansi.OFF, List.of())
                .toString();
        String separator = spec.parser().separator();
        return label.startsWith(separator) ? label.substring(separator.length()) : label.strip();
    }

    private static String meaning(ArgSpec argument) {
        return Arrays.stream(argument.description()).map(ManPage::formatted).collect(Collectors.joining(" "));
    }

    /** @param examples whether the examples are to be printed, or all but them */
    private void footer(Roff page, boolean examples) {
        boolean headed = false;
        for (List<String> block : blocks()) {
            if (block.get(0).equals(EXAMPLES) != examples) {
                continue;
            }
            if (!headed) {
                page.section(examples ? "EXAMPLES" : "NOTES");
                headed = true;
            }
            List<String> rest = block.subList(1, block.size());
            if (examples) {
                page.literal(rest.stream().map(String::strip).toList());
            } else {
                page.paragraph(block.get(0));
                table(page, rest);
            }
        }
    }

    private static void table(Roff page, List<String> lines) {
        for (String line : joined(lines)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                page.term(Roff.bold(row.group(1)), row.group(2));
            } else {
                page.line(Roff.plain(line.strip()));
            }
        }
    }

    /** A row is wrapped with more than its own two spaces before what goes on. */
    private static List<String> joined(List<String> lines) {
        List<String> rows = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("   ") && !rows.isEmpty()) {
                rows.add(rows.remove(rows.size() - 1) + " " + line.strip());
            } else {
                rows.add(line);
            }
        }
        return rows;
    }

    /** The paragraphs, parted by empty lines, of the sections that this command alone has, and of its footer. */
    private List<List<String>> blocks() {
        List<List<String>> blocks = new ArrayList<>();
        List<String> block = new ArrayList<>();
        String own = command.getHelpSectionKeys().stream()
                .filter(key -> !USUAL_SECTIONS.contains(key))
                .map(key -> Objects.requireNonNull(command.getHelpSectionMap().get(key))
                        .render(command.getHelp()))
                .collect(Collectors.joining("\n"));
        String footer = Arrays.stream(usage.footer()).map(ManPage::formatted).collect(Collectors.joining("\n"));
        for (String line : (own + "\n\n" + footer + "\n\n").split("\n", -1)) {
            if (!line.isBlank()) {
                block.add(line);
            } else if (!block.isEmpty()) {
                blocks.add(block);
                block = new ArrayList<>();
            }
        }
        return blocks;
    }

    private void exitStatus(Roff page) {
        page.section("EXIT STATUS");
        HelpLayout.exitCodes().forEach((code, meaning) -> page.term(Roff.bold(code), meaning));
    }

    private void seeAlso(Roff page) {
        Stream<CommandLine> others = isProgram()
                ? Stream.empty()
                : Stream.of(root(), command.getParent()).distinct();
        String pages = Stream.concat(others, command.getSubcommands().values().stream())
                .distinct()
                .map(other -> Roff.bold(other.getCommandSpec().qualifiedName("-")) + "(1)")
                .collect(Collectors.joining(", "));
        page.section("SEE ALSO").line(pages);
    }

    private CommandLine root() {
        return spec.root().commandLine();
    }

    /** Help texts are formats, in which {@code %n} is the end of a line. */
    private static String formatted(String line) {
        return String.format(Locale.ROOT, line);
    }
}
