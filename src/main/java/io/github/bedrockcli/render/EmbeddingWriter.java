package io.github.bedrockcli.render;

import java.io.Closeable;
import java.io.IOException;

/**
 * Writes embeddings in one format, a row for each text in input order, failed ones included so that rows and inputs stay
 * in step. Does not close what it writes to.
 */
public interface EmbeddingWriter extends Closeable {
    void write(EmbeddingRow row) throws IOException;

    /** Sends on what has been held back, so that a reader sees every row written so far where the format allows. */
    void flush() throws IOException;

    /** Completes the output; without it the output is not whole. */
    void finish() throws IOException;

    /** Drops whatever the writer keeps for itself. */
    @Override
    void close() throws IOException;
}
