package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.bulk.InputRow;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents to rank: options, or the rows of a file or of standard input. */
final class DocumentOptions {
    /** What each document has around it in a request at least: two quotes and a comma. */
    private static final int QUOTES = 3;

    private List<String> documents = List.of();
    private final RowOptions file = new RowOptions();

    void declare(Declarations command) {
        command.option(
                        "--document",
                        "TEXT",
                        "A document; repeatable. Without any, and without --input, standard input is read: a document"
                                + " a line.")
                .texts(value -> documents = value);
        file.declare(command);
    }

    /**
     * A document.
     *
     * @param id the input's own name for it, or null
     */
    record Document(@Nullable JsonNode id, String text) {}

    boolean readsStandardInput() {
        return documents.isEmpty() && file.readsStandardInput();
    }

    /**
     * Reads them all.
     *
     * @param plan whose model says how many there may be
     * @throws UsageException when there are none or too many, or one cannot be ranked
     */
    List<Document> read(Io io, InputFiles files, RerankPlan plan) {
        if (!documents.isEmpty()) {
            if (file.input() != null || file.hasLayout()) {
                throw new UsageException("documents come from --document or from --input, not from both");
            }
            List<InputRow> rows = new ArrayList<>();
            documents.forEach(text -> rows.add(InputRow.of("--document " + (rows.size() + 1), text)));
            return collect(rows.iterator(), plan);
        }
        if (file.input() == null && io.inTerminal()) {
            throw none();
        }
        try (InputStream in = file.open(files)) {
            return collect(file.rows(files, in, null), plan);
        } catch (IOException e) {
            throw new UsageException("cannot read the documents: " + Reason.of(e));
        }
    }

    private static List<Document> collect(Iterator<InputRow> rows, RerankPlan plan) {
        boolean validate = plan.parameters().validate();
        int most = plan.family().maxDocuments(plan.id());
        List<Document> read = new ArrayList<>();
        long characters = 0;
        while (rows.hasNext()) {
            InputRow row = rows.next();
            String text = row.text();
            if (text == null) {
                throw new UsageException(row.place() + ": " + row.problem());
            }
            if (validate && text.isEmpty()) {
                throw new UsageException(row.place() + ": the document is empty");
            }
            if (validate && read.size() == most) {
                throw new UsageException(
                        "there are more than " + most + " documents, the most of one ranking",
                        "rank fewer, or --no-validate to let the service judge");
            }
            characters += text.length() + QUOTES;
            if (characters > InputFiles.MAX_BYTES) {
                throw new UsageException(
                        "the documents come to more than " + InputFiles.MAX_BYTES + " bytes, the most of one request",
                        "rank fewer or shorter documents");
            }
            read.add(new Document(row.id(), text));
        }
        if (read.isEmpty()) {
            throw none();
        }
        return read;
    }

    private static UsageException none() {
        return new UsageException(
                "there are no documents",
                "--document TEXT, --input FILE, or pipe lines in: ... | bedrock rerank QUERY");
    }
}
