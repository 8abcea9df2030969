package io.github.bedrockcli.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** {@code bedrock help}: the page of a command, or that of the program. */
final class HelpCommand implements DeclaredCommand {
    static final String ABOUT = "Display help information about the specified command.";

    private @Nullable String wanted;
    private @Nullable CommandSpec spec;

    @Override
    public void declare(Declarations command) {
        command.named(
                "help",
                "%nWhen no COMMAND is given, the usage help for the main command is displayed.",
                "If a COMMAND is specified, the help for that command is shown.%n");
        command.help("Show usage help for the help command and exit.");
        command.argument("COMMAND", "0..1", "The COMMAND to display the usage help message for.")
                .text(value -> wanted = value);
        spec = command.spec();
        spec.helpCommand(true);
        UsageMessageSpec usage = spec.usageMessage();
        usage.header(ABOUT);
        usage.synopsisHeading("%nUsage: ");
    }

    @Override
    public Integer call() {
        CommandLine program = Objects.requireNonNull(spec).commandLine().getParent();
        CommandLine shown = wanted == null ? program : program.getSubcommands().get(wanted);
        if (shown == null) {
            throw new ParameterException(program, "Unknown subcommand '" + wanted + "'.", null, wanted);
        }
        shown.usage(program.getOut());
        return ExitCode.OK.code();
    }
}
