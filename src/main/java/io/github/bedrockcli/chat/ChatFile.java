package io.github.bedrockcli.chat;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file of one chat, open for more and locked: records, a line each, at the end only. The lock goes with the process,
 * however it ends.
 */
final class ChatFile implements Closeable {
    /** A byte that no chat has: the lock is a sign between writers, and on Windows would keep readers of the text out. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path path;
    private final FileChannel channel;

    /** How much of the file is whole records. */
    private long length;

    private ChatFile(Path path, FileChannel channel, long length) {
        this.path = path;
        this.channel = channel;
        this.length = length;
    }

    /** A new file. */
    static ChatFile create(Path path) throws IOException {
        FileChannel channel = StateFolder.create(path);
        try {
            if (!isLocked(channel)) {
                throw new IOException("somebody else has it open");
            }
            return new ChatFile(path, channel, 0);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** A file that is there; empty when another process writes it. */
    static Optional<ChatFile> open(Path path) throws IOException {
        FileChannel channel = StateFolder.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (isLocked(channel)) {
                StateFolder.restrict(path);
                return Optional.of(new ChatFile(path, channel, channel.size()));
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    /** Reads it: by the channel that is locked, since closing any other of this process would end the lock. */
    SavedChat read() throws IOException, BrokenChatException {
        channel.position(0);
        SavedChat chat = SavedChat.read(channel, path);
        // What is behind the last whole record is a write that was cut; the next one takes its place.
        length = chat.length();
        return chat;
    }

    /** Puts records at the end, all of them or none, in one write. */
    void append(byte[] records) throws IOException {
        // An interrupt that meant an answer, and came late, would close the channel.
        boolean interrupted = Thread.interrupted();
        try {
            if (channel.size() > length) {
                channel.truncate(length);
            }
            channel.position(length);
            ByteBuffer bytes = ByteBuffer.wrap(records);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
            length += records.length;
        } catch (IOException e) {
            takeBack(e);
            throw e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void takeBack(IOException failure) {
        try {
            channel.truncate(length);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The whole lines of a channel; what stands behind the last line end is none. */
    static final class Lines {
        /** A line holds at most one picture or document, in base64. */
        private static final int LONGEST = 100_000_000;

        private final FileChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);
        private long end;
        private int number;

        Lines(FileChannel channel) {
            this.channel = channel;
        }

        /** The next line without its end; empty when there is none. */
        Optional<byte[]> next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
            while (line.size() <= LONGEST) {
                while (buffer.hasRemaining()) {
                    byte next = buffer.get();
                    if (next == '\n') {
                        end += line.size() + 1L;
                        number++;
                        return Optional.of(line.toByteArray());
                    }
                    line.write(next);
                }
                buffer.clear();
                int read = channel.read(buffer);
                buffer.flip();
                if (read < 0) {
                    return Optional.empty();
                }
            }
            throw new IOException("line " + (number + 1) + " is too long");
        }

        /** How many bytes the lines take that have been read. */
        long end() {
            return end;
        }

        /** Of the line that was read last, from 1. */
        int number() {
            return number;
        }
    }
}
