package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where output goes: standard output, or a file. */
final class TargetOptions {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write to a file instead of standard output; it appears when it is complete.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Let --out replace a file.")
    private boolean force;

    /** The file, or null for standard output. */
    @Nullable
    Path file(Io io) {
        return out == null ? null : io.directory().resolve(out);
    }

    /** Opens it, so that a wrong name is found before anything is paid for. */
    AnswerOutput open(Io io) {
        if (force && out == null) {
            throw new UsageException("--force goes with --out");
        }
        Path file = file(io);
        return file == null
                ? AnswerOutput.standard(new StandardOutput(io.out()))
                : AnswerOutput.file(OutputFile.open(file, force));
    }
}
