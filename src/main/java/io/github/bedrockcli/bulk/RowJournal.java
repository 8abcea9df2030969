package io.github.bedrockcli.bulk;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a file of rows that is not whole yet: a line of text about all of them, then {@value #RECORD} bytes for
 * each, appended after the row itself has been written. What a killed process left torn at its end counts as not there.
 * The journal is locked as long as it is open, so that one process at a time adds to the rows.
 */
public final class RowJournal implements Closeable {
    private static final int RECORD = 24;

    /** Longest first line, in bytes; whatever is longer was not written here. */
    private static final int MAX_SUBJECT = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private @Nullable String subject;
    private long start;
    private long rows;

    private RowJournal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * A row that has been written.
     *
     * @param print tells the input it was made of from others
     * @param end bytes of all rows up to and with this one
     * @param failed whether it stands for an input that failed
     * @param checksum CRC-32 of its bytes
     */
    public record Row(long print, long end, boolean failed, int checksum) {}

    /**
     * Opens a journal, or makes an empty one.
     *
     * @return empty when another process, or another part of this one, has it open
     */
    public static Optional<RowJournal> open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        try {
            // A journal that was deleted while its lock was waited for would be one that nobody finds again.
            if (!lock(channel) || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                channel.close();
                return Optional.empty();
            }
            RowJournal journal = new RowJournal(file, channel);
            journal.readSubject();
            return Optional.of(journal);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Locks a byte far behind the content, which stays readable where locks are mandatory. */
    private static boolean lock(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // A file system without locks: it is then the user who sees to it that there is one run at a time.
            return true;
        }
    }

    private void readSubject() throws IOException {
        byte[] head = from(0).readNBytes(MAX_SUBJECT);
        for (int i = 0; i < head.length; i++) {
            if (head[i] == '\n') {
                subject = new String(head, 0, i, StandardCharsets.UTF_8);
                start = i + 1L;
                rows = (channel.size() - start) / RECORD;
                return;
            }
        }
    }

    /** Whether nothing at all stands in it. */
    public boolean isEmpty() throws IOException {
        return channel.size() == 0;
    }

    /** The line about all rows; empty when there is none, or no whole one. */
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    /** How many rows there are, by the journal's length. */
    public long rows() {
        return rows;
    }

    /** Begins anew. */
    public void begin(String line) throws IOException {
        channel.truncate(0);
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        writeAt(0, ByteBuffer.wrap(bytes));
        subject = line;
        start = bytes.length;
        rows = 0;
    }

    /** Adds rows that have been written to their file. */
    public void append(List<Row> more) throws IOException {
        ByteBuffer records = ByteBuffer.allocate(more.size() * RECORD);
        for (Row row : more) {
            int from = records.position();
            records.putLong(row.print())
                    .putLong(row.failed() ? ~row.end() : row.end())
                    .putInt(row.checksum());
            records.putInt(checksum(records.array(), from, RECORD - Integer.BYTES));
        }
        writeAt(start + rows * RECORD, records.flip());
        rows += more.size();
    }

    /** Forgets the rows after the first so many, and what is torn at the end. */
    public void cut(long kept) throws IOException {
        rows = kept;
        channel.truncate(start + rows * RECORD);
    }

    /** Reads the rows from the first; independent of what is added meanwhile. */
    public Rows read() {
        return new Rows(from(start), rows);
    }

    private InputStream from(long offset) {
        return new BufferedInputStream(Channels.newInputStream(new ChannelFrom(channel, offset)), 1 << 16);
    }

    private void writeAt(long offset, ByteBuffer bytes) throws IOException {
        for (long at = offset; bytes.hasRemaining(); ) {
            at += channel.write(bytes, at);
        }
    }

    /** Deletes it; the lock is held until it is closed. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /** The rows of a journal, one after the other. */
    public static final class Rows {
        private final InputStream in;
        private long left;

        private Rows(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        /** The next row; empty at the end, and where a record is not as it was written. */
        public Optional<Row> next() throws IOException {
            byte[] record = left == 0 ? new byte[0] : in.readNBytes(RECORD);
            left = Math.max(0, left - 1);
            ByteBuffer fields = ByteBuffer.wrap(record);
            if (record.length < RECORD
                    || fields.getInt(RECORD - Integer.BYTES) != checksum(record, 0, RECORD - Integer.BYTES)) {
                return Optional.empty();
            }
            long print = fields.getLong();
            long end = fields.getLong();
            return Optional.of(new Row(print, end < 0 ? ~end : end, end < 0, fields.getInt()));
        }
    }
}
