package io.github.bedrockcli.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bedrock completion}: prints what makes a shell complete command lines of this program. */
@Command(
        name = "completion",
        description = {
            "Print a script that makes a shell complete commands, options and their values:",
            "models, profiles, regions, files. At a key press it runs nothing and asks nobody; models are",
            "those that the region listed last, for this program on this machine."
        },
        footer = {
            "",
            "Examples:",
            "  source <(bedrock completion bash)         # in ~/.bashrc, for every shell",
            "  bedrock completion zsh > _bedrock         # into a folder of $fpath",
            "  bedrock completion fish > bedrock.fish    # into ~/.config/fish/completions"
        })
final class CompletionCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads the option, nobody the field.
    private boolean help;

    @Parameters(arity = "1", paramLabel = "SHELL", description = "bash, zsh or fish.")
    private @Nullable CompletionShell shell;

    @Spec
    private @Nullable CommandSpec spec;

    private final Io io;

    CompletionCommand(Io io) {
        this.io = io;
    }

    @Override
    public Integer call() throws IOException {
        CommandSpec program = Objects.requireNonNull(spec).root();
        Writer out = AnswerOutput.standard(io).text();
        out.write(Objects.requireNonNull(shell).script(CompletionTree.of(program)));
        out.flush();
        return ExitCode.OK.code();
    }
}
