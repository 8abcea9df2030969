package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.bedrockcli.bulk.CsvRows;
import io.github.bedrockcli.bulk.InputRow;
import io.github.bedrockcli.bulk.JsonLines;
import io.github.bedrockcli.bulk.TextLines;
import io.github.bedrockcli.model.UsageException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where many texts come from: arguments, or lines, JSON lines or a column of a file or of standard input. */
final class TextInputOptions {
    @Parameters(
            arity = "0..*",
            paramLabel = "TEXT",
            description = "Texts, a vector each. Without any, standard input is read: a text a line.")
    private List<String> texts = List.of();

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Read texts from a UTF-8 file, - for standard input: a text a line, or by the name's ending"
                    + " .jsonl (JSON lines), .csv, .tsv.")
    private @Nullable String input;

    @Option(
            names = "--field",
            paramLabel = "/POINTER",
            description = "The input is JSON lines, and this is where the text is in each (default: the line itself, a"
                    + " JSON string).")
    private @Nullable String field;

    @Option(
            names = "--id-field",
            paramLabel = "/POINTER",
            description = "Where in each JSON line an id is, to be shown with -o jsonl (default: none).")
    private @Nullable String idField;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "The input has columns and a header (.csv; tabs for .tsv), and this one is the text.")
    private @Nullable String column;

    /**
     * Texts in order, read as they are asked for.
     *
     * @param in what is read, or null for arguments
     * @param mayBeEmpty whether it is no mistake when there is no text
     */
    record Source(Iterator<InputRow> rows, @Nullable InputStream in, boolean mayBeEmpty) implements AutoCloseable {
        @Override
        public void close() throws java.io.IOException {
            if (in != null) {
                in.close();
            }
        }
    }

    /** Whether {@link #open} gives the same texts every time: arguments and plain files, but no pipes. */
    boolean canReopen(Io io) {
        return hasArguments() || (input != null && new InputFiles(io).isRegular(input));
    }

    /** Opens the texts at their beginning. */
    Source open(Io io) {
        if (hasArguments()) {
            checkAlone();
            return new Source(arguments().iterator(), null, false);
        }
        boolean dash = !texts.isEmpty();
        if (dash && input != null) {
            throw new UsageException("texts come from TEXT or from --input, not from both");
        }
        if (!dash && input == null && io.inTerminal()) {
            throw noText();
        }
        InputFiles files = new InputFiles(io);
        String name = input == null ? "-" : input;
        InputStream in = files.stream(name);
        return new Source(rows(in, name), in, input != null);
    }

    boolean readsStandardInput() {
        return !hasArguments() && (input == null || input.equals("-"));
    }

    private boolean hasArguments() {
        return !texts.isEmpty() && !texts.equals(List.of("-"));
    }

    static UsageException noText() {
        return new UsageException(
                "there is no text", "bedrock embed \"your text\", or pipe lines in: ... | bedrock embed");
    }

    private void checkAlone() {
        if (input != null) {
            throw new UsageException("texts come from TEXT or from --input, not from both");
        }
        if (field != null || idField != null || column != null) {
            throw new UsageException("--field, --id-field and --column go with --input, not with TEXT");
        }
    }

    private List<InputRow> arguments() {
        List<InputRow> rows = new ArrayList<>();
        for (String text : texts) {
            String place = texts.size() == 1 ? "TEXT" : "TEXT " + (rows.size() + 1);
            rows.add(new InputRow(place, text, null, null));
        }
        return rows;
    }

    private Iterator<InputRow> rows(InputStream in, String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String label = InputFiles.label(name);
        boolean table = ending.equals("csv") || ending.equals("tsv");
        boolean json = ending.equals("jsonl") || ending.equals("ndjson");
        if (column != null && (field != null || idField != null)) {
            throw new UsageException("--column is for columns and --field for JSON lines: one of them");
        }
        if (column != null) {
            return new CsvRows(in, label, ending.equals("tsv") ? '\t' : ',', column);
        }
        if (field != null || idField != null || json) {
            return new JsonLines(
                    in,
                    label,
                    pointer("--field", field == null ? "" : field),
                    idField == null ? null : pointer("--id-field", idField));
        }
        if (table) {
            throw new UsageException(
                    label + " has columns: say which one is the text", "add --column NAME, as in its first line");
        }
        return new TextLines(in, label);
    }

    private static JsonPointer pointer(String option, String text) {
        try {
            return JsonPointer.compile(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    option + " is a JSON pointer, which begins with /: not '" + text + "'", option + " /" + text);
        }
    }
}
