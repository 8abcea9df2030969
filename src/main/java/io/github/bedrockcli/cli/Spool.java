package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.BedrockException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps bytes until it is sure that they are wanted: a few in memory, more in a file that only its owner can read. The
 * file loses its name as soon as it is open, where the system allows that: then nothing is left of it however the
 * program ends.
 */
final class Spool extends OutputStream {
    static final int IN_MEMORY = 1 << 20;
    private static final int BLOCK = 1 << 16;
    private static final int MAX_CAUSES = 20;

    private final Path folder;
    private ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private @Nullable RandomAccessFile file;
    private @Nullable Path name;
    private long size;

    /** @param folder where the file goes when one is needed */
    Spool(Path folder) {
        this.folder = folder;
    }

    /** Where temporary files go on this machine. */
    static Path folder(Io io) {
        String named = io.environment().getOrDefault("TMPDIR", "");
        return io.directory().resolve(named.isEmpty() ? System.getProperty("java.io.tmpdir", "/tmp") : named);
    }

    /** For a body that begins; what came before is forgotten. */
    OutputStream begin() {
        clear();
        return this;
    }

    /** Throws what a spool failed with, where a call failed of that. */
    static void rethrow(BedrockException failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof OutputException disk) {
                throw disk;
            }
            cause = cause.getCause();
        }
    }

    long size() {
        return size;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /** @throws OutputException when the disk cannot take it */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        size += length;
        if (file == null && size <= IN_MEMORY) {
            pending.write(bytes, offset, length);
            return;
        }
        attempt(() -> {
            if (pending.size() + length >= BLOCK) {
                drain();
                spilled().write(bytes, offset, length);
            } else {
                pending.write(bytes, offset, length);
            }
        });
    }

    /** Writes out everything that was kept. */
    void copyTo(OutputStream out) throws IOException {
        RandomAccessFile open = file;
        if (open == null) {
            pending.writeTo(out);
            return;
        }
        attempt(() -> {
            drain();
            open.seek(0);
        });
        byte[] block = new byte[BLOCK];
        for (int count = read(open, block); count >= 0; count = read(open, block)) {
            out.write(block, 0, count);
        }
    }

    /** All that was kept; null when that is more than {@code most}. */
    byte @Nullable [] bytes(int most) throws IOException {
        if (size > most) {
            return null;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream((int) size);
        copyTo(all);
        return all.toByteArray();
    }

    /** Forgets what was kept. */
    void clear() {
        size = 0;
        pending.reset();
        RandomAccessFile open = file;
        if (open != null) {
            attempt(() -> open.setLength(0));
        }
    }

    @Override
    public void close() {
        clearQuietly();
        file = null;
        pending = new ByteArrayOutputStream();
    }

    private void clearQuietly() {
        try {
            if (file != null) {
                file.close();
            }
            if (name != null) {
                Files.deleteIfExists(name);
            }
        } catch (IOException e) {
            // Where the system needs the file's name, it is deleted when the program ends.
        }
    }

    private void drain() throws IOException {
        RandomAccessFile open = spilled();
        open.write(pending.toByteArray());
        pending.reset();
    }

    private RandomAccessFile spilled() throws IOException {
        RandomAccessFile open = file;
        if (open == null) {
            Path path = Files.createTempFile(folder, "bedrock-", ".tmp");
            open = new RandomAccessFile(path.toFile(), "rw");
            file = open;
            name = path;
            try {
                Files.delete(path);
                name = null;
            } catch (IOException e) {
                // Windows keeps the name of an open file.
                path.toFile().deleteOnExit();
            }
        }
        return open;
    }

    private int read(RandomAccessFile open, byte[] block) {
        int[] count = new int[1];
        attempt(() -> count[0] = open.read(block));
        return count[0];
    }

    private void attempt(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new OutputException(
                    "the reply cannot be kept in " + folder + " until it is whole: " + Reason.of(e), e);
        }
    }

    private interface Action {
        void run() throws IOException;
    }
}
