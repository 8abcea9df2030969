package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.render.Elapsed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a wait goes on, on standard error: one line that changes on a terminal, else a line for each change. The thread of a Ctrl-C ends it
 * too. */
final class JobProgress {
    private final Notes notes;
    private final boolean terminal;
    private @Nullable String status;
    private int shown;

    JobProgress(Notes notes, boolean terminal) {
        this.notes = notes;
        this.terminal = terminal;
    }

    /** The service told a status. */
    synchronized void status(AsyncJob job, Duration waited) {
        String told = String.valueOf(job.status());
        boolean changed = !told.equals(status);
        status = told;
        if (terminal) {
            tick(waited);
        } else if (changed) {
            notes.note(job.id() + ": " + told + (job.isOver() ? " after " + Elapsed.text(waited) : ""));
        }
    }

    /** Time has passed. */
    synchronized void tick(Duration waited) {
        if (!terminal || notes.quiet() || status == null) {
            return;
        }
        String line = status + " " + Elapsed.text(waited);
        notes.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        shown = line.length();
    }

    /** The wait is over: what follows begins on a line of its own. */
    synchronized void end() {
        if (shown > 0) {
            notes.print("\n");
            shown = 0;
        }
    }
}
