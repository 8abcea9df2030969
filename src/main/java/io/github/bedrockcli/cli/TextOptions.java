package io.github.bedrockcli.cli;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is done with text that is not UTF-8. */
final class TextOptions {
    @Option(
            names = "--lossy",
            description =
                    "Replace bytes of the input that are not UTF-8 with U+FFFD, and say on standard error how many,"
                            + " instead of refusing them (default: refuse).")
    private boolean lossy;

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
