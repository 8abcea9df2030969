package io.github.bedrockcli.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code bedrock async}: what becomes of asynchronous invocations, which {@code bedrock invoke --async} starts. */
final class AsyncCommand implements DeclaredCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "Asynchronous invocations: which there are, and what has become of one.";

    @Override
    public void declare(Declarations command) {
        command.named("async", ABOUT, "bedrock invoke --async starts them.");
        command.examples(
                "bedrock async list --status in-progress",
                "bedrock async get --wait \"$(bedrock async list --max 1 -o ids)\"");
        command.help();
        spec = command.spec();
    }

    private @Nullable CommandSpec spec;

    /** With the commands below it. */
    static CommandLine commandLine(Io io, BedrockOpener opener) {
        CommandLine async = Declarations.commandLine(new AsyncCommand());
        async.addSubcommand(Declarations.commandLine(new AsyncListCommand(io, opener)));
        async.addSubcommand(Declarations.commandLine(new AsyncGetCommand(io, opener)));
        return async;
    }

    /** No command was given: the help, but as the error that it is. */
    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        command.usage(command.getErr());
        return ExitCode.USAGE.code();
    }
}
