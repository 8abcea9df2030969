package io.github.bedrockcli.chat;

import io.github.bedrockcli.model.Media;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** File names as they are typed in the chat, where no shell expands {@code ~} or takes off quotes. */
public final class FileArgument {
    private final Path directory;
    private final @Nullable String home;
    private final Function<String, Media> images;

    /**
     * @param directory what relative names are relative to
     * @param home what {@code ~} stands for; null when unknown
     * @param images reads a picture by its name, relative or absolute
     */
    public FileArgument(Path directory, @Nullable String home, Function<String, Media> images) {
        this.directory = directory;
        this.home = home;
        this.images = images;
    }

    /** Reads the picture that {@code typed} names. */
    Media image(String typed) {
        return images.apply(expand(unquoted(typed)));
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
}
