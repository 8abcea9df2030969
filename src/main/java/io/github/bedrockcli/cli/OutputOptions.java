package io.github.bedrockcli.cli;

import java.util.Locale;

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

    private Format format = Format.TEXT;
    private final TargetOptions target = new TargetOptions();
    private boolean usage;
    private boolean strict;

    void declare(Declarations command) {
        command.option(
                        "-o, --output",
                        "FORMAT",
                        "text, json or raw; stream has events too: one JSON object a line (default: text).")
                .byDefault("text")
                .word(Format.values(), value -> format = value);
        target.declare(command);
        command.flag(
                "-u, --usage",
                "After the answer, on standard error: tokens, latency, tokens a second.",
                value -> usage = value);
        command.flag("--strict", "Exit 9 when the answer was cut at the token limit.", value -> strict = value);
    }

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
