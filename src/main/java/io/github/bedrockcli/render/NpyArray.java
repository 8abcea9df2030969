package io.github.bedrockcli.render;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * NumPy's array file, format version 1.0: little-endian float32, shape (rows, dimensions). The shape stands before the
 * numbers and is known only at the end, so the numbers wait in a scratch file.
 *
 * <p>Source: NumPy reference, {@code numpy.lib.format}: magic string, version, header length (16 bits, little-endian), a
 * Python literal padded with spaces so that the data begin at a multiple of 64 bytes, and a line feed.
 */
final class NpyArray implements EmbeddingWriter {
    private static final int ALIGNMENT = 64;

    private final OutputStream out;
    private final Path scratch;
    private final OutputStream scratchOut;
    private final Float32Rows rows;

    NpyArray(OutputStream out, Path folder) throws IOException {
        this.out = out;
        scratch = Files.createTempFile(folder, ".bedrock-", ".f32");
        scratchOut = new BufferedOutputStream(Files.newOutputStream(scratch));
        rows = new Float32Rows(scratchOut);
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
        scratchOut.close();
        out.write(header(rows.rows(), rows.dimensions()));
        Files.copy(scratch, out);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        scratchOut.close();
        Files.deleteIfExists(scratch);
    }

    static byte[] header(long rows, int dimensions) {
        String literal = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + dimensions + "), }";
        int fixed = 6 + 2 + 2;
        int padded = (fixed + literal.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - fixed;
        byte[] header = new byte[fixed + padded];
        Arrays.fill(header, (byte) ' ');
        byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) padded, (byte) (padded >> 8)};
        System.arraycopy(magic, 0, header, 0, fixed);
        System.arraycopy(literal.getBytes(StandardCharsets.US_ASCII), 0, header, fixed, literal.length());
        header[header.length - 1] = '\n';
        return header;
    }
}
