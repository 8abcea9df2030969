package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.ToolUse;
import io.github.bedrockcli.model.Usage;

/** Passes on all that is pushed: the base of sinks that change one thing about an answer and let the rest through. */
abstract class PassingSink implements ReplySink {
    final ReplySink sink;

    PassingSink(ReplySink sink) {
        this.sink = sink;
    }

    @Override
    public void text(String text) {
        sink.text(text);
    }

    @Override
    public void reasoning(String text) {
        sink.reasoning(text);
    }

    @Override
    public void toolUse(ToolUse toolUse) {
        sink.toolUse(toolUse);
    }

    @Override
    public void attachment(String kind) {
        sink.attachment(kind);
    }

    @Override
    public void guardrail(JsonNode trace) {
        sink.guardrail(trace);
    }

    @Override
    public void usage(Usage usage) {
        sink.usage(usage);
    }

    @Override
    public void stop(Stop stop) {
        sink.stop(stop);
    }
}
