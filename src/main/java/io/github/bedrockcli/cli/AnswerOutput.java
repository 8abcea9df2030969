package io.github.bedrockcli.cli;

import io.github.bedrockcli.render.VisibleText;
import io.github.bedrockcli.render.VisibleWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where an answer is written: standard output, or a file that gets its name when the answer is whole. */
final class AnswerOutput implements AutoCloseable {
    private final OutputStream stream;
    private final @Nullable OutputFile file;
    private final @Nullable OutputStream device;
    private boolean terminal;

    private AnswerOutput(OutputStream stream, @Nullable OutputFile file, @Nullable OutputStream device) {
        this.stream = stream;
        this.file = file;
        this.device = device;
    }

    static AnswerOutput standard(StandardOutput out) {
        return new AnswerOutput(out, null, null);
    }

    static AnswerOutput standard(Io io) {
        AnswerOutput output = standard(StandardOutput.of(io));
        output.terminal = io.outTerminal();
        return output;
    }

    static AnswerOutput file(OutputFile file) {
        file.keepWhatFits();
        return new AnswerOutput(file, file, null);
    }

    /** A device or a named pipe, which is written to as it is: there is nothing to rename. */
    static AnswerOutput device(Path path) {
        try {
            OutputStream device = Files.newOutputStream(path, StandardOpenOption.WRITE);
            AnswerOutput output = new AnswerOutput(new StandardOutput(device, path.toString()), null, device);
            output.terminal = path.startsWith("/dev/tty") || path.startsWith("/dev/pts");
            return output;
        } catch (IOException e) {
            throw OutputFile.unwritable(path, e);
        }
    }

    /** Writing throws {@link PipeClosedException} or {@link OutputException}, never an IOException. */
    OutputStream stream() {
        return stream;
    }

    /** For text of others: on a terminal it is made harmless, elsewhere it is written as it is. */
    Writer text() {
        Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        return terminal ? new VisibleWriter(writer) : writer;
    }

    /** Bytes that may be text of others. */
    void write(byte[] bytes) throws IOException {
        if (terminal) {
            stream.write(
                    VisibleText.of(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        } else {
            stream.write(bytes);
        }
    }

    /** Whether what was written can be taken back. */
    boolean restarts() {
        return file != null;
    }

    /** Takes back what was written. */
    void restart() {
        if (file == null) {
            throw new IllegalStateException("what was printed stays printed");
        }
        file.restart();
    }

    /** All has been written: flushes, and gives a file its name. */
    void complete() throws IOException {
        stream.flush();
        if (file != null) {
            file.commit();
        }
    }

    /** The answer is cut: what came stays printed, or is kept under another name, which is given back. */
    @Nullable
    Path keepPartial() throws IOException {
        stream.flush();
        return file == null ? null : file.keepPartial().orElse(null);
    }

    /** What has come is of use by itself: when the process is told to stop, it is kept, and that is said. */
    void keepWhenStopped(Notes notes) {
        if (file != null) {
            file.keepWhenStopped(kept -> notes.note("interrupted; " + Ending.KEPT + kept));
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
