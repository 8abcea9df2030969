package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The system prompt: given on the command line or in a file. */
final class SystemOptions {
    @Option(
            names = {"-s", "--system"},
            paramLabel = "TEXT",
            description = "System prompt.")
    private @Nullable String system;

    @Option(names = "--system-file", paramLabel = "FILE", description = "System prompt from a UTF-8 file.")
    private @Nullable String systemFile;

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
