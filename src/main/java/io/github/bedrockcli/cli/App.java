package io.github.bedrockcli.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program without the process: arguments in, exit code out. */
public final class App {
    private final Io io;
    private final BedrockOpener opener;

    public App(Io io, BedrockOpener opener) {
        this.io = io;
        this.opener = opener;
    }

    /** Runs one command line. Everything a user sees goes through {@code io}; nothing is thrown. */
    public int run(String... args) {
        return commandLine().execute(args);
    }

    /** The whole command tree, for running, help and documentation. */
    CommandLine commandLine() {
        CommandLine root = new CommandLine(new Root());
        root.addSubcommand(new EmulatorCommand(io));
        root.setOut(new PrintWriter(new OutputStreamWriter(io.out(), StandardCharsets.UTF_8), true));
        root.setErr(new PrintWriter(new OutputStreamWriter(io.err(), StandardCharsets.UTF_8), true));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setAbbreviatedOptionsAllowed(false);
        root.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        root.setParameterExceptionHandler(this::usageError);
        root.setExecutionExceptionHandler(this::failure);
        return root;
    }

    private int usageError(ParameterException error, String[] args) {
        return Errors.report(error, io, false);
    }

    private int failure(Exception error, CommandLine command, ParseResult parsed) throws IOException {
        Object user = command.getCommand();
        return Errors.report(
                error, io, user instanceof BaseCommand base && base.connection().debug());
    }

    /** {@code bedrock} itself: prints its help. */
    @Command(
            name = "bedrock",
            versionProvider = Version.class,
            mixinStandardHelpOptions = true,
            description = "The command line for Amazon Bedrock.")
    static final class Root {}
}
