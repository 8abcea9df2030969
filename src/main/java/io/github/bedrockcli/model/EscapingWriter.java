package io.github.bedrockcli.model;

import java.io.IOException;
import java.io.Writer;

/**
 * Passes JSON on, with {@code \\u} escapes for what JSON lets pass inside its strings and others do not: halves of
 * surrogate pairs, which UTF-8 cannot hold, and the control characters U+007F to U+009F, which Jackson leaves as they are.
 */
final class EscapingWriter extends Writer {
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();
    private static final char NONE = 0;

    private final Writer out;
    /** The first half of a pair that ended a part. */
    private char pending = NONE;

    EscapingWriter(Writer out) {
        this.out = out;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        int end = offset + length;
        int plain = offset;
        for (int at = offset; at < end; at++) {
            char unit = text[at];
            if (unit < '\u007F' && pending == NONE) {
                continue;
            }
            if (!special(unit) && pending == NONE) {
                continue;
            }
            out.write(text, plain, at - plain);
            plain = at + 1;
            take(unit);
        }
        out.write(text, plain, end - plain);
    }

    private static boolean special(char unit) {
        return unit <= '\u009F' || Character.isSurrogate(unit);
    }

    /** One unit that is special, or follows the first half of a pair. */
    private void take(char unit) throws IOException {
        char first = pending;
        pending = NONE;
        if (first != NONE && Character.isLowSurrogate(unit)) {
            out.write(new char[] {first, unit});
            return;
        }
        if (first != NONE) {
            escape(first);
        }
        if (Character.isHighSurrogate(unit)) {
            pending = unit;
        } else if (unit >= '\u007F' && special(unit)) {
            escape(unit);
        } else {
            out.write(unit);
        }
    }

    private void escape(char unit) throws IOException {
        out.write(new char[] {
            '\\', 'u', DIGITS[unit >> 12], DIGITS[unit >> 8 & 0xf], DIGITS[unit >> 4 & 0xf], DIGITS[unit & 0xf]
        });
    }

    /** Keeps back the first half of a pair, whose other half may come. */
    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (pending != NONE) {
            escape(pending);
            pending = NONE;
        }
        out.close();
    }
}
