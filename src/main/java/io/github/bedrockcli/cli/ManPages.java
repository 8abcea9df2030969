package io.github.bedrockcli.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** The manual pages, one for each command, made from the commands that also print the help; run by the build. */
public final class ManPages {
    private final String date;
    private final Map<String, String> pages = new LinkedHashMap<>();

    /** @param date as {@code 2026-11-21}, shown at the foot of each page */
    ManPages(CommandLine program, String date) {
        this.date = date;
        add(program);
    }

    /** Page by file name, such as {@code bedrock-async-list.1}. */
    Map<String, String> pages() {
        return pages;
    }

    /** Writes the pages into the folder of the first argument, with the date of the second. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        CommandLine program = new App(nothing(), connection -> {
                    throw new IllegalStateException("help calls nobody");
                })
                .commandLine();
        for (Map.Entry<String, String> page :
                new ManPages(program, args[1]).pages().entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
    }

    private void add(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName("-");
        pages.put(name + ".1", new ManPage(command).text(date, "bedrock " + Release.VERSION));
        command.getSubcommands().values().stream().distinct().forEach(this::add);
    }

    private static Io nothing() {
        return new Io(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                Map.of(),
                false,
                false,
                false,
                Path.of("").toAbsolutePath(),
                Clock.systemUTC());
    }
}
