package io.github.bedrockcli.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code bedrock completion}: prints what makes a shell complete command lines of this program. */
final class CompletionCommand implements DeclaredCommand {
    static final String ABOUT = "Print a script that makes a shell complete commands, options and their values:";

    private @Nullable CompletionShell shell;
    private @Nullable CommandSpec spec;
    private final Io io;

    CompletionCommand(Io io) {
        this.io = io;
    }

    @Override
    public void declare(Declarations command) {
        command.named(
                "completion",
                ABOUT,
                "models, profiles, regions, files. At a key press it runs nothing and asks nobody; models are",
                "those that the region listed last, for this program on this machine.");
        command.examples(
                "source <(bedrock completion bash)         # in ~/.bashrc, for every shell",
                "bedrock completion zsh > _bedrock         # into a folder of $fpath",
                "bedrock completion fish > bedrock.fish    # into ~/.config/fish/completions");
        command.help();
        command.argument("SHELL", "1", "bash, zsh or fish.").word(CompletionShell.values(), value -> shell = value);
        spec = command.spec();
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
