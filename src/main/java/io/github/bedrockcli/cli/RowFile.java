package io.github.bedrockcli.cli;

import io.github.bedrockcli.bulk.ChannelFrom;
import io.github.bedrockcli.bulk.RowJournal;
import io.github.bedrockcli.bulk.RowJournal.Row;
import io.github.bedrockcli.bulk.RowJournal.Rows;
import io.github.bedrockcli.cli.EmbedCalls.Outcome;
import io.github.bedrockcli.cli.EmbedItems.Item;
import io.github.bedrockcli.model.OwnFiles;
import io.github.bedrockcli.model.Stopping;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.model.VectorType;
import io.github.bedrockcli.render.EmbeddingWriter;
import io.github.bedrockcli.render.RowsThere;
import io.github.bedrockcli.render.VectorFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Rows that go to a file. From the first on they stand in {@code FILE.partial} and are told in {@code FILE.resume}, so
 * that a run that is cut at any moment, also by kill -9, loses what is under way and nothing else. Complete, the file
 * gets its name, and the journal goes away. Only then is the disk waited for: what a power failure takes is found out by
 * the rows' checksums when the run goes on.
 */
final class RowFile implements RowOutput {
    private final RowNames names;
    private final RowLayout layout;
    private final RowJournal journal;
    private final FileChannel partial;
    private final RowBuffer buffer = new RowBuffer();
    private final EmbeddingWriter writer;
    private final Continuation next;
    private final Stopping.Mark mark;
    private final int head;
    private long bytes;
    private boolean ended;

    /**
     * What rows have in common.
     *
     * @param subject a line that is the same exactly when rows may stand in one file
     */
    record RowLayout(VectorFormat format, VectorType type, String subject) {}

    /**
     * What becomes of a run that is cut.
     *
     * @param force whether the file may replace another
     * @param command what the user types to go on
     * @param stopping tells when the process is told to stop
     */
    record Continuation(boolean force, String command, Notes notes, Stopping stopping) {}

    /** Takes up what {@link RowFileStart} found or made. */
    RowFile(RowNames names, RowLayout layout, RowJournal journal, FileChannel partial, Continuation next)
            throws IOException {
        this.names = names;
        this.layout = layout;
        this.journal = journal;
        this.partial = partial;
        this.next = next;
        this.head = layout.format().headLength();
        recover();
        writer = layout.format().rows(buffer, layout.type(), there());
        mark = next.stopping().add(this::stopped);
    }

    private RowsThere there() {
        return new RowsThere(journal.rows(), bytes);
    }

    /** Keeps the rows that are as they were written, and cuts off what follows the first that is not. */
    private void recover() throws IOException {
        long told = journal.rows();
        long whole = 0;
        InputStream in = new BufferedInputStream(Channels.newInputStream(new ChannelFrom(partial, head)), 1 << 16);
        Rows rows = journal.read();
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
            long end = row.get().end();
            if (end < bytes || !isWhole(in, end - bytes, row.get().checksum())) {
                break;
            }
            bytes = end;
            whole++;
        }
        journal.cut(whole);
        partial.truncate(head + bytes);
        if (whole < told) {
            next.notes()
                    .note("note: " + count(told - whole) + " of " + names.shownPartial()
                            + " did not reach the disk whole, and will be made again");
        }
    }

    private static boolean isWhole(InputStream in, long length, int checksum) throws IOException {
        CRC32 crc = new CRC32();
        byte[] piece = new byte[(int) Math.min(length, 1 << 16)];
        for (long left = length; left > 0; ) {
            int read = in.read(piece, 0, (int) Math.min(left, piece.length));
            if (read < 0) {
                return false;
            }
            crc.update(piece, 0, read);
            left -= read;
        }
        return (int) crc.getValue() == checksum;
    }

    @Override
    public Before skip(Iterator<Item> items) throws IOException {
        long there = journal.rows();
        Rows rows = journal.read();
        long failed = 0;
        String firstFailed = "";
        String place = "";
        for (long done = 0; done < there; done++) {
            Row row = rows.next().orElseThrow();
            if (!items.hasNext()) {
                throw new UsageException(
                        "the input ends after " + done + " of the " + count(there) + " of " + names.shownPartial(),
                        RowFileStart.SAME_INPUT);
            }
            Item item = items.next();
            place = item.place();
            if (row.failed()) {
                failed++;
                firstFailed = firstFailed.isEmpty() ? place : firstFailed;
            } else if (row.print() != InputPrint.of(item)) {
                throw new UsageException(
                        place + " is not the input that row " + (done + 1) + " of " + names.shownPartial()
                                + " was made of",
                        RowFileStart.SAME_INPUT);
            }
        }
        if (there > 0) {
            next.notes().note("note: " + kept() + "; the run goes on after " + place);
        }
        return new Before(there, failed, firstFailed);
    }

    @Override
    public synchronized void add(List<Outcome> outcomes) throws IOException {
        if (ended) {
            return;
        }
        buffer.reset();
        List<Row> rows = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            int from = buffer.size();
            writer.write(outcome.row());
            writer.flush();
            rows.add(new Row(
                    outcome.print(), bytes + buffer.size(), outcome.row().error() != null, buffer.checksum(from)));
        }
        write(buffer.content(), head + bytes);
        journal.append(rows);
        bytes += buffer.size();
    }

    private void write(ByteBuffer content, long offset) throws IOException {
        for (long at = offset; content.hasRemaining(); ) {
            at += partial.write(content, at);
        }
    }

    @Override
    public synchronized void complete() throws IOException {
        if (ended) {
            return;
        }
        names.check(next.force());
        write(ByteBuffer.wrap(layout.format().head(layout.type(), there())), 0);
        partial.force(true);
        partial.close();
        OwnFiles.rename(names.partial(), names.target());
        ended = true;
        mark.close();
        journal.delete();
        journal.close();
    }

    @Override
    public RuntimeException cut(RuntimeException failure) {
        return journal.rows() == 0 ? failure : new CutRunException(failure, kept(), next.command());
    }

    private String kept() {
        long rows = journal.rows();
        return count(rows) + (rows == 1 ? " is" : " are") + " kept in " + names.shownPartial();
    }

    static String count(long rows) {
        return rows == 1 ? "1 row" : rows + " rows";
    }

    /** The process is told to stop: says what is kept, and adds nothing more. */
    private synchronized void stopped() {
        if (ended) {
            return;
        }
        try {
            if (journal.rows() > 0) {
                next.notes().note("interrupted; " + kept() + "; go on with: " + next.command());
            }
            end();
        } catch (IOException e) {
            // What is on the disk stays there, and is found when the run goes on.
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (!ended) {
            end();
        }
    }

    private void end() throws IOException {
        ended = true;
        mark.close();
        boolean nothing = journal.rows() == 0;
        partial.close();
        if (nothing) {
            Files.deleteIfExists(names.partial());
            journal.delete();
        }
        journal.close();
    }
}
