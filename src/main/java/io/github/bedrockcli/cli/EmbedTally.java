package io.github.bedrockcli.cli;

import io.github.bedrockcli.cli.EmbedCalls.Group;
import io.github.bedrockcli.cli.EmbedCalls.Outcome;
import io.github.bedrockcli.model.Usage;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts what a run of {@code embed} did, and says so at its end. */
final class EmbedTally {
    private final Notes notes;
    private long texts;
    private long failed;
    private long calls;
    private Usage tokens = Usage.UNKNOWN;
    private @Nullable String firstFailure;

    EmbedTally(Notes notes) {
        this.notes = notes;
    }

    void add(Group group) {
        calls += group.calls();
        tokens = tokens.plus(Usage.of(group.inputTokens(), null));
        for (Outcome outcome : group.outcomes()) {
            texts++;
            String error = outcome.row().error();
            if (error != null) {
                failed++;
                String what = outcome.place() + ": " + error;
                firstFailure = firstFailure == null ? what : firstFailure;
                notes.note("warning: " + what);
            }
        }
    }

    /** The line of {@code --usage}. */
    void usage(Duration total) {
        Long in = tokens.inputTokens();
        notes.line(String.format(
                Locale.ROOT,
                "usage: %d %s in %d %s; tokens in %s; total %.2f s",
                texts,
                texts == 1 ? "text" : "texts",
                calls,
                calls == 1 ? "call" : "calls",
                in == null ? "?" : in.toString(),
                total.toMillis() / 1000.0));
    }

    /** An input without any text is worth a note where it was named, and a mistake where it was not. */
    void checkAny(boolean mayBeEmpty) {
        if (texts == 0 && !mayBeEmpty) {
            throw TextInputOptions.noText();
        }
        if (texts == 0) {
            notes.note("note: the input has no texts");
        }
    }

    /** Says how many failed, if any did. */
    ExitCode exitCode() {
        if (failed == 0) {
            return ExitCode.OK;
        }
        new ErrorLines(failed + " of " + texts + " texts failed", firstFailure, null, null).print(notes);
        return ExitCode.FAILURE;
    }
}
