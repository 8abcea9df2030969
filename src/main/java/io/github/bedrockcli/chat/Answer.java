package io.github.bedrockcli.chat;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Reply;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.render.AnswerFacts;
import org.jspecify.annotations.Nullable;

/**
 * What came of one turn.
 *
 * @param streamed whether it was asked for as a stream
 * @param interrupted whether the user stopped it
 * @param failure why it failed; null when it did not, or when the user stopped it
 */
record Answer(
        Reply reply,
        boolean streamed,
        boolean interrupted,
        @Nullable BedrockException failure,
        String family,
        AnswerFacts facts) {
    /** How the service ended the answer; {@link Outcome#BROKEN} when it did not. */
    Outcome outcome() {
        Stop stop = reply.stop();
        return stop == null ? Outcome.BROKEN : stop.outcome();
    }

    /**
     * Whether the turn becomes part of the conversation. A blocked one does not: it would be sent again with every
     * later turn and block those as well. Neither does one without text: services refuse an empty turn.
     */
    boolean stays() {
        return !reply.text().isBlank() && outcome() != Outcome.BLOCKED;
    }
}
