package io.github.bedrockcli.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where an answer is written: standard output, or a file that gets its name when the answer is whole. */
final class AnswerOutput implements AutoCloseable {
    private final OutputStream stream;
    private final @Nullable OutputFile file;
    private final @Nullable OutputStream device;

    private AnswerOutput(OutputStream stream, @Nullable OutputFile file, @Nullable OutputStream device) {
        this.stream = stream;
        this.file = file;
        this.device = device;
    }

    static AnswerOutput standard(StandardOutput out) {
        return new AnswerOutput(out, null, null);
    }

    static AnswerOutput file(OutputFile file) {
        file.keepWhatFits();
        return new AnswerOutput(file, file, null);
    }

    /** A device or a named pipe, which is written to as it is: there is nothing to rename. */
    static AnswerOutput device(Path path) {
        try {
            OutputStream device = Files.newOutputStream(path, StandardOpenOption.WRITE);
            return new AnswerOutput(new StandardOutput(device, path.toString()), null, device);
        } catch (IOException e) {
            throw OutputFile.unwritable(path, e);
        }
    }

    /** Writing throws {@link PipeClosedException} or {@link OutputException}, never an IOException. */
    OutputStream stream() {
        return stream;
    }

    /** All has been written: flushes, and gives a file its name. */
    void complete() throws IOException {
        stream.flush();
        if (file != null) {
            file.commit();
        }
    }

    /** The answer is cut: what came stays printed, or is kept under another name, which is said. */
    void keepPartial(Notes notes) throws IOException {
        stream.flush();
        if (file != null) {
            file.keepPartial().ifPresent(kept -> notes.note("note: what came is kept in " + kept));
        }
    }

    /** What has come is of use by itself: when the process is told to stop, it is kept, and that is said. */
    void keepWhenStopped(Notes notes) {
        if (file != null) {
            file.keepWhenStopped(kept -> notes.note("interrupted; what came is kept in " + kept));
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
        if (device != null) {
            try {
                device.close();
            } catch (IOException e) {
                // All of it was flushed before; a device has nothing more to say.
            }
        }
    }
}
