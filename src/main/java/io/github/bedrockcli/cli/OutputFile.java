package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.OwnFiles;
import io.github.bedrockcli.model.Stopping;
import io.github.bedrockcli.model.UsageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The file of {@code --out}: written beside its final name and renamed when complete, so that a file under that name is
 * always a whole one. Closed without {@link #commit}, it leaves nothing behind, nor does a process that is told to stop;
 * {@link #keepPartial} leaves {@code NAME.partial}.
 */
final class OutputFile extends OutputStream {
    /** The end of the name of what is not whole. */
    static final String PARTIAL = ".partial";

    /** As many as Linux follows. */
    private static final int MAX_LINKS = 40;

    /** Bytes of a name in the usual file systems. */
    private static final int MAX_NAME = 255;

    private final Path target;
    private final Path temporary;
    private OutputStream out;
    private final Stopping.Mark mark;
    private boolean keepsWhatFits;
    private @Nullable Consumer<Path> keptWhenStopped;
    private boolean anything;
    private boolean finished;

    private OutputFile(Path target, Path temporary, OutputStream out, Stopping stopping) {
        this.target = target;
        this.temporary = temporary;
        this.out = out;
        this.mark = stopping.add(this::stopped);
    }

    /**
     * Opens the temporary file, so that a wrong name is found before anything is paid for.
     *
     * @throws UsageException when the file is there and {@code force} is off, or its folder cannot take it
     */
    static OutputFile open(Path name, boolean force, Stopping stopping) {
        Path target = behindLinks(name);
        check(target, target.toString(), force);
        Path partial = sibling(target, "", PARTIAL);
        if (Files.isDirectory(partial, LinkOption.NOFOLLOW_LINKS)) {
            throw new UsageException(
                    partial + " is a directory, and would be the file of a cut answer",
                    "choose another name for --out");
        }
        String suffix = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36)
                .toLowerCase(Locale.ROOT);
        Path temporary = sibling(target, ".", "." + suffix + ".tmp");
        try {
            return stopping.whole(() -> {
                OutputStream stream =
                        Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                return new OutputFile(target, temporary, new BufferedOutputStream(stream, 1 << 16), stopping);
            });
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /**
     * @param shown the file's name, for messages
     * @throws UsageException when the file cannot get its name
     */
    static void check(Path target, String shown, boolean force) {
        if (Files.isDirectory(target)) {
            throw new UsageException("--out " + shown + " is a directory");
        }
        if (Files.exists(target) && !force) {
            throw new UsageException(shown + " exists already", "choose another name, or add --force");
        }
    }

    /** A file beside another; a name that would be too long loses the end of what it has in common with the other's. */
    private static Path sibling(Path target, String before, String after) {
        String name = String.valueOf(target.getFileName());
        int length = name.length();
        while (length > 0 && bytes(before + name.substring(0, length) + after) > MAX_NAME) {
            length = name.offsetByCodePoints(length, -1);
        }
        // A name that is too long by itself is refused by the file system, and not taken in another form.
        return target.resolveSibling(before + (bytes(name) > MAX_NAME ? name : name.substring(0, length)) + after);
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Where the disk cannot take all, what it took is kept as {@code NAME.partial}, and the error says so. */
    void keepWhatFits() {
        keepsWhatFits = true;
    }

    /** When the process is told to stop, what came is kept as {@code NAME.partial}, whose name is given away. */
    synchronized void keepWhenStopped(Consumer<Path> told) {
        keptWhenStopped = told;
    }

    /** On the thread of the clean-ups. */
    private synchronized void stopped() {
        if (finished) {
            return;
        }
        Consumer<Path> told = keptWhenStopped;
        if (told != null) {
            keepQuietly().ifPresent(told);
        }
        close();
    }

    /** A name that was badly chosen, or a disk that is full. */
    static RuntimeException unwritable(Path target, IOException error) {
        String message = "--out " + target + " cannot be written: " + Reason.of(error);
        return Reason.isOfDisk(error) ? new OutputException(message, error) : new UsageException(message);
    }

    /** The file that a link leads to, there or not: it is replaced, and the link stays. */
    static Path behindLinks(Path name) {
        Path path = name;
        for (int followed = 0; Files.isSymbolicLink(path); followed++) {
            if (followed == MAX_LINKS) {
                throw unwritable(name, new FileSystemLoopException(name.toString()));
            }
            try {
                path = path.resolveSibling(Files.readSymbolicLink(path));
            } catch (IOException e) {
                throw unwritable(name, e);
            }
        }
        return path;
    }

    @Override
    public synchronized void write(int value) {
        anything = true;
        attempt(() -> out.write(value));
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        anything |= length > 0;
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public synchronized void flush() {
        attempt(out::flush);
    }

    /** Forgets what was written. */
    synchronized void restart() {
        attempt(() -> {
            out.close();
            OutputStream again =
                    Files.newOutputStream(temporary, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            out = new BufferedOutputStream(again, 1 << 16);
            anything = false;
        });
    }

    /** The content is whole: gives the file its name. */
    synchronized void commit() {
        moveTo(target);
    }

    /**
     * The content is whole: gives the file its name unless one of that name has appeared meanwhile.
     *
     * @throws FileAlreadyExistsException when one has; nothing is replaced
     */
    synchronized void commitNew() throws FileAlreadyExistsException {
        attempt(out::close);
        try {
            link();
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw failure(e);
        }
        close();
    }

    /** A second name fails where there is a file already, in one step; file systems without links need two. */
    private void link() throws IOException {
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            Files.move(temporary, target);
        }
    }

    /** The content is cut: keeps what came, if anything did, as {@code NAME.partial} and returns that name. */
    synchronized Optional<Path> keepPartial() {
        if (!anything) {
            return Optional.empty();
        }
        moveTo(partial());
        return Optional.of(partial());
    }

    private Path partial() {
        return sibling(target, "", PARTIAL);
    }

    /** What reached the disk, as far as that can still be had. */
    private Optional<Path> keepQuietly() {
        finished = true;
        mark.close();
        try {
            out.close();
        } catch (IOException e) {
            // The end of it does not fit.
        }
        try {
            if (anything && Files.size(temporary) > 0) {
                OwnFiles.rename(temporary, partial());
                return Optional.of(partial());
            }
        } catch (IOException e) {
            // Its folder is gone, or more.
        }
        deleteQuietly();
        return Optional.empty();
    }

    /** Throws away what was not committed. */
    @Override
    public synchronized void close() {
        if (finished) {
            return;
        }
        finished = true;
        try {
            out.close();
        } catch (IOException e) {
            // What could not be flushed is thrown away in any case.
        }
        deleteQuietly();
        mark.close();
    }

    private void moveTo(Path name) {
        attempt(() -> {
            out.close();
            OwnFiles.rename(temporary, name);
        });
        finished = true;
        mark.close();
    }

    private void deleteQuietly() {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // Nothing more can be done for a file that cannot be deleted.
        }
    }

    private void attempt(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private OutputException failure(IOException error) {
        String kept = keepsWhatFits
                ? keepQuietly().map(path -> "; " + Ending.KEPT + path).orElse("")
                : "";
        return new OutputException(target + " cannot be written: " + Reason.of(error) + kept, error);
    }

    private interface Action {
        void run() throws IOException;
    }
}
