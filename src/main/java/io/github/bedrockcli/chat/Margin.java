package io.github.bedrockcli.chat;

import io.github.bedrockcli.model.Reply;
import io.github.bedrockcli.model.Usage;
import io.github.bedrockcli.render.AnswerFacts;

/** What is said beside the answers, on standard error, in the words of the other commands. */
public interface Margin {
    /** A note that {@code --quiet} silences, on a line of its own. */
    void note(String line);

    /** What only {@code --verbose} shows, on a line of its own. */
    void detail(String line);

    /** What was asked for or must be said, on a line of its own. */
    void line(String line);

    /** A piece of the model's reasoning, without a line end. */
    void reasoning(String piece);

    /** What only {@code --verbose} shows of a call. */
    void details(AnswerFacts facts);

    /** The tokens and times of one call. */
    void usage(Usage usage, AnswerFacts facts);

    /**
     * A turn or a command failed: says so.
     *
     * @return the exit code that the failure would have ended another command with
     */
    int failure(Throwable error);

    /**
     * An answer ended otherwise than well: says how.
     *
     * @param streamed whether it came as a stream
     * @return the exit code that the ending would have given another command
     */
    int ended(Reply reply, String family, boolean streamed);
}
