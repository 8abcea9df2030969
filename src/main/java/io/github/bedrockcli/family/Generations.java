package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several answers to one prompt as one: their texts with a blank line between, and one end, the one that most needs
 * telling. In a recorded stream of Cohere Command with two answers they came one after the other, not mixed.
 */
final class Generations {
    private static final List<Outcome> BY_SEVERITY = List.of(
            Outcome.COMPLETE,
            Outcome.STOP_SEQUENCE,
            Outcome.TOOL_USE,
            Outcome.TRUNCATED,
            Outcome.CONTEXT_EXCEEDED,
            Outcome.BLOCKED,
            Outcome.BROKEN);

    private final ReplySink sink;
    private int current;
    private boolean printed;
    private @Nullable Stop worst;

    Generations(ReplySink sink) {
        this.sink = sink;
    }

    /** A piece of the text of the answer {@code index}. */
    void text(int index, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return;
        }
        if (printed && index != current) {
            sink.text("\n\n");
        }
        current = index;
        printed = true;
        sink.text(text);
    }

    /** Whether any text came. */
    boolean printed() {
        return printed;
    }

    /** One of the answers ended. */
    void ended(Stop stop) {
        Stop before = worst;
        if (before == null || severity(stop) > severity(before)) {
            worst = stop;
        }
    }

    /** All that is to come has come: pushes the end, if any answer had one. */
    void close() {
        Stop stop = worst;
        if (stop != null) {
            sink.stop(stop);
        }
    }

    private static int severity(Stop stop) {
        return BY_SEVERITY.indexOf(stop.outcome());
    }
}
