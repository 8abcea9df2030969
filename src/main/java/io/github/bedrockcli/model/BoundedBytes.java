package io.github.bedrockcli.model;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Keeps what is written up to a limit, and only counts what goes beyond. */
final class BoundedBytes extends OutputStream {
    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long count;

    BoundedBytes(int most) {
        this.most = most;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        count += length;
        if (count <= most) {
            kept.write(bytes, offset, length);
        } else {
            kept.reset();
        }
    }

    long count() {
        return count;
    }

    byte[] toByteArray() {
        return kept.toByteArray();
    }
}
