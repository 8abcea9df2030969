package io.github.bedrockcli.render;

import io.github.bedrockcli.model.VectorType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;

/**
 * NumPy's array file, format version 1.0: little-endian float32, int8 or uint8, shape (rows, dimensions). The shape stands before the
 * numbers and is known only at the end, so the numbers wait in a scratch file.
 *
 * <p>Source: NumPy reference, {@code numpy.lib.format}: magic string, version, header length (16 bits, little-endian), a
 * Python literal padded with spaces so that the data begin at a multiple of 64 bytes, and a line feed.
 */
final class NpyArray implements EmbeddingWriter {
    /** Bytes of every header: a multiple of 64 that the largest counts do not fill. */
    static final int HEADER = 128;

    private final OutputStream out;
    private final FileChannel scratch;
    private final OutputStream scratchOut;
    private final VectorType type;
    private final BinaryRows rows;

    NpyArray(OutputStream out, Path folder, VectorType type) throws IOException {
        this.out = out;
        this.type = type;
        Path file = folder.resolve(".bedrock-" + UUID.randomUUID() + ".rows");
        // On POSIX systems the name goes away at once, so that not even a killed process leaves the file behind.
        scratch = FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        scratchOut = new BufferedOutputStream(Channels.newOutputStream(scratch), 1 << 16);
        rows = new BinaryRows(scratchOut, type);
    }

    @Override
    public void write(EmbeddingRow row) throws IOException {
        rows.write(row);
    }

    @Override
    public void flush() {
        // Nothing can be read before the shape is known.
    }

    @Override
    public void finish() throws IOException {
        scratchOut.flush();
        scratch.position(0);
        out.write(header(type, rows.rows(), rows.dimensions()));
        Channels.newInputStream(scratch).transferTo(out);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        scratch.close();
    }

    static byte[] header(VectorType type, long rows, int dimensions) {
        String numbers = type.isWhole() ? (type.isSigned() ? "|i1" : "|u1") : "<f4";
        String literal =
                "{'descr': '" + numbers + "', 'fortran_order': False, 'shape': (" + rows + ", " + dimensions + "), }";
        int fixed = 6 + 2 + 2;
        int padded = HEADER - fixed;
        byte[] header = new byte[HEADER];
        Arrays.fill(header, (byte) ' ');
        byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) padded, (byte) (padded >> 8)};
        System.arraycopy(magic, 0, header, 0, fixed);
        System.arraycopy(literal.getBytes(StandardCharsets.US_ASCII), 0, header, fixed, literal.length());
        header[header.length - 1] = '\n';
        return header;
    }
}
