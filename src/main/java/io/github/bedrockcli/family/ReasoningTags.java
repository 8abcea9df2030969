package io.github.bedrockcli.family;

import io.github.bedrockcli.model.AnswerTooLongException;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import java.util.Map;

/**
 * Takes reasoning that stands between tags out of an answer's text, wherever the text is cut into pieces, and also when
 * every piece has a pair of its own.
 *
 * <p>Only tags before the answer's first word are taken for reasoning: an answer may speak of such tags itself, and
 * "the model reasoning, surrounded by {@code <reasoning>} tags, precedes the text content". Source: Bedrock user guide,
 * "OpenAI models", and recorded replies; {@code <think>} is what DeepSeek's and Qwen's own templates write; 2026-11.
 * Nothing but the tags is dropped: white space around them stays.
 */
final class ReasoningTags extends PassingSink {
    private static final Map<String, String> TAGS = Map.of("<reasoning>", "</reasoning>", "<think>", "</think>");

    /** Where in the answer the text has come to. */
    private enum Place {
        BEFORE,
        WITHIN,
        ANSWER
    }

    /** Text that may turn out to be a tag. */
    private final StringBuilder held = new StringBuilder();
    /** Reasoning since the last opening tag. */
    private final StringBuilder open = new StringBuilder();

    private Place place = Place.BEFORE;
    private String close;
    /** Whether reasoning began before the text did. */
    private boolean begun;

    ReasoningTags(ReplySink sink) {
        this(sink, "", false);
    }

    private ReasoningTags(ReplySink sink, String close, boolean begun) {
        super(sink);
        this.close = close;
        this.begun = begun;
    }

    /** For an answer whose {@code <think>} stands at the end of the prompt already. */
    static ReasoningTags begun(ReplySink sink) {
        return new ReasoningTags(sink, "</think>", true);
    }

    @Override
    public void text(String text) {
        held.append(text);
        boolean moved = true;
        while (moved) {
            moved = switch (place) {
                case BEFORE -> opens();
                case WITHIN -> closes();
                case ANSWER -> {
                    pass(held.length());
                    yield false;
                }
            };
        }
    }

    /** Moves on to what follows white space; false when more text must tell whether a tag does. */
    private boolean opens() {
        int word = 0;
        while (word < held.length() && Character.isWhitespace(held.charAt(word))) {
            word++;
        }
        pass(word);
        if (held.isEmpty()) {
            return false;
        }
        String start = held.toString();
        for (Map.Entry<String, String> tag : TAGS.entrySet()) {
            if (start.startsWith(tag.getKey())) {
                held.delete(0, tag.getKey().length());
                close = tag.getValue();
                open.setLength(0);
                place = Place.WITHIN;
                return true;
            }
            if (tag.getKey().startsWith(start)) {
                return false;
            }
        }
        place = begun ? Place.WITHIN : Place.ANSWER;
        return true;
    }

    /** Passes on reasoning up to its end; false when the end has not come. */
    private boolean closes() {
        int end = held.indexOf(close);
        if (end < 0) {
            pass(held.length() - overlap());
            return false;
        }
        pass(end);
        held.delete(0, close.length());
        open.setLength(0);
        begun = false;
        place = Place.BEFORE;
        return true;
    }

    /** How many characters at the end of what is held may be the beginning of the closing tag. */
    private int overlap() {
        int length = Math.min(held.length(), close.length() - 1);
        while (!close.startsWith(held.substring(held.length() - length))) {
            length--;
        }
        return length;
    }

    private void pass(int length) {
        if (length == 0) {
            return;
        }
        String piece = held.substring(0, length);
        held.delete(0, length);
        if (begun || place == Place.WITHIN) {
            open.append(piece);
            AnswerTooLongException.check(open.length());
            sink.reasoning(piece);
        } else {
            sink.text(piece);
        }
    }

    /**
     * No more text comes. What looked like the beginning of a tag is none; and where the model ended its answer without
     * ever ending its reasoning, there was no reasoning: what came is the answer.
     */
    void end(Outcome outcome) {
        pass(held.length());
        boolean unclosed = begun || place == Place.WITHIN;
        boolean ended = outcome == Outcome.COMPLETE || outcome == Outcome.STOP_SEQUENCE;
        if (unclosed && ended && !open.toString().isBlank()) {
            sink.text(open.toString());
        }
        open.setLength(0);
        begun = false;
        place = Place.ANSWER;
    }

    @Override
    public void stop(Stop stop) {
        end(stop.outcome());
        sink.stop(stop);
    }
}
