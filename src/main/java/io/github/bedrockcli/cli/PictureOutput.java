package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.Stopping;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the pictures of an answer go: each into a file of its own, or the only one to a stream. Files appear when they
 * are whole, and none is replaced unless {@code --force} says so.
 */
abstract sealed class PictureOutput implements AutoCloseable {
    /** The ending of a file for each type of picture, and for bytes of none. */
    private static final Map<MediaType, String> ENDINGS =
            Map.of(MediaType.PNG, "png", MediaType.JPEG, "jpg", MediaType.WEBP, "webp", MediaType.GIF, "gif");

    private static final String UNKNOWN_ENDING = "bin";

    /**
     * Writes a picture.
     *
     * @param picture its place among the results, or what it is where it is none
     * @return the file's name as the user would type it; empty when it went to a stream
     */
    abstract Optional<String> write(Label picture, byte[] bytes, Optional<MediaType> type) throws IOException;

    @Override
    public void close() {
        // Files are closed one by one.
    }

    /**
     * Which picture of an answer it is.
     *
     * @param number its place, from 1
     * @param several whether there are, or were to be, more than one
     * @param role what it is where it is not a result, such as {@code mask}
     */
    record Label(int number, boolean several, @Nullable String role) {
        /** What stands between a file's name and its ending. */
        private String suffix() {
            return role != null ? "-" + role : several ? "-" + number : "";
        }
    }

    /** Writes a whole file; false when there is one of that name, and none is to be replaced. */
    private static boolean put(Path file, byte[] bytes, boolean replace, Stopping stopping) {
        try (OutputFile out = OutputFile.open(file, true, stopping)) {
            out.write(bytes, 0, bytes.length);
            if (replace) {
                out.commit();
            } else {
                out.commitNew();
            }
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static String ending(Optional<MediaType> type) {
        return type.map(ENDINGS::get).orElse(UNKNOWN_ENDING);
    }

    /** The only picture, to standard output or a device. */
    static final class Single extends PictureOutput {
        private final AnswerOutput target;
        private final Notes notes;

        Single(AnswerOutput target, Notes notes) {
            this.target = target;
            this.notes = notes;
        }

        @Override
        Optional<String> write(Label picture, byte[] bytes, Optional<MediaType> type) throws IOException {
            if (picture.role() == null && picture.number() == 1) {
                target.stream().write(bytes);
                target.complete();
            } else {
                notes.note("note: only the first picture was written; --out FILE keeps them all");
            }
            return Optional.empty();
        }

        @Override
        public void close() {
            target.close();
        }
    }

    /** Files named after {@code --out}: {@code cat.png}, or {@code cat-1.png}, {@code cat-2.png} where there are several. */
    static final class Named extends PictureOutput {
        private final Path folder;
        private final String shown;
        private final String stem;
        /** With its dot; empty where the user left it to the bytes. */
        private final String ending;

        private final boolean force;
        private final Notes notes;
        private final Stopping stopping;

        /** @param out the name as typed, with its folders */
        Named(Io io, String out, boolean force, Notes notes) {
            String name = out.substring(out.lastIndexOf('/') + 1);
            int dot = name.lastIndexOf('.');
            this.shown = out.substring(0, out.length() - name.length());
            this.folder = io.directory().resolve(shown);
            this.stem = dot > 0 ? name.substring(0, dot) : name;
            this.ending = dot > 0 ? name.substring(dot) : "";
            this.force = force;
            this.notes = notes;
            this.stopping = io.stopping();
        }

        /** Finds a name that cannot be written before anything is paid for. */
        void check(int expected) {
            List<String> endings = ending.isEmpty() ? List.of(".png", ".jpg", ".webp") : List.of(ending);
            for (int number = 1; number <= expected; number++) {
                String name = stem + new Label(number, expected > 1, null).suffix();
                endings.forEach(one -> OutputFile.open(folder.resolve(name + one), force, stopping)
                        .close());
            }
        }

        @Override
        Optional<String> write(Label picture, byte[] bytes, Optional<MediaType> type) {
            String right = ending.isEmpty() ? "." + ending(type) : ending;
            String name = stem + picture.suffix() + right;
            String free = name;
            // What appeared since the check stays, and so does what was paid for.
            for (int number = 2; !put(folder.resolve(free), bytes, force, stopping); number++) {
                free = stem + picture.suffix() + "-" + number + right;
            }
            if (!free.equals(name)) {
                notes.note("note: " + name + " has appeared meanwhile; the picture is in " + free);
            }
            warnOfEnding(free, type);
            return Optional.of(shown + free);
        }

        private void warnOfEnding(String name, Optional<MediaType> type) {
            String typed = ending.isEmpty() ? "" : ending.substring(1).toLowerCase(Locale.ROOT);
            String right = ending(type);
            boolean claims = ENDINGS.containsValue(typed) || typed.equals("jpeg");
            if (claims && !typed.replace("jpeg", "jpg").equals(right)) {
                notes.note("note: " + name + " holds "
                        + type.map(one -> "a " + one.format() + " picture").orElse("no picture") + ", as it came");
            }
        }
    }

    /** Files {@code image-1.png}, {@code image-2.png}, … in a folder, from the first number that is free. */
    static final class Numbered extends PictureOutput {
        private static final String STEM = "image-";

        private final Path folder;
        private final String shown;
        private final Stopping stopping;
        private int next = 1;

        /** @param shown what stands before the names where they are printed */
        Numbered(Path folder, String shown, Stopping stopping) {
            this.folder = folder;
            this.shown = shown;
            this.stopping = stopping;
        }

        /** Finds a folder that cannot be written to before anything is paid for. */
        void check() {
            try {
                stopping.whole(() -> {
                    Files.delete(Files.createTempFile(folder, ".image", ".tmp"));
                    return folder;
                });
            } catch (IOException e) {
                throw new UsageException(
                        "the folder " + folder + " cannot be written to: " + Reason.of(e),
                        "name a file elsewhere with --out");
            }
        }

        @Override
        Optional<String> write(Label picture, byte[] bytes, Optional<MediaType> type) {
            while (true) {
                String name =
                        STEM + nextFree() + (picture.role() == null ? "" : "-" + picture.role()) + "." + ending(type);
                // Another process may be faster: then the next number.
                if (put(folder.resolve(name), bytes, false, stopping)) {
                    return Optional.of(shown + name);
                }
            }
        }

        private int nextFree() {
            List<String> endings = new ArrayList<>(ENDINGS.values());
            endings.add(UNKNOWN_ENDING);
            next = IntStream.iterate(next, number -> number + 1)
                    .filter(number -> endings.stream()
                            .noneMatch(ending -> Files.exists(folder.resolve(STEM + number + "." + ending))))
                    .findFirst()
                    .orElseThrow();
            return next;
        }
    }
}
