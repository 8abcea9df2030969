package io.github.bedrockcli.cli;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an answer is written: standard output, or a file that gets its name when the answer is whole. */
final class AnswerOutput implements AutoCloseable {
    private final OutputStream stream;
    private final @Nullable OutputFile file;

    private AnswerOutput(OutputStream stream, @Nullable OutputFile file) {
        this.stream = stream;
        this.file = file;
    }

    static AnswerOutput standard(StandardOutput out) {
        return new AnswerOutput(out, null);
    }

    static AnswerOutput file(OutputFile file) {
        return new AnswerOutput(file, file);
    }

    /** Writing throws {@link PipeClosedException} or {@link OutputException}, never an IOException. */
    OutputStream stream() {
        return stream;
    }

    /** All has been written: flushes, and gives a file its name. */
    void complete() throws java.io.IOException {
        stream.flush();
        if (file != null) {
            file.commit();
        }
    }

    /** The answer is cut: what came stays printed, or is kept under the name returned. */
    Optional<Path> keepPartial() throws java.io.IOException {
        stream.flush();
        return file == null ? Optional.empty() : Optional.of(file.keepPartial());
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
