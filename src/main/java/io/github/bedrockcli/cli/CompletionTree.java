package io.github.bedrockcli.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands and options of the program as completion needs them, from the declarations that make the help pages. */
record CompletionTree(List<Command> commands) {
    /** What is too much for a line in a menu: the default, what follows a sentence, and lists of candidates. */
    private static final Pattern REST = Pattern.compile("( \\(default| \\(%|[.;] |: \\$\\{|\\.$).*");

    /** Everything that a terminal would not show as one line of text. */
    private static final Pattern UNSEEN = Pattern.compile("(%n|\\s|\\p{Cntrl})+");

    CompletionTree {
        commands = List.copyOf(commands);
    }

    /**
     * A command.
     *
     * @param path its words behind the program's name, parted by a space; empty for the program itself
     */
    record Command(String path, String summary, List<Option> options, List<Argument> arguments, List<String> below) {
        Command {
            options = List.copyOf(options);
            arguments = List.copyOf(arguments);
            below = List.copyOf(below);
        }
    }

    /**
     * An option.
     *
     * @param names as the help has them, with the opposite of one that has one
     * @param label of its value
     * @param value null for a flag
     */
    record Option(
            List<String> names,
            String summary,
            boolean help,
            boolean repeatable,
            String label,
            @Nullable Completed value) {
        Option {
            names = List.copyOf(names);
        }
    }

    /** An argument that is no option. */
    record Argument(String label, boolean several, Completed value) {}

    static CompletionTree of(CommandSpec root) {
        List<Command> commands = new ArrayList<>();
        add(root, "", commands);
        return new CompletionTree(commands);
    }

    private static void add(CommandSpec spec, String path, List<Command> commands) {
        List<String> below = List.copyOf(spec.subcommands().keySet());
        commands.add(new Command(
                path,
                summary(spec.usageMessage().description()),
                spec.options().stream()
                        .filter(option -> !option.hidden())
                        .map(option -> option(spec, option))
                        .toList(),
                spec.positionalParameters().stream()
                        .filter(argument -> !argument.hidden())
                        .map(CompletionTree::argument)
                        .toList(),
                below));
        spec.subcommands()
                .forEach((name, line) ->
                        add(line.getCommandSpec(), path.isEmpty() ? name : path + " " + name, commands));
    }

    private static Option option(CommandSpec command, OptionSpec option) {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(option.names()));
        if (option.negatable()) {
            for (String name : option.names()) {
                names.add(command.negatableOptionTransformer().makeNegative(name, command));
            }
        }
        boolean takesValue = option.arity().max() > 0;
        return new Option(
                List.copyOf(names),
                summary(option.description()),
                option.usageHelp() || option.versionHelp(),
                option.isMultiValue(),
                option.paramLabel(),
                takesValue ? CompletionTable.of(option).orElse(Completed.NOTHING) : null);
    }

    private static Argument argument(PositionalParamSpec argument) {
        return new Argument(
                argument.paramLabel(),
                argument.arity().max() > 1,
                CompletionTable.of(argument).orElse(Completed.NOTHING));
    }

    /** The first clause of a description, as one line. */
    private static String summary(String... description) {
        String line =
                UNSEEN.matcher(String.join(" ", description)).replaceAll(" ").strip();
        return REST.matcher(line).replaceFirst("").replace("%%", "%");
    }

    /**
     * The options that take a value, as {@code COMMAND:OPTION}, by what completes it; {@code *} stands for the command
     * where all that have the option complete it alike.
     */
    Map<String, List<String>> values() {
        Map<String, Map<String, String>> codes = new LinkedHashMap<>();
        for (Command command : commands) {
            for (Option option : command.options()) {
                Completed value = option.value();
                String code = value == null ? "" : value.code();
                option.names()
                        .forEach(name -> codes.computeIfAbsent(name, key -> new LinkedHashMap<>())
                                .put(command.path(), code));
            }
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        codes.forEach((name, byCommand) -> {
            Set<String> different = new LinkedHashSet<>(byCommand.values());
            byCommand.forEach((path, code) -> {
                String where = different.size() == 1 ? "*" : path;
                List<String> patterns = values.computeIfAbsent(code, key -> new ArrayList<>());
                if (!patterns.contains(where + ":" + name)) {
                    patterns.add(where + ":" + name);
                }
            });
        });
        values.remove("");
        return values;
    }
}
