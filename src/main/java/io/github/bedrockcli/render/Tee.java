package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.ToolUse;
import io.github.bedrockcli.model.Usage;

/** Pushes an answer into two sinks. */
public final class Tee implements ReplySink {
    private final ReplySink first;
    private final ReplySink second;

    public Tee(ReplySink first, ReplySink second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public void text(String text) {
        first.text(text);
        second.text(text);
    }

    @Override
    public void reasoning(String text) {
        first.reasoning(text);
        second.reasoning(text);
    }

    @Override
    public void toolUse(ToolUse toolUse) {
        first.toolUse(toolUse);
        second.toolUse(toolUse);
    }

    @Override
    public void attachment(String kind) {
        first.attachment(kind);
        second.attachment(kind);
    }

    @Override
    public void guardrail(JsonNode trace) {
        first.guardrail(trace);
        second.guardrail(trace);
    }

    @Override
    public void usage(Usage usage) {
        first.usage(usage);
        second.usage(usage);
    }

    @Override
    public void stop(Stop stop) {
        first.stop(stop);
        second.stop(stop);
    }
}
