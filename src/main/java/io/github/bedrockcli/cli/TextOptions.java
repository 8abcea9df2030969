package io.github.bedrockcli.cli;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is done with text that is not UTF-8. */
final class TextOptions {
    private boolean lossy;

    void declare(Declarations command) {
        command.flag(
                "--lossy",
                "Replace bytes of the input that are not UTF-8 with U+FFFD, and say on standard error how many,"
                        + " instead of refusing them (default: refuse).",
                value -> lossy = value);
    }

    /** Told how many bytes were replaced; null refuses such bytes. */
    @Nullable
    Consumer<String> replacing(Notes notes) {
        return lossy ? loss -> notes.note("warning: " + loss) : null;
    }

    /** Reads the inputs of one request. */
    InputFiles files(Io io, Notes notes) {
        return new InputFiles(io, replacing(notes));
    }
}
