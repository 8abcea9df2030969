package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where output goes: standard output, or a file. */
final class TargetOptions {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write to a file instead of standard output (-); it appears when it is complete.")
    private @Nullable String out;

    @Option(names = "--force", description = "Let --out replace a file.")
    private boolean force;

    boolean isStandardOutput() {
        return out == null || out.equals("-");
    }

    /** The folder that the file will appear in; null where no file will. */
    @Nullable
    Path folder(Io io) {
        Path file = file(io);
        return file == null || isDevice(file) ? null : file.getParent();
    }

    private @Nullable Path file(Io io) {
        if (out == null || isStandardOutput()) {
            return null;
        }
        if (out.isEmpty()) {
            throw new UsageException("--out is empty", "give a file's name");
        }
        try {
            return io.directory().resolve(out);
        } catch (InvalidPathException e) {
            throw new UsageException("not a file name: '" + out + "'");
        }
    }

    private static boolean isDevice(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    /** Opens it, so that a wrong name is found before anything is paid for. */
    AnswerOutput open(Io io) {
        if (force && out == null) {
            throw new UsageException("--force goes with --out");
        }
        Path file = file(io);
        if (file == null) {
            return AnswerOutput.standard(new StandardOutput(io.out()));
        }
        return isDevice(file) ? AnswerOutput.device(file) : AnswerOutput.file(OutputFile.open(file, force));
    }
}
