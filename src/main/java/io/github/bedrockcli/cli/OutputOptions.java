package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the answer goes and in what form. */
final class OutputOptions {
    /** The forms of an answer. */
    enum Format {
        TEXT,
        JSON,
        RAW,
        EVENTS;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json or raw; stream has events too: one JSON object a line (default: text).")
    private Format format = Format.TEXT;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write to a file instead of standard output; it appears when it is complete.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Let --out replace a file.")
    private boolean force;

    @Option(
            names = {"-u", "--usage"},
            description = "After the answer, on standard error: tokens, latency, tokens a second.")
    private boolean usage;

    @Option(names = "--strict", description = "Exit 9 when the answer was cut at the token limit.")
    private boolean strict;

    Format format() {
        return format;
    }

    boolean usage() {
        return usage;
    }

    boolean strict() {
        return strict;
    }

    /** Opens what the answer is written to. */
    AnswerOutput open(Io io) {
        if (force && out == null) {
            throw new UsageException("--force goes with --out");
        }
        return out == null
                ? AnswerOutput.standard(new StandardOutput(io.out()))
                : AnswerOutput.file(OutputFile.open(io.directory().resolve(out), force));
    }
}
