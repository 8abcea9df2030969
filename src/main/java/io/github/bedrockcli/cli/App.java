package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.BedrockException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

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
        try {
            CommandLine root = commandLine();
            root.setDefaultValueProvider(Config.load(io, root));
            return root.execute(args);
        } catch (BedrockException | PipeClosedException | OutputException | StackOverflowError | OutOfMemoryError e) {
            return Errors.report(e, new ConnectionOptions().notes(io), false).code();
        }
    }

    /** The whole command tree, for running, help and documentation. */
    CommandLine commandLine() {
        CommandLine root = new CommandLine(new Root());
        root.addSubcommand(new InvokeCommand(io, opener));
        root.addSubcommand(new StreamCommand(io, opener));
        root.addSubcommand(new EmbedCommand(io, opener));
        root.addSubcommand(new RerankCommand(io, opener));
        root.addSubcommand(new ListModelsCommand(io, opener));
        root.addSubcommand(new ChatCommand(io, opener));
        root.addSubcommand(new ShowModelCommand(io, opener));
        root.addSubcommand(new ParamsCommand(io, opener));
        root.addSubcommand(new WhoamiCommand(io, opener));
        root.addSubcommand(new LoginCommand(io, opener));
        root.addSubcommand(new LogoutCommand(io, opener));
        root.addSubcommand(new PolicyCommand(io, opener));
        root.addSubcommand(AsyncCommand.commandLine(io, opener));
        root.addSubcommand(new DoctorCommand(io, opener));
        root.addSubcommand(new EmulatorCommand(io));
        root.addSubcommand(new CommandLine.HelpCommand());
        root.setOut(
                new PrintWriter(new OutputStreamWriter(new StandardOutput(io.out()), StandardCharsets.UTF_8), true));
        root.setErr(new PrintWriter(new OutputStreamWriter(io.err(), StandardCharsets.UTF_8), true));
        root.setExpandAtFiles(false);
        Values.apply(root);
        root.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        root.setParameterExceptionHandler((error, arguments) -> report(error, null));
        root.setExecutionExceptionHandler((error, command, parsed) -> report(error, command.getCommand()));
        root.setExecutionStrategy(this::runLast);
        Flags.apply(root);
        HelpLayout.apply(root);
        return root;
    }

    /** Runs the command, or prints the help asked for: picocli would show a stack trace when that cannot be printed. */
    private int runLast(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (PipeClosedException | OutputException e) {
            return report(e, null);
        }
    }

    private int report(Exception error, @Nullable Object command) {
        ConnectionOptions options = command instanceof BaseCommand base ? base.connection() : new ConnectionOptions();
        return Errors.report(error, options.notes(io), options.debug()).code();
    }

    /** {@code bedrock} itself: prints its help. */
    @Command(
            name = "bedrock",
            versionProvider = Version.class,
            mixinStandardHelpOptions = true,
            description = "The command line for Amazon Bedrock.",
            footer = {
                "",
                "bedrock COMMAND --help explains a command, with its options, examples and exit codes.",
                "",
                "Examples:",
                "  bedrock invoke --offline \"Name three rivers of Spain\"    # without an AWS account: an echo",
                "  bedrock stream --profile dev \"Tell me a story about a lighthouse\""
            })
    static final class Root implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        /** No command was given: the help, but as the error that it is. */
        @Override
        public Integer call() {
            CommandLine command = Objects.requireNonNull(spec).commandLine();
            command.usage(command.getErr());
            return ExitCode.USAGE.code();
        }
    }
}
