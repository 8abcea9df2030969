package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The system prompt: given on the command line or in a file. */
final class SystemOptions {
    private @Nullable String system;
    private @Nullable String systemFile;

    void declare(Declarations command) {
        command.option("-s, --system", "TEXT", "System prompt.").text(value -> system = value);
        command.option("--system-file", "FILE", "System prompt from a UTF-8 file.")
                .text(value -> systemFile = value);
    }

    /** The names of files to read. */
    Stream<String> files() {
        return Stream.ofNullable(systemFile);
    }

    /** The system prompt, or null when none was given; one that was typed wins over a standing one. */
    @Nullable
    String text(InputFiles input, Typed typed) {
        if (system == null || systemFile == null) {
            return systemFile == null ? system : input.text(systemFile);
        }
        if (typed.has("--system") == typed.has("--system-file")) {
            throw new UsageException("--system and --system-file exclude each other");
        }
        return typed.has("--system") ? system : input.text(systemFile);
    }
}
