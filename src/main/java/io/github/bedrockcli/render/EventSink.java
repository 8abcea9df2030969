package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.ToolUse;
import io.github.bedrockcli.model.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Prints a stream as NDJSON, one event a line: start, text, reasoning, tool_use, usage, error, stop. */
public final class EventSink implements ReplySink {
    private final Writer out;
    private boolean printed;

    public EventSink(Writer out) {
        this.out = out;
    }

    /** The first event: who answers. */
    public void start(String model, @Nullable String family, Api api, String region) {
        ObjectNode event = event("start");
        event.put("model", model);
        event.put("family", family);
        event.put("api", api.wireName());
        event.put("region", region);
        print(event);
        printed = false;
    }

    @Override
    public void text(String text) {
        print(event("text").put("text", text));
    }

    @Override
    public void reasoning(String text) {
        print(event("reasoning").put("text", text));
    }

    @Override
    public void toolUse(ToolUse toolUse) {
        ObjectNode event = event("tool_use");
        event.setAll(AnswerJson.toolUse(toolUse));
        print(event);
    }

    @Override
    public void usage(Usage usage) {
        ObjectNode event = event("usage");
        event.setAll(AnswerJson.usage(usage));
        print(event);
    }

    /** Printed at {@link #end} instead, when latency and all usage are known. */
    @Override
    public void stop(Stop stop) {}

    /** A failure: printed before the last event. */
    public void error(String message, int exitCode) {
        print(event("error").put("message", message).put("exit_code", exitCode));
    }

    /** The last event, and everything is let out; without a stop of the service's own the outcome is {@code broken}. */
    public void end(@Nullable Stop stop, Usage usage, AnswerFacts facts) {
        ObjectNode event = event("stop");
        AnswerJson.addStop(event, stop);
        event.set("usage", AnswerJson.usage(usage));
        event.set("latency_ms", AnswerJson.latency(facts));
        event.put("request_id", facts.requestId());
        print(event);
        flush();
    }

    /** Lets out what has been printed. */
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode event(String type) {
        return Json.object().put("type", type);
    }

    /** Whether an event of the answer was printed: anything but who answers. */
    public boolean printed() {
        return printed;
    }

    private void print(ObjectNode event) {
        printed = true;
        try {
            String line = Json.line(event);
            Slices.write(out, line, line.length());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
