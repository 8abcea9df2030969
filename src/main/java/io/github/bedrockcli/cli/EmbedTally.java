package io.github.bedrockcli.cli;

import io.github.bedrockcli.cli.EmbedCalls.Group;
import io.github.bedrockcli.cli.EmbedCalls.Outcome;
import io.github.bedrockcli.cli.RowOutput.Before;
import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.Usage;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts what a run of {@code embed} did, and says so at its end. */
final class EmbedTally {
    private final Notes notes;
    private final String noun;
    private long earlier;
    private long inputs;
    private long failed;
    private long calls;
    private Usage tokens = Usage.UNKNOWN;
    private @Nullable String firstFailure;
    private @Nullable String vectorSize;

    /** @param noun what an input is called, such as {@code text} */
    EmbedTally(Notes notes, String noun) {
        this.notes = notes;
        this.noun = noun;
    }

    /** Counts what an earlier run has left; its calls and tokens are that run's. */
    void goOnAfter(Before before) {
        earlier = before.rows();
        failed = before.failed();
        if (failed > 0) {
            firstFailure = before.firstFailed() + ": failed before the run was cut";
        }
    }

    void add(Group group) {
        calls += group.calls();
        tokens = tokens.plus(Usage.of(group.inputTokens(), null));
        for (Outcome outcome : group.outcomes()) {
            inputs++;
            Embedding embedding = outcome.row().embedding();
            if (vectorSize == null && embedding != null) {
                vectorSize = embedding.size();
            }
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
                "usage: %d %s in %d %s;%s tokens in %s; total %.2f s",
                inputs,
                inputs == 1 ? noun : noun + "s",
                calls,
                calls == 1 ? "call" : "calls",
                vectorSize == null ? "" : " vector size " + vectorSize + ";",
                in == null ? "?" : in.toString(),
                total.toMillis() / 1000.0));
    }

    /** A file without any input is worth a note where it was named, and a mistake where it was not. */
    void checkAny(boolean mayBeEmpty) {
        if (earlier > 0) {
            return;
        }
        if (inputs == 0 && !mayBeEmpty) {
            throw EmbedInputOptions.noInput();
        }
        if (inputs == 0) {
            notes.note("note: the input has no " + noun + "s");
        }
    }

    /** Says how many failed, if any did. */
    ExitCode exitCode() {
        if (failed == 0) {
            return ExitCode.OK;
        }
        new ErrorLines(failed + " of " + (earlier + inputs) + " " + noun + "s failed", firstFailure, null, null)
                .print(notes);
        return ExitCode.FAILURE;
    }
}
