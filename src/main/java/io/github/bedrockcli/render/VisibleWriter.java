package io.github.bedrockcli.render;

import java.io.IOException;
import java.io.Writer;

/** Writes to a terminal what others have written, made harmless by {@link VisibleText}. */
public final class VisibleWriter extends Writer {
    private final Writer terminal;
    private final VisibleText visible = new VisibleText();

    public VisibleWriter(Writer terminal) {
        this.terminal = terminal;
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        terminal.write(visible.next(text.substring(offset, offset + length)));
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        terminal.write(visible.next(new String(text, offset, length)));
    }

    @Override
    public void flush() throws IOException {
        terminal.flush();
    }

    @Override
    public void close() throws IOException {
        terminal.write(visible.end());
        terminal.close();
    }
}
