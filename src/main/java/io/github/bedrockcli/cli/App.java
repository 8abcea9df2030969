package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.model.UsageException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The program without the process: arguments in, exit code out. */
public final class App {
    /** In the order of the help; {@link #command} makes each. */
    private static final List<String> COMMANDS = List.of(
            "invoke",
            "stream",
            "embed",
            "list-models",
            "chat",
            "rerank",
            "show-model",
            "params",
            "whoami",
            "login",
            "logout",
            "policy",
            "async",
            "doctor",
            "emulator",
            "completion");

    private final Io io;
    private final BedrockOpener opener;
    private final RawArguments raw;

    public App(Io io, BedrockOpener opener) {
        this(io, opener, RawArguments.unknown());
    }

    /** @param raw the arguments of the process as bytes */
    public App(Io io, BedrockOpener opener, RawArguments raw) {
        this.io = io;
        this.opener = opener;
        this.raw = raw;
    }

    /** Runs one command line. Everything a user sees goes through {@code io}; nothing is thrown. */
    public int run(String... args) {
        try {
            checkBytes(List.of(args));
            CommandLine root = commandLine(needed(args));
            root.setDefaultValueProvider(Config.load(io, root));
            return root.execute(args);
        } catch (UsageException
                | BedrockException
                | PipeClosedException
                | OutputException
                | StackOverflowError
                | OutOfMemoryError e) {
            return Errors.report(e, new ConnectionOptions().notes(io), false).code();
        }
    }

    private void checkBytes(List<String> args) {
        raw.check(
                args,
                args.contains("--lossy")
                        ? loss -> new ConnectionOptions().notes(io).note("warning: " + loss)
                        : null);
    }

    /** The whole command tree, for help, configuration and documentation. */
    CommandLine commandLine() {
        return commandLine(COMMANDS);
    }

    /**
     * The commands that a command line can reach. Each takes milliseconds to build, which most runs need for one only; help
     * and the keys of a configuration file need them all.
     */
    private List<String> needed(String... args) {
        if (args.length == 0 || Config.exists(io)) {
            return COMMANDS;
        }
        if (args.length == 1 && args[0].equals("--version")) {
            return List.of();
        }
        // The check-up looks at what another command would take, completion at what all do.
        boolean alone = COMMANDS.contains(args[0]) && !args[0].equals("doctor") && !args[0].equals("completion");
        return alone ? List.of(args[0]) : COMMANDS;
    }

    private CommandLine commandLine(List<String> commands) {
        CommandLine root = Declarations.commandLine(new Root());
        for (String name : commands) {
            Object command = command(name);
            root.addSubcommand(
                    command instanceof DeclaredCommand declared ? Declarations.commandLine(declared) : command);
        }
        if (commands.equals(COMMANDS)) {
            root.addSubcommand(new CommandLine.HelpCommand());
        }
        root.setOut(
                new PrintWriter(new OutputStreamWriter(new StandardOutput(io.out()), StandardCharsets.UTF_8), true));
        root.setErr(new PrintWriter(new OutputStreamWriter(io.err(), StandardCharsets.UTF_8), true));
        root.setExpandAtFiles(false);
        root.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        root.setParameterExceptionHandler((error, arguments) -> report(error, null));
        root.setExecutionExceptionHandler((error, command, parsed) -> report(error, command.getCommand()));
        root.setExecutionStrategy(this::runLast);
        HelpLayout.apply(root);
        return root;
    }

    private Object command(String name) {
        return switch (name) {
            case "invoke" -> new InvokeCommand(io, opener);
            case "stream" -> new StreamCommand(io, opener);
            case "embed" -> new EmbedCommand(io, opener);
            case "list-models" -> new ListModelsCommand(io, opener);
            case "chat" -> new ChatCommand(io, opener);
            case "rerank" -> new RerankCommand(io, opener);
            case "show-model" -> new ShowModelCommand(io, opener);
            case "params" -> new ParamsCommand(io, opener);
            case "whoami" -> new WhoamiCommand(io, opener);
            case "login" -> new LoginCommand(io, opener);
            case "logout" -> new LogoutCommand(io, opener);
            case "policy" -> new PolicyCommand(io, opener);
            case "async" -> AsyncCommand.commandLine(io, opener);
            case "doctor" -> new DoctorCommand(io, opener);
            case "emulator" -> new EmulatorCommand(io);
            case "completion" -> new CompletionCommand(io);
            default -> throw new IllegalArgumentException(name);
        };
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
    static final class Root implements DeclaredCommand {
        private @Nullable CommandSpec spec;

        @Override
        public void declare(Declarations command) {
            command.named("bedrock", "The command line for Amazon Bedrock.");
            command.help("Show this help message and exit.");
            command.version("Print version information and exit.");
            spec = command.spec();
            spec.versionProvider(new Version());
            spec.usageMessage()
                    .footer(
                            "",
                            "bedrock COMMAND --help explains a command, with its options, examples and exit codes.",
                            "",
                            "Examples:",
                            "  bedrock invoke --offline \"Name three rivers of Spain\"    # without an AWS account: an echo",
                            "  bedrock stream --profile dev \"Tell me a story about a lighthouse\"");
        }

        /** No command was given: the help, but as the error that it is. */
        @Override
        public Integer call() {
            CommandLine command = Objects.requireNonNull(spec).commandLine();
            command.usage(command.getErr());
            return ExitCode.USAGE.code();
        }
    }
}
