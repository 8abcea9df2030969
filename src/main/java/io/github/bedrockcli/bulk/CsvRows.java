package io.github.bedrockcli.bulk;

import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.model.Utf8Text;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * One named column of comma- or tab-separated values with a header row, quoted as in RFC 4180 (a quoted field may hold
 * separators, line ends and doubled quotes). Blank lines are skipped.
 */
public final class CsvRows implements Iterator<InputRow> {
    /** Most columns; a file without line ends is one row, and would be held in memory whole. */
    private static final int MAX_COLUMNS = 10_000;

    private final Utf8Text text;
    private final char separator;
    private final String column;
    private int place = -1;
    private @Nullable InputRow next;
    /** What ended the field read last: the separator, a line feed, or {@link Utf8Text#END}. */
    private int fieldEnd;
    /** The characters of the record read last, so far. */
    private long length;

    public CsvRows(Utf8Text text, char separator, String column) {
        this.text = text;
        this.separator = separator;
        this.column = column;
    }

    @Override
    public boolean hasNext() {
        if (place < 0) {
            place = findColumn();
        }
        while (next == null) {
            String where = text.name() + " line " + text.line();
            List<String> fields = record();
            if (fields == null) {
                return false;
            }
            if (fields.size() == 1 && fields.get(0).isEmpty()) {
                continue;
            }
            next = place < fields.size()
                    ? InputRow.of(where, fields.get(place))
                    : InputRow.broken(where, null, "the row has no column '" + column + "'");
        }
        return true;
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

    private int findColumn() {
        List<String> names = record();
        if (names == null) {
            throw new UsageException(text.name() + " is empty: its first line names the columns");
        }
        int found = names.indexOf(column);
        if (found < 0) {
            throw new UsageException(
                    text.name() + " has no column '" + column + "'",
                    Spelling.nearest(column, names)
                            .map(name -> "did you mean --column '" + name + "'?")
                            .orElse("its columns are: " + String.join(", ", names)));
        }
        if (names.lastIndexOf(column) != found) {
            throw new UsageException(text.name() + " has two columns named '" + column + "'", "rename one of them");
        }
        return found;
    }

    /** The next record's fields, or null at the end. */
    private @Nullable List<String> record() {
        int first = text.read();
        if (first == Utf8Text.END) {
            return null;
        }
        length = 0;
        List<String> fields = new ArrayList<>();
        fields.add(field(first));
        while (fieldEnd == separator) {
            if (fields.size() == MAX_COLUMNS) {
                throw new UsageException(
                        text.name() + " line " + text.line() + " has more than " + MAX_COLUMNS + " columns");
            }
            fields.add(field(text.read()));
        }
        return fields;
    }

    private String field(int first) {
        StringBuilder value = new StringBuilder();
        int unit = first;
        if (unit == '"') {
            unit = quoted(value);
        }
        while (unit != separator && unit != '\n' && unit != Utf8Text.END) {
            append(value, (char) unit);
            unit = text.read();
        }
        int last = value.length() - 1;
        if (unit != separator && first != '"' && last >= 0 && value.charAt(last) == '\r') {
            value.setLength(last);
        }
        fieldEnd = unit;
        return value.toString();
    }

    /** All fields of a record together may be no longer than one may be. */
    private void append(StringBuilder value, char unit) {
        if (++length > Utf8Text.MAX_LENGTH) {
            throw text.tooLong();
        }
        value.append(unit);
    }

    /** Reads to the closing quote; gives what follows it, which is the field's end. */
    private int quoted(StringBuilder value) {
        long opened = text.line();
        while (true) {
            int unit = text.read();
            if (unit == Utf8Text.END) {
                throw new UsageException(text.name() + " line " + opened + ": a quote is opened and never closed");
            }
            if (unit == '"') {
                unit = text.read();
                if (unit != '"') {
                    return endOfQuoted(unit);
                }
            }
            if (length == Utf8Text.MAX_LENGTH) {
                throw new UsageException(text.name() + " line " + opened + ": a quote is opened, and not closed within "
                        + Utf8Text.MAX_LENGTH + " characters");
            }
            append(value, (char) unit);
        }
    }

    private int endOfQuoted(int after) {
        int unit = after == '\r' ? text.read() : after;
        if (unit != separator && unit != '\n' && unit != Utf8Text.END) {
            throw new UsageException(text.name() + " line " + text.line()
                    + ": a quoted field goes on after its closing quote; quotes inside are doubled");
        }
        return unit;
    }
}
