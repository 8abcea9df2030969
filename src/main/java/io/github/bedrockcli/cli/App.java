package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.Trust;
import io.github.bedrockcli.model.UsageException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
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
            if (isVersion(args)) {
                return printVersion(args.length > 1);
            }
            CommandLine root = reached(args);
            root.setDefaultValueProvider(Config.load(io, knownKeys(root)));
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
        boolean lossy = args.contains("--lossy");
        raw.check(args, lossy ? loss -> new ConnectionOptions().notes(io).note("warning: " + loss) : null);
    }

    /** {@code --version}, alone or with {@code -v}. */
    private static boolean isVersion(String... args) {
        boolean version = args.length > 0 && (args[0].equals("--version") || args[0].equals("-V"));
        return version && (args.length == 1 || (args.length == 2 && isVerbose(args[1])));
    }

    private static boolean isVerbose(String option) {
        return option.equals("-v") || option.equals("--verbose");
    }

    /** Without a parser, which takes longer than everything else here. */
    private int printVersion(boolean verbose) {
        StringBuilder text = new StringBuilder(Version.LINE).append(System.lineSeparator());
        if (verbose) {
            text.append("java ").append(Runtime.version()).append(System.lineSeparator());
            text.append("tls: ").append(Trust.library()).append(System.lineSeparator());
            text.append("start-up: ").append(StartUpPath.described()).append(System.lineSeparator());
        }
        StandardOutput out = new StandardOutput(io.out());
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
        return ExitCode.OK.code();
    }

    /** The whole command tree, for documentation. */
    CommandLine commandLine() {
        return root(COMMANDS, this::command, true);
    }

    /** What a command line can reach of the tree: each command takes milliseconds to build, and most runs need one. */
    private CommandLine reached(String... args) {
        boolean help = args.length > 0 && args[0].equals("help");
        if (args.length == 0 || (args.length == 1 && (help || args[0].equals("--help") || args[0].equals("-h")))) {
            return root(COMMANDS, App::outline, true);
        }
        String name = help ? args[1] : args[0];
        // Completion looks at what all commands would take.
        if (!COMMANDS.contains(name) || name.equals("completion")) {
            return commandLine();
        }
        // The check-up looks at what invoke would take.
        List<String> needed = name.equals("doctor") ? List.of("invoke", name) : List.of(name);
        return root(needed, this::command, help);
    }

    /** The commands that are built already are asked first. */
    private KnownKeys knownKeys(CommandLine root) {
        Set<String> names = new LinkedHashSet<>(root.getSubcommands().keySet());
        names.retainAll(COMMANDS);
        names.addAll(COMMANDS);
        return new KnownKeys(names, name -> {
            CommandLine built = root.getSubcommands().get(name);
            return built != null && !isOutline(built) ? built : command(name);
        });
    }

    private CommandLine root(List<String> commands, Function<String, CommandLine> build, boolean help) {
        CommandLine root = Declarations.commandLine(new Root());
        for (String name : commands) {
            root.addSubcommand(build.apply(name));
        }
        if (help) {
            root.addSubcommand(Declarations.commandLine(new HelpCommand()));
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

    private CommandLine command(String name) {
        return name.equals("async") ? AsyncCommand.commandLine(io, opener) : Declarations.commandLine(make(name));
    }

    private DeclaredCommand make(String name) {
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
            case "doctor" -> new DoctorCommand(io, opener);
            case "emulator" -> new EmulatorCommand(io);
            case "completion" -> new CompletionCommand(io);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Enough of a command for the list of commands. */
    private static CommandLine outline(String name) {
        return Declarations.outline(name, about(name));
    }

    private static boolean isOutline(CommandLine command) {
        return command.getCommand() == null;
    }

    private static String about(String name) {
        return switch (name) {
            case "invoke" -> InvokeCommand.ABOUT;
            case "stream" -> StreamCommand.ABOUT;
            case "embed" -> EmbedCommand.ABOUT;
            case "list-models" -> ListModelsCommand.ABOUT;
            case "chat" -> ChatCommand.ABOUT;
            case "rerank" -> RerankCommand.ABOUT;
            case "show-model" -> ShowModelCommand.ABOUT;
            case "params" -> ParamsCommand.ABOUT;
            case "whoami" -> WhoamiCommand.ABOUT;
            case "login" -> LoginCommand.ABOUT;
            case "logout" -> LogoutCommand.ABOUT;
            case "policy" -> PolicyCommand.ABOUT;
            case "async" -> AsyncCommand.ABOUT;
            case "doctor" -> DoctorCommand.ABOUT;
            case "emulator" -> EmulatorCommand.ABOUT;
            case "completion" -> CompletionCommand.ABOUT;
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
            command.version("Print version information and exit; with -v also how this run was started.");
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
