package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where output goes: standard output, or a file. */
final class TargetOptions {
    private @Nullable String out;
    private boolean force;

    void declare(Declarations command) {
        command.option(
                        "--out",
                        "FILE",
                        "Write to a file instead of standard output (-); it appears when it is complete.")
                .text(value -> out = value);
        command.flag("--force", "Let --out replace a file.", value -> force = value);
    }

    boolean isStandardOutput() {
        return out == null || out.equals("-");
    }

    /** The file that rows are added to; null where output goes to standard output or to a device. */
    @Nullable
    RowNames rows(Io io) {
        Path file = file(io);
        return file == null || isDevice(file) ? null : new RowNames(String.valueOf(out), OutputFile.behindLinks(file));
    }

    boolean force() {
        return force;
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

    /**
     * Where pictures go, checked before anything is paid for.
     *
     * @param expected how many were asked for
     * @param toStream whether standard output may be a picture's; false where it is another format's
     */
    PictureOutput pictures(Io io, int expected, boolean toStream, Notes notes) {
        if (force && out == null) {
            throw new UsageException("--force goes with --out");
        }
        if (out == null) {
            return numbered(io, io.directory(), "");
        }
        Path file = file(io);
        if (file == null || isDevice(file)) {
            return single(io, expected, toStream, notes);
        }
        if (out.endsWith("/") || Files.isDirectory(file)) {
            return numbered(io, file, out.endsWith("/") ? out : out + "/");
        }
        PictureOutput.Named named = new PictureOutput.Named(io, out, force, notes);
        named.check(expected);
        return named;
    }

    private static PictureOutput numbered(Io io, Path folder, String shown) {
        PictureOutput.Numbered numbered = new PictureOutput.Numbered(folder, shown, io.stopping());
        numbered.check();
        return numbered;
    }

    private PictureOutput single(Io io, int expected, boolean toStream, Notes notes) {
        if (!toStream) {
            throw new UsageException(
                    "--out " + out + " is where the JSON goes; the pictures need files", "--out FILE, or leave it out");
        }
        if (expected > 1) {
            throw new UsageException("--out " + out + " takes one picture, not " + expected, "--out FILE numbers them");
        }
        if (isStandardOutput() && io.outTerminal()) {
            throw new UsageException(
                    "a picture is nothing to print on a terminal", "--out FILE, or send it on: --out - | ...");
        }
        return new PictureOutput.Single(open(io), notes);
    }

    /** Opens it, so that a wrong name is found before anything is paid for. */
    AnswerOutput open(Io io) {
        if (force && out == null) {
            throw new UsageException("--force goes with --out");
        }
        Path file = file(io);
        if (file == null) {
            return AnswerOutput.standard(io);
        }
        return isDevice(file)
                ? AnswerOutput.device(file)
                : AnswerOutput.file(OutputFile.open(file, force, io.stopping()));
    }
}
