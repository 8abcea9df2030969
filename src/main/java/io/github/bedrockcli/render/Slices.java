package io.github.bedrockcli.render;

import java.io.IOException;
import java.io.Writer;

/** Writes long text in parts: a writer copies what it is given at once. */
final class Slices {
    private static final int SLICE = 1 << 13;

    private Slices() {}

    /** Writes the first {@code length} characters. */
    static void write(Writer out, String text, int length) throws IOException {
        for (int at = 0; at < length; at += SLICE) {
            out.write(text, at, Math.min(SLICE, length - at));
        }
    }
}
