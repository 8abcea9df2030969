package io.github.bedrockcli.chat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a terminal was told to show; a test can wait for a text to appear. */
final class Screen extends OutputStream {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int seen;

    @Override
    public synchronized void write(int value) {
        bytes.write(value);
        notifyAll();
    }

    @Override
    public synchronized void write(byte[] values, int offset, int length) {
        bytes.write(values, offset, length);
        notifyAll();
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Waits until {@code text} has been shown behind what was last waited for. */
    synchronized void await(String text) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int at = text().indexOf(text, seen);
        while (at < 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("'" + text + "' does not appear after: " + text().substring(seen));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            at = text().indexOf(text, seen);
        }
        seen = at + text.length();
    }
}
