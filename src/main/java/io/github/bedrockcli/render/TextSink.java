package io.github.bedrockcli.render;

import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.ToolUse;
import io.github.bedrockcli.model.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Prints an answer's text as it comes, ended by exactly one newline; an answer without text prints nothing. A line is
 * ended when its newline comes; further newlines, which may be the last of the text, are held back until more text comes.
 */
public final class TextSink implements ReplySink {
    private final Writer out;
    private final boolean flush;
    private int heldNewlines;
    private boolean printed;
    private boolean lineEnded;

    /** @param flush whether each piece is flushed at once, and not when {@link #flush} is called */
    public TextSink(Writer out, boolean flush) {
        this.out = out;
        this.flush = flush;
    }

    @Override
    public void text(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        int newlines = text.length() - end;
        try {
            if (end > 0) {
                for (; heldNewlines > 0; heldNewlines--) {
                    out.write('\n');
                }
                Slices.write(out, text, end);
                printed = true;
                lineEnded = false;
            }
            if (newlines > 0 && printed && !lineEnded) {
                out.write('\n');
                lineEnded = true;
                newlines--;
            }
            if (flush) {
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        heldNewlines += newlines;
    }

    /** Not part of the answer. */
    @Override
    public void reasoning(String text) {}

    @Override
    public void toolUse(ToolUse toolUse) {}

    @Override
    public void usage(Usage usage) {}

    @Override
    public void stop(Stop stop) {}

    /** Whether anything was printed. */
    public boolean printed() {
        return printed;
    }

    /** Lets out what has been printed. */
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the text, complete or cut, with its newline. */
    public void end() throws IOException {
        if (printed && !lineEnded) {
            out.write('\n');
        }
        out.flush();
    }
}
