package io.github.bedrockcli.bulk;

import io.github.bedrockcli.model.Utf8Text;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A text a line. */
public final class TextLines implements Iterator<InputRow> {
    private final Utf8Text text;
    private @Nullable InputRow next;

    public TextLines(Utf8Text text) {
        this.text = text;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            String place = text.name() + " line " + text.line();
            String line = text.readLine();
            next = line == null ? null : InputRow.of(place, line);
        }
        return next != null;
    }

    @Override
    public InputRow next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        InputRow row = next;
        next = null;
        return row;
    }
}
