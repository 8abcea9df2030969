package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.bedrockcli.bulk.CsvRows;
import io.github.bedrockcli.bulk.InputRow;
import io.github.bedrockcli.bulk.JsonLines;
import io.github.bedrockcli.bulk.TextLines;
import io.github.bedrockcli.model.UsageException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Many texts from a file or from standard input: lines, JSON lines, or a column of a table. */
final class RowOptions {
    private @Nullable String input;
    private @Nullable String field;
    private @Nullable String idField;
    private @Nullable String column;

    void declare(Declarations command) {
        command.option(
                        "--input",
                        "FILE",
                        "Read texts from a UTF-8 file, - for standard input: a text a line, or by the name's ending"
                                + " .jsonl (JSON lines), .csv, .tsv.")
                .text(value -> input = value);
        command.option(
                        "--field",
                        "/POINTER",
                        "The input is JSON lines, and this is where the text is in each (default: the line itself, a"
                                + " JSON string).")
                .text(value -> field = value);
        command.option(
                        "--id-field",
                        "/POINTER",
                        "Where in each JSON line an id is, to be shown in JSON output (default: none).")
                .text(value -> idField = value);
        command.option(
                        "--column",
                        "NAME",
                        "The input has columns and a header (.csv; tabs for .tsv), and this one is the text.")
                .text(value -> column = value);
    }

    /** The file to read, or null when standard input is to be. */
    @Nullable
    String input() {
        return input;
    }

    boolean hasField() {
        return field != null;
    }

    /** Whether anything says how the input is to be read. */
    boolean hasLayout() {
        return field != null || idField != null || column != null;
    }

    boolean readsStandardInput() {
        return input == null || input.equals("-");
    }

    /** Opens the file, or standard input. */
    InputStream open(InputFiles files) {
        return files.stream(name());
    }

    private String name() {
        return input == null ? "-" : input;
    }

    /**
     * The rows of what was opened.
     *
     * @param imageField where in each JSON line the name of a picture's file is, or null
     */
    Iterator<InputRow> rows(InputFiles files, InputStream in, @Nullable String imageField) {
        String name = name();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String label = InputFiles.label(name);
        boolean table = ending.equals("csv") || ending.equals("tsv");
        boolean json = ending.equals("jsonl") || ending.equals("ndjson");
        boolean fields = field != null || idField != null || imageField != null;
        if (column != null && fields) {
            throw new UsageException("--column is for columns and --field for JSON lines: one of them");
        }
        if (column != null) {
            return new CsvRows(files.lines(in, name), ending.equals("tsv") ? '\t' : ',', column);
        }
        if (fields || json) {
            return new JsonLines(files.lines(in, name), fields(imageField));
        }
        if (table) {
            throw new UsageException(
                    label + " has columns: say which one is the text", "add --column NAME, as in its first line");
        }
        return new TextLines(files.lines(in, name));
    }

    private JsonLines.Fields fields(@Nullable String imageField) {
        String text = field == null && imageField == null ? "" : field;
        return new JsonLines.Fields(
                pointer("--field", text), pointer("--image-field", imageField), pointer("--id-field", idField));
    }

    private static @Nullable JsonPointer pointer(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return JsonPointer.compile(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    option + " is a JSON pointer, which begins with /: not '" + text + "'", option + " /" + text);
        }
    }
}
