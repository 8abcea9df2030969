package io.github.bedrockcli.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what a family pushes: the answer so far. */
public final class Reply implements ReplySink {
    /** The most that is held of a stream, in characters: many times what the largest models can say in one answer. */
    public static final int MAX_HELD = 8 << 20;

    /** What a part of an answer that is no text takes up beside its own size. */
    private static final int PART = 100;

    private final boolean keepsText;
    private final boolean bounded;
    private long held;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<ToolUse> toolUses = new ArrayList<>();
    private final List<String> attachments = new ArrayList<>();
    private JsonNode guardrail = MissingNode.getInstance();
    private Usage usage = Usage.UNKNOWN;
    private @Nullable Stop stop;

    /** For an answer that came whole, and so is no longer than its body was. */
    public Reply() {
        this(true, false);
    }

    private Reply(boolean keepsText, boolean bounded) {
        this.keepsText = keepsText;
        this.bounded = bounded;
    }

    /** For a stream, which may have no end: no more than {@link #MAX_HELD} is taken. */
    public static Reply ofStream() {
        return new Reply(true, true);
    }

    /** For a stream whose text and reasoning are printed as they come, and not held. */
    public static Reply ofPrintedStream() {
        return new Reply(false, true);
    }

    @Override
    public void text(String piece) {
        if (keepsText) {
            hold(piece.length());
            text.append(piece);
        }
    }

    @Override
    public void reasoning(String piece) {
        if (keepsText) {
            hold(piece.length());
            reasoning.append(piece);
        }
    }

    /** Arguments are limited where they are put together. */
    @Override
    public void toolUse(ToolUse toolUse) {
        hold(PART + toolUse.name().length());
        toolUses.add(toolUse);
    }

    @Override
    public void attachment(String kind) {
        hold(PART);
        attachments.add(kind);
    }

    private void hold(long more) {
        held += more;
        if (bounded) {
            AnswerTooLongException.check(held);
        }
    }

    @Override
    public void guardrail(JsonNode trace) {
        guardrail = trace;
    }

    @Override
    public void usage(Usage later) {
        usage = usage.mergedWith(later);
    }

    @Override
    public void stop(Stop end) {
        stop = end;
    }

    public String text() {
        return text.toString();
    }

    public String reasoning() {
        return reasoning.toString();
    }

    public List<ToolUse> toolUses() {
        return List.copyOf(toolUses);
    }

    /** The kinds of the parts that are no text, in their order. */
    public List<String> attachments() {
        return List.copyOf(attachments);
    }

    /** What a guardrail found, in the service's own form; missing where it did not tell. */
    public JsonNode guardrail() {
        return guardrail;
    }

    public Usage usage() {
        return usage;
    }

    /** Whether the model itself ended the answer, at the token limit or a filter too, and did not fail at it. */
    public boolean isWhole() {
        return stop != null && stop.outcome() != Outcome.BROKEN;
    }

    /** How the answer ended; null while it has not. */
    public @Nullable Stop stop() {
        return stop;
    }
}
