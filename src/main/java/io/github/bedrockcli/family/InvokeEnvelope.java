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
 * action and trace, and the last chunk's token counts. Also sees to it that the end is told once, and reads the form that
 * imported models answer in beside their own.
 *
 * <p>Sources: Bedrock user guide, "Use a guardrail with inference operations", and recorded streams; "Invoke your imported
 * model": since November 2025 imported models also take and give the completions and the chat form of OpenAI; 2026-11.
 */
final class InvokeEnvelope implements TextFamily {
    private static final String ACTION = "amazon-bedrock-guardrailAction";
    private static final String TRACE = "amazon-bedrock-trace";
    static final String METRICS = "amazon-bedrock-invocationMetrics";

    private final TextFamily family;
    private final boolean imported;

    private InvokeEnvelope(TextFamily family, boolean imported) {
        this.family = family;
        this.imported = imported;
    }

    static InvokeEnvelope of(TextFamily family, ModelId id) {
        return new InvokeEnvelope(family, id.kind() == ModelId.Kind.IMPORTED_MODEL);
    }

    /** Whether this is an imported model's answer in the form of OpenAI, whatever form the family's own is. */
    private boolean isChoices(JsonNode tree) {
        return imported && tree.path("choices").isArray();
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
        if (isChoices(body)) {
            ChatAnswer.reply(body, watch, ReasoningTags::new);
        } else {
            family.reply(body, watch);
        }
        watch.after(true);
    }

    /** Whether a guardrail says in a reply or a chunk that it held something back. */
    static boolean intervened(JsonNode tree) {
        return tree.path(ACTION).asText().equals("INTERVENED");
    }

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        Watch watch = new Watch(sink);
        ChunkDecoder own = family.decoder(watch);
        ChunkDecoder choices = new ChatAnswer(watch, ReasoningTags::new);
        return new ChunkDecoder() {
            @Override
            public void accept(JsonNode chunk) {
                watch.before(chunk);
                (isChoices(chunk) ? choices : own).accept(chunk);
                watch.after(chunk.has(METRICS));
            }

            @Override
            public void end() {
                own.end();
                choices.end();
                // A recorded stream with a blocked prompt was a single chunk without metrics or a reason.
                watch.after(true);
            }
        };
    }

    /** Passes on what the family pushes, with the guardrail's verdict put over the family's end. */
    private static final class Watch extends PassingSink {
        private Usage counted = Usage.UNKNOWN;
        private boolean intervened;
        private boolean stopped;

        Watch(ReplySink sink) {
            super(sink);
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

        /** What comes after the answer's end is no part of it, whatever the family. */
        @Override
        public void text(String text) {
            if (!stopped) {
                sink.text(text);
            }
        }

        @Override
        public void reasoning(String text) {
            if (!stopped) {
                sink.reasoning(text);
            }
        }

        @Override
        public void toolUse(ToolUse toolUse) {
            if (!stopped) {
                sink.toolUse(toolUse);
            }
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
