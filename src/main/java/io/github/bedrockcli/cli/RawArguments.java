package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.Utf8Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The arguments as the bytes that they came as: Java replaces what is not UTF-8 in them without a word. */
public final class RawArguments {
    private final @Nullable Path commandLine;

    private RawArguments(@Nullable Path commandLine) {
        this.commandLine = commandLine;
    }

    /** Of a process that is not asked for its bytes. */
    static RawArguments unknown() {
        return new RawArguments(null);
    }

    /**
     * Of the process whose command line a file holds.
     *
     * @param commandLine the arguments, each ended by a zero byte: proc(5), cmdline
     */
    public static RawArguments in(Path commandLine) {
        return new RawArguments(commandLine);
    }

    /**
     * Checks the arguments; without the file they are believed.
     *
     * @param lossy told how many bytes were replaced in one; null refuses such an argument
     */
    void check(List<String> args, @Nullable Consumer<String> lossy) {
        if (commandLine == null || !hasReplacements(args)) {
            return;
        }
        List<byte[]> raw = read(commandLine);
        int others = raw.size() - args.size();
        for (int i = Math.max(0, -others); i < args.size(); i++) {
            Utf8Text.decode(raw.get(others + i), "argument " + (i + 1), lossy);
        }
    }

    private static boolean hasReplacements(List<String> args) {
        for (String argument : args) {
            if (argument.indexOf('\uFFFD') >= 0) {
                return true;
            }
        }
        return false;
    }

    private static List<byte[]> read(Path file) {
        List<byte[]> arguments = new ArrayList<>();
        try {
            byte[] bytes = Files.readAllBytes(file);
            int start = 0;
            for (int at = 0; at < bytes.length; at++) {
                if (bytes[at] == 0) {
                    arguments.add(Arrays.copyOfRange(bytes, start, at));
                    start = at + 1;
                }
            }
        } catch (IOException e) {
            // Not on this system.
            return List.of();
        }
        return arguments;
    }
}
