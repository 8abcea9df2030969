package io.github.bedrockcli.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what a family pushes: the answer so far. */
public final class Reply implements ReplySink {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<ToolUse> toolUses = new ArrayList<>();
    private final List<String> attachments = new ArrayList<>();
    private JsonNode guardrail = MissingNode.getInstance();
    private Usage usage = Usage.UNKNOWN;
    private @Nullable Stop stop;

    @Override
    public void text(String piece) {
        text.append(piece);
    }

    @Override
    public void reasoning(String piece) {
        reasoning.append(piece);
    }

    @Override
    public void toolUse(ToolUse toolUse) {
        toolUses.add(toolUse);
    }

    @Override
    public void attachment(String kind) {
        attachments.add(kind);
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
