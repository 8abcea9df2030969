package io.github.bedrockcli.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bedrock async}: what becomes of asynchronous invocations, which {@code bedrock invoke --async} starts. */
@Command(
        name = "async",
        description = {
            "Asynchronous invocations: which there are, and what has become of one.",
            "bedrock invoke --async starts them."
        },
        footer = {
            "",
            "Examples:",
            "  bedrock async list --status in-progress",
            "  bedrock async get --wait \"$(bedrock async list --max 1 -o ids)\""
        })
final class AsyncCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads the option, nobody the field.
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    /** With the commands below it. */
    static CommandLine commandLine(Io io, BedrockOpener opener) {
        CommandLine async = new CommandLine(new AsyncCommand());
        async.addSubcommand(new AsyncListCommand(io, opener));
        async.addSubcommand(new AsyncGetCommand(io, opener));
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
