package io.github.bedrockcli.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Rows in memory, which go to their file in one piece. */
final class RowBuffer extends ByteArrayOutputStream {
    /** The CRC-32 of what stands from here to the end. */
    int checksum(int from) {
        CRC32 crc = new CRC32();
        crc.update(buf, from, count - from);
        return (int) crc.getValue();
    }

    /** What stands in it, not copied. */
    ByteBuffer content() {
        return ByteBuffer.wrap(buf, 0, count);
    }
}
