package io.github.bedrockcli.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What one command is and takes. Each class with fields to fill declares its own options here, in the order of the help
 * page; names are written as the page shows them: {@code "-o, --output"}.
 */
final class Declarations {
    /** Marks the options that every command has. */
    private static final Object SHARED = "shared";

    private final CommandSpec spec;
    private final boolean shared;

    private Declarations(CommandSpec spec, boolean shared) {
        this.spec = spec;
        this.shared = shared;
    }

    /** The parser of a command. */
    static CommandLine commandLine(DeclaredCommand command) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command, Instances.FACTORY);
        command.declare(new Declarations(spec, false));
        return new CommandLine(spec, Instances.FACTORY);
    }

    /** As much of a command as a list of commands shows. */
    static CommandLine outline(String name, String about) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(null, Instances.FACTORY);
        new Declarations(spec, false).named(name, about);
        return new CommandLine(spec, Instances.FACTORY);
    }

    /** Whether an option was declared to be one that every command has. */
    static boolean isShared(OptionSpec option) {
        return SHARED.equals(option.userObject());
    }

    /** For the options that every command has, which help pages show apart. */
    Declarations shared() {
        return new Declarations(spec, true);
    }

    /** The command itself, for what has no word here. */
    CommandSpec spec() {
        return spec;
    }

    /** @param about what the command does, a line each; the first one alone is shown in the list of commands */
    void named(String name, String... about) {
        spec.name(name);
        spec.usageMessage().description(about);
    }

    /** Command lines to try, at the end of the page. */
    void examples(String... lines) {
        List<String> footer = new ArrayList<>(lines.length + 2);
        footer.add("");
        footer.add("Examples:");
        for (String line : lines) {
            footer.add("  " + line);
        }
        spec.usageMessage().footer(footer.toArray(new String[0]));
    }

    /** The option that shows the page. */
    void help() {
        help("Show this help.");
    }

    void help(String description) {
        add(flag("-h, --help", description).usageHelp(true));
    }

    /** The option that prints what {@link CommandSpec#versionProvider()} says. */
    void version(String description) {
        add(flag("-V, --version", description).versionHelp(true));
    }

    /** An option without a value. */
    void flag(String names, String description, Consumer<Boolean> field) {
        Binding<Boolean> binding = new Binding<>(field);
        add(flag(names, description).getter(binding).setter(binding));
    }

    /** An option without a value that can be undone: {@code --x} and {@code --no-x}. */
    void choice(String names, String description, Consumer<Boolean> field) {
        Binding<Boolean> binding = new Binding<>(field);
        add(flag(names, description).negatable(true).getter(binding).setter(binding));
    }

    /** An option with a value, of the kind that is said next. */
    Declaration option(String names, String label, String description) {
        return new Declaration(label, lines(description), value -> add(value.option(names(names))));
    }

    /**
     * An argument that is no option, of the kind that is said next.
     *
     * @param arity how many of them there may be: {@code 1}, {@code 0..1}, {@code 0..*}
     */
    Declaration argument(String label, String arity, String description) {
        return new Declaration(label, lines(description), value -> spec.addPositional(value.argument(arity)));
    }

    /** Given, a flag is on, whatever its default is: picocli would take it as the opposite of that. */
    private static OptionSpec.Builder flag(String names, String description) {
        return OptionSpec.builder(names(names))
                .description(lines(description))
                .type(boolean.class)
                .fallbackValue("true")
                .hasInitialValue(false);
    }

    private void add(OptionSpec.Builder option) {
        spec.addOption((shared ? option.userObject(SHARED) : option).build());
    }

    private static String[] names(String names) {
        int comma = names.indexOf(", ");
        return comma < 0 ? new String[] {names} : new String[] {names.substring(0, comma), names.substring(comma + 2)};
    }

    private static String[] lines(String text) {
        return text.split("\n", -1);
    }
}
