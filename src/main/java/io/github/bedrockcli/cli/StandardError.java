package io.github.bedrockcli.cli;

import io.github.bedrockcli.chat.Margin;
import io.github.bedrockcli.model.Reply;
import io.github.bedrockcli.model.Usage;
import io.github.bedrockcli.render.AnswerFacts;

/** Standard error as a chat sees it. */
final class StandardError implements Margin {
    private final Notes notes;
    private final boolean debug;

    StandardError(Notes notes, boolean debug) {
        this.notes = notes;
        this.debug = debug;
    }

    @Override
    public void note(String line) {
        notes.note(line);
    }

    @Override
    public void detail(String line) {
        notes.detail(line);
    }

    @Override
    public void line(String line) {
        notes.line(line);
    }

    @Override
    public void reasoning(String piece) {
        if (!notes.quiet()) {
            notes.print(piece);
        }
    }

    @Override
    public void details(AnswerFacts facts) {
        Ending.details(notes, facts);
    }

    @Override
    public void usage(Usage usage, AnswerFacts facts) {
        Ending.usage(notes, usage, facts);
    }

    @Override
    public int failure(Throwable error) {
        return Errors.report(error, notes, debug).code();
    }

    @Override
    public int ended(Reply reply, String family, boolean streamed) {
        Ending.Cut cut = streamed ? Ending.Cut.STREAM_ENDED_EARLY : Ending.Cut.UNREADABLE_REPLY;
        return new Ending(notes, null).report(reply, cut, family, false).code();
    }
}
