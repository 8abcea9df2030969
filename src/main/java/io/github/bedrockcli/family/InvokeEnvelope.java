package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.ToolUse;
import io.github.bedrockcli.model.Usage;
import java.util.List;

/**
 * A family with what Bedrock itself puts into the replies and chunks of InvokeModel, whatever the family: a guardrail's
 * action and trace, and the last chunk's token counts. Also sees to it that the end is told once.
 *
 * <p>Source: Bedrock user guide, "Use a guardrail with inference operations", and recorded streams; 2026-11.
 */
final class InvokeEnvelope implements TextFamily {
    private static final String ACTION = "amazon-bedrock-guardrailAction";
    private static final String TRACE = "amazon-bedrock-trace";
    static final String METRICS = "amazon-bedrock-invocationMetrics";

    private final TextFamily family;

    InvokeEnvelope(TextFamily family) {
        this.family = family;
    }

    @Override
    public String name() {
        return family.name();
    }

    @Override
    public List<String> prefixes() {
        return family.prefixes();
    }

    @Override
    public List<String> except() {
        return family.except();
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return family.parameters(id);
    }

    @Override
    public List<Parameter> beyondConverse(ModelId id) {
        return family.beyondConverse(id);
    }

    @Override
    public boolean advisesOneOfTemperatureAndTopP() {
        return family.advisesOneOfTemperatureAndTopP();
    }

    @Override
    public MediaLimits mediaLimits(ModelId id) {
        return family.mediaLimits(id);
    }

    @Override
    public boolean streams(ModelId id) {
        return family.streams(id);
    }

    @Override
    public ObjectNode request(Prompt prompt, Context context) {
        return family.request(prompt, context);
    }

    @Override
    public void settle(Draft draft) {
        family.settle(draft);
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {
        Watch watch = new Watch(sink);
        watch.before(body);
        family.reply(body, watch);
        watch.after(true);
    }

    /** Whether a guardrail says in a reply or a chunk that it held something back. */
    static boolean intervened(JsonNode tree) {
        return tree.path(ACTION).asText().equals("INTERVENED");
    }

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        Watch watch = new Watch(sink);
        ChunkDecoder decoder = family.decoder(watch);
        return new ChunkDecoder() {
            @Override
            public void accept(JsonNode chunk) {
                watch.before(chunk);
                decoder.accept(chunk);
                watch.after(chunk.has(METRICS));
            }

            @Override
            public void end() {
                decoder.end();
                // A recorded stream with a blocked prompt was a single chunk without metrics or a reason.
                watch.after(true);
            }
        };
    }

    /** Passes on what the family pushes, with the guardrail's verdict put over the family's end. */
    private static final class Watch implements ReplySink {
        private final ReplySink sink;
        private Usage counted = Usage.UNKNOWN;
        private boolean intervened;
        private boolean stopped;

        Watch(ReplySink sink) {
            this.sink = sink;
        }

        void before(JsonNode tree) {
            JsonNode trace = tree.path(TRACE).path("guardrail");
            if (trace.isObject()) {
                sink.guardrail(trace);
            }
            intervened |= InvokeEnvelope.intervened(tree);
            if (tree.path(METRICS).isObject()) {
                // These fill what the family does not tell. Its own counts win: in recorded Claude streams with a
                // tool call these leave the call out (54 tokens), where the same reply unstreamed counts it (70).
                usage(Counts.metrics(tree.path(METRICS)).mergedWith(counted));
            }
        }

        /** A guardrail's message may come in place of an answer and then lacks the family's own end. */
        void after(boolean last) {
            if (last && intervened && !stopped) {
                stop(new Stop(null, Outcome.BLOCKED));
            }
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
            Usage merged = counted.mergedWith(usage);
            if (!merged.equals(counted)) {
                counted = merged;
                sink.usage(merged);
            }
        }

        @Override
        public void stop(Stop stop) {
            if (stopped) {
                return;
            }
            stopped = true;
            sink.stop(intervened ? new Stop(stop.reason(), Outcome.BLOCKED, "a guardrail intervened") : stop);
        }
    }
}
