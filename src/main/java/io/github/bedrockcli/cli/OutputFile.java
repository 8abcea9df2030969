package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The file of {@code --out}: written beside its final name and renamed when complete, so that a file under that name is
 * always a whole one. Closed without {@link #commit}, it leaves nothing behind; {@link #keepPartial} leaves
 * {@code NAME.partial}.
 */
final class OutputFile extends OutputStream {
    /** As many as Linux follows. */
    private static final int MAX_LINKS = 40;

    private final Path target;
    private final Path temporary;
    private OutputStream out;
    private final Thread cleanup;
    private boolean anything;
    private boolean finished;

    private OutputFile(Path target, Path temporary, OutputStream out) {
        this.target = target;
        this.temporary = temporary;
        this.out = out;
        this.cleanup = new Thread(this::deleteQuietly, "delete " + temporary.getFileName());
    }

    /**
     * Opens the temporary file, so that a wrong name is found before anything is paid for.
     *
     * @throws UsageException when the file is there and {@code force} is off, or its folder cannot take it
     */
    static OutputFile open(Path name, boolean force) {
        Path target = behindLinks(name);
        if (Files.isDirectory(target)) {
            throw new UsageException("--out " + target + " is a directory");
        }
        if (Files.exists(target) && !force) {
            throw new UsageException(target + " exists already", "choose another name, or add --force");
        }
        String suffix = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36)
                .toLowerCase(Locale.ROOT);
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + suffix + ".tmp");
        try {
            OutputStream stream =
                    Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            OutputFile file = new OutputFile(target, temporary, new BufferedOutputStream(stream, 1 << 16));
            Runtime.getRuntime().addShutdownHook(file.cleanup);
            return file;
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    static UsageException unwritable(Path target, IOException error) {
        return new UsageException("--out " + target + " cannot be written: " + Reason.of(error));
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
    public void write(int value) {
        anything = true;
        attempt(() -> out.write(value));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        anything |= length > 0;
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() {
        attempt(out::flush);
    }

    /** Forgets what was written. */
    void restart() {
        attempt(() -> {
            out.close();
            OutputStream again =
                    Files.newOutputStream(temporary, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            out = new BufferedOutputStream(again, 1 << 16);
            anything = false;
        });
    }

    /** The content is whole: gives the file its name. */
    void commit() {
        moveTo(target);
    }

    /**
     * The content is whole: gives the file its name unless one of that name has appeared meanwhile.
     *
     * @throws FileAlreadyExistsException when one has; nothing is replaced
     */
    void commitNew() throws FileAlreadyExistsException {
        attempt(out::close);
        try {
            link();
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw new OutputException(target + " cannot be written: " + Reason.of(e), e);
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
    Optional<Path> keepPartial() {
        if (!anything) {
            return Optional.empty();
        }
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        moveTo(partial);
        return Optional.of(partial);
    }

    /** Throws away what was not committed. */
    @Override
    public void close() {
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
        forgetCleanup();
    }

    private void moveTo(Path name) {
        attempt(() -> {
            out.close();
            try {
                Files.move(temporary, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, name, StandardCopyOption.REPLACE_EXISTING);
            }
        });
        finished = true;
        forgetCleanup();
    }

    private void deleteQuietly() {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // Nothing more can be done for a file that cannot be deleted.
        }
    }

    private void forgetCleanup() {
        try {
            Runtime.getRuntime().removeShutdownHook(cleanup);
        } catch (IllegalStateException e) {
            // The program is ending already and the hook runs.
        }
    }

    private void attempt(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new OutputException(target + " cannot be written: " + Reason.of(e), e);
        }
    }

    private interface Action {
        void run() throws IOException;
    }
}
