package io.github.bedrockcli.bulk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;

/** A file read from some place on, by a position of its own: whoever appends to the file meanwhile is not disturbed. */
public final class ChannelFrom implements ReadableByteChannel {
    private final FileChannel file;
    private long position;

    /** @param position the first byte, from 0 */
    public ChannelFrom(FileChannel file, long position) {
        this.file = file;
        this.position = position;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = file.read(target, position);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() {
        // The file belongs to whoever opened it.
    }
}
