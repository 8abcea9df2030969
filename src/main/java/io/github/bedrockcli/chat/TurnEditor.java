package io.github.bedrockcli.chat;

import io.github.bedrockcli.model.Stopping;
import io.github.bedrockcli.model.UsageException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes a turn in the editor that {@code VISUAL} or else {@code EDITOR} names, in a file that is the owner's only and is
 * gone afterwards. The editor's name is a shell's command line, as Git and crontab take it; the text is never part of it.
 */
public final class TurnEditor {
    private static final String FILE_NAME = "turn.md";

    private final Map<String, String> environment;
    private final boolean onStandardOutput;
    private final int longest;
    private final Stopping stopping;

    /**
     * @param onStandardOutput whether standard output is the terminal; else the editor is given that of the process
     * @param longest most bytes that it may leave
     */
    public TurnEditor(Map<String, String> environment, boolean onStandardOutput, int longest, Stopping stopping) {
        this.environment = Map.copyOf(environment);
        this.onStandardOutput = onStandardOutput;
        this.longest = longest;
        this.stopping = stopping;
    }

    /**
     * Lets the user change a text.
     *
     * @return what the editor left, without line ends at its end
     * @throws UsageException when there is no editor, it fails, or it leaves what is no text
     */
    String edit(String text) {
        String editor = editor();
        try (Place place = place()) {
            Path file = place.folder().resolve(FILE_NAME);
            StateFolder.create(file).close();
            Files.writeString(file, text.isEmpty() ? "" : text + "\n", StandardCharsets.UTF_8);
            run(editor, file);
            return read(file).stripTrailing();
        } catch (IOException e) {
            throw new UsageException("the turn cannot be edited: " + StateFolder.reason(e));
        }
    }

    /** A folder for the turn and what the editor puts beside it; a program that is told to stop deletes it too. */
    private Place place() throws IOException {
        return stopping.whole(() -> {
            Path folder = Files.createTempDirectory("bedrock-turn");
            return new Place(folder, stopping.add(() -> delete(folder)));
        });
    }

    private record Place(Path folder, Stopping.Mark mark) implements AutoCloseable {
        @Override
        public void close() {
            delete(folder);
            mark.close();
        }
    }

    private String editor() {
        for (String name : List.of("VISUAL", "EDITOR")) {
            String named = environment.getOrDefault(name, "");
            if (!named.isBlank()) {
                return named;
            }
        }
        throw new UsageException("no editor is set", "set VISUAL or EDITOR, for example EDITOR=vi");
    }

    private void run(String editor, Path file) throws IOException {
        boolean windows = File.separatorChar == '\\';
        List<String> command = windows
                ? List.of("cmd", "/c", editor + " \"" + file + "\"")
                : List.of("sh", "-c", editor + " \"$@\"", editor, file.toString());
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        if (!onStandardOutput && !windows) {
            builder.redirectOutput(new File("/dev/tty"));
        }
        Process process = builder.start();
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new UsageException("the editor, " + editor + ", ended with " + code + "; nothing is changed");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new UsageException("the editor was stopped; nothing is changed");
        }
    }

    private String read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(longest + 1);
        }
        if (bytes.length > longest) {
            throw new UsageException("the turn has more than " + longest + " bytes, the most that Bedrock takes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UsageException("what the editor left is not UTF-8; nothing is changed");
        }
    }

    /** With what the editor put beside the turn: backups, swap files. */
    private static void delete(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the edited turn cannot be deleted: " + folder, e);
        }
    }
}
