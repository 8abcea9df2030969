package io.github.bedrockcli.chat;

import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** File names as they are typed in the chat, where no shell expands {@code ~} or takes off quotes. */
public final class FileArgument {
    private final Path directory;
    private final @Nullable String home;
    private final Reader reader;

    /**
     * @param directory what relative names are relative to
     * @param home what {@code ~} stands for; null when unknown
     * @param reader reads files by their names, relative or absolute
     */
    public FileArgument(Path directory, @Nullable String home, Reader reader) {
        this.directory = directory;
        this.home = home;
        this.reader = reader;
    }

    /** Reads the picture that {@code typed} names. */
    Media image(String typed) {
        return reader.image(expand(unquoted(typed)));
    }

    /** Reads the document that {@code typed} names, which may be text. */
    Media document(String typed) {
        return reader.document(expand(unquoted(typed)));
    }

    /** Reads the text that {@code typed} names. */
    String text(String typed) {
        return reader.text(expand(unquoted(typed)));
    }

    /**
     * The file that {@code typed} names, which need not be there.
     *
     * @throws UsageException when no file can have that name
     */
    Path path(String typed) {
        try {
            return directory.resolve(expand(unquoted(typed)));
        } catch (InvalidPathException e) {
            throw new UsageException("not a file name: '" + typed + "'");
        }
    }

    /** The names that may follow what is typed so far; those of directories end with a slash. */
    List<String> completions(String typed) {
        int slash = typed.lastIndexOf('/');
        String parent = typed.substring(0, slash + 1);
        String start = typed.substring(slash + 1);
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.resolve(expand(parent)))) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                boolean hidden = name.startsWith(".") && !start.startsWith(".");
                if (name.startsWith(start) && !hidden) {
                    names.add(parent + name + (Files.isDirectory(entry) ? "/" : ""));
                }
            }
        } catch (IOException | InvalidPathException e) {
            // No such directory: nothing to offer.
            return List.of();
        }
        return names.stream().sorted().toList();
    }

    private String expand(String name) {
        return home != null && (name.equals("~") || name.startsWith("~/")) ? home + name.substring(1) : name;
    }

    /** Terminals put quotes around a file that is dropped on them, or backslashes before its spaces. */
    private String unquoted(String typed) {
        boolean quoted = typed.length() > 1
                && (typed.startsWith("'") || typed.startsWith("\""))
                && typed.endsWith(typed.substring(0, 1));
        if (quoted) {
            return typed.substring(1, typed.length() - 1);
        }
        String plain = typed.replace("\\ ", " ");
        return plain.equals(typed) || exists(typed) ? typed : plain;
    }

    private boolean exists(String name) {
        try {
            return Files.exists(directory.resolve(expand(name)));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Reads files; what cannot be read is a {@link UsageException}. */
    public interface Reader {
        Media image(String name);

        Media document(String name);

        String text(String name);
    }
}
