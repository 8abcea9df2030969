package io.github.bedrockcli.cli;

import java.util.Locale;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private TargetOptions target = new TargetOptions();

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
        return target.open(io);
    }

    /** Where the pictures of an answer go, checked before anything is paid for. */
    PictureOutput pictures(Io io, int expected, Notes notes) {
        return target.pictures(io, expected, format == Format.TEXT, notes);
    }
}
