package io.github.bedrockcli.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output or a device, buffered: tells a reader that went away from a disk that is full. */
final class StandardOutput extends OutputStream {
    private static final String STANDARD = "standard output";

    private final OutputStream out;
    private final String name;

    StandardOutput(OutputStream out) {
        this(out, STANDARD);
    }

    /** The process's own. Closed before the start, it says so now: nothing has been paid for that nobody will read. */
    static StandardOutput of(Io io) {
        StandardOutput out = new StandardOutput(io.out());
        out.flush();
        return out;
    }

    /** @param name what messages call it */
    StandardOutput(OutputStream out, String name) {
        this.out = new BufferedOutputStream(out, 1 << 14);
        this.name = name;
    }

    @Override
    public void write(int value) {
        attempt(() -> out.write(value));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() {
        attempt(out::flush);
    }

    /** Flushes; the process's own stream stays open. */
    @Override
    public void close() {
        flush();
    }

    private void attempt(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            // EPIPE: "Broken pipe" on POSIX; Windows says that the pipe is being closed or has been ended. ECONNRESET:
            // a
            // socket for standard output. EBADF: closed before the start (>&-), so that nobody reads it either.
            if (reason.contains("Broken pipe")
                    || reason.contains("Connection reset")
                    || (reason.contains("Bad file descriptor") && name.equals(STANDARD))
                    || reason.contains("pipe is being closed")
                    || reason.contains("pipe has been ended")) {
                throw new PipeClosedException(e);
            }
            throw new OutputException(name + " cannot be written: " + reason, e);
        }
    }

    private interface Write {
        void run() throws IOException;
    }
}
