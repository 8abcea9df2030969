package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.ToolUse;
import io.github.bedrockcli.model.Usage;
import io.github.bedrockcli.render.VisibleText;

/** The model's reasoning on standard error as it arrives; its line ends before the answer's text begins. */
final class ReasoningNotes implements ReplySink {
    private final Notes notes;
    private final VisibleText visible = new VisibleText();
    private final Runnable letOut;
    private boolean open;

    /** @param letOut lets out the answer's text so far, which stands before reasoning that comes after it */
    ReasoningNotes(Notes notes, Runnable letOut) {
        this.notes = notes;
        this.letOut = letOut;
    }

    @Override
    public void reasoning(String piece) {
        if (!piece.isEmpty() && !notes.quiet()) {
            letOut.run();
            notes.print(notes.terminal() ? visible.next(piece) : piece);
            open = !piece.endsWith("\n");
        }
    }

    @Override
    public void text(String piece) {
        end();
    }

    @Override
    public void toolUse(ToolUse toolUse) {}

    @Override
    public void usage(Usage usage) {}

    @Override
    public void stop(Stop stop) {}

    /** No more comes. */
    void end() {
        if (open) {
            open = false;
            notes.print("\n");
        }
    }
}
