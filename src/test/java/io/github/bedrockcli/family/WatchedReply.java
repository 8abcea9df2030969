package io.github.bedrockcli.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Reply;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.ToolUse;
import io.github.bedrockcli.model.Usage;

/** A reply that fails when a family breaks the sink's rules: one stop, and no content after it. */
final class WatchedReply implements ReplySink {
    final Reply reply = new Reply();

    @Override
    public void text(String text) {
        open("text");
        reply.text(text);
    }

    @Override
    public void reasoning(String text) {
        open("reasoning");
        reply.reasoning(text);
    }

    @Override
    public void toolUse(ToolUse toolUse) {
        open("a tool call");
        reply.toolUse(toolUse);
    }

    @Override
    public void attachment(String kind) {
        open("an attachment");
        reply.attachment(kind);
    }

    @Override
    public void guardrail(JsonNode trace) {
        reply.guardrail(trace);
    }

    @Override
    public void usage(Usage usage) {
        reply.usage(usage);
    }

    @Override
    public void stop(Stop stop) {
        open("a second stop");
        reply.stop(stop);
    }

    private void open(String what) {
        assertThat(reply.stop()).as("the stop before %s", what).isNull();
    }
}
