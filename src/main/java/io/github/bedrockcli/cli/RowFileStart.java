package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.bulk.RowJournal;
import io.github.bedrockcli.cli.RowFile.Continuation;
import io.github.bedrockcli.cli.RowFile.RowLayout;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Objects;

/** Decides at the start of a run what becomes of the rows of an earlier one: gone on with, thrown away or refused. */
final class RowFileStart {
    /** Begins every journal's first line. */
    static final String MARK = "{\"journal\":1,";

    static final String SAME_INPUT = "give the input of the first run again; --force in place of --resume starts over";

    private static final String OTHER_NAME = "choose another name for --out";

    private final RowNames names;
    private final RowLayout layout;
    private final Continuation next;
    private final boolean resume;

    /** @param resume whether to go on with what is there */
    RowFileStart(RowNames names, RowLayout layout, Continuation next, boolean resume) {
        this.names = names;
        this.layout = layout;
        this.next = next;
        this.resume = resume;
    }

    /**
     * Opens the file, locked against other runs.
     *
     * @throws UsageException when rows that were paid for would be lost, when they are of another sort than what is asked
     *     for now, when another run is writing, or when the file cannot be written
     */
    RowFile open() {
        names.check(next.force());
        checkJournal();
        boolean fresh = !names.hasPartial();
        try {
            RowJournal journal = RowJournal.open(names.journal())
                    .orElseThrow(() -> new UsageException(
                            "another run is writing " + names.shownPartial(),
                            "wait for its end, or choose another name for --out"));
            try {
                return open(journal);
            } catch (IOException | RuntimeException e) {
                if (fresh && hasNoRows()) {
                    Files.delete(names.partial());
                    journal.delete();
                } else if (journal.isEmpty()) {
                    journal.delete();
                }
                journal.close();
                throw e;
            }
        } catch (IOException e) {
            throw OutputFile.unwritable(names.target(), e);
        }
    }

    /** What stands in the journal's place is not opened: a device would act on it, and be deleted as a journal is. */
    private void checkJournal() {
        Path journal = names.journal();
        if (Files.exists(journal, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(journal, LinkOption.NOFOLLOW_LINKS)) {
            throw new UsageException(names.shown() + RowNames.JOURNAL + " is not a file", OTHER_NAME);
        }
    }

    private boolean hasNoRows() throws IOException {
        return names.hasPartial() && !hasContent();
    }

    private RowFile open(RowJournal journal) throws IOException {
        boolean goesOn = goesOn(journal);
        FileChannel partial = FileChannel.open(
                names.partial(),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        try {
            if (!goesOn) {
                partial.truncate(0);
                partial.write(ByteBuffer.allocate(layout.format().headLength()), 0);
                journal.begin(layout.subject());
            }
            return new RowFile(names, layout, journal, partial, next);
        } catch (IOException | RuntimeException e) {
            partial.close();
            throw e;
        }
    }

    /** Whether there are rows to go on after; false when the run begins at the first. */
    private boolean goesOn(RowJournal journal) throws IOException {
        boolean startOver = next.force() && !resume;
        if (names.hasPartial() && !Files.isRegularFile(names.partial(), LinkOption.NOFOLLOW_LINKS)) {
            throw new UsageException(names.shownPartial() + " is not a file", OTHER_NAME);
        }
        String subject = journal.subject().orElse("");
        if (!subject.startsWith(MARK) && !journal.isEmpty()) {
            throw new UsageException(names.shown() + RowNames.JOURNAL + " is not this program's", OTHER_NAME);
        }
        if (subject.isEmpty() && hasContent() && !startOver) {
            throw new UsageException(
                    names.shownPartial() + " is there already, and not of a run that can go on",
                    "remove it, or choose another name for --out");
        }
        if (subject.isEmpty() || journal.rows() == 0 || !names.hasPartial() || startOver) {
            return false;
        }
        if (!resume) {
            throw new UsageException(
                    names.shownPartial() + " holds " + RowFile.count(journal.rows()) + " of a cut run",
                    "--resume goes on after them, --force starts over");
        }
        if (!subject.equals(layout.subject())) {
            throw new UsageException(
                    difference(subject),
                    "give the options of the first run again; --force in place of" + " --resume starts over");
        }
        return true;
    }

    private boolean hasContent() throws IOException {
        return names.hasPartial()
                && Files.size(names.partial()) > layout.format().headLength();
    }

    private String difference(String before) {
        try {
            JsonNode then = Json.parse(before);
            JsonNode now = Json.parse(layout.subject());
            for (Iterator<String> members = now.fieldNames(); members.hasNext(); ) {
                String member = members.next();
                if (!Objects.equals(then.get(member), now.get(member))) {
                    return names.shownPartial() + " was begun with " + member + " " + word(then.path(member)) + ", not "
                            + word(now.path(member));
                }
            }
        } catch (JsonProcessingException e) {
            // The line is of no version of the program that is known here.
        }
        return names.shownPartial() + " was begun by another version of this program";
    }

    private static String word(JsonNode value) {
        return value.isTextual() ? value.textValue() : Json.line(value);
    }
}
