package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.Stop;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mistral 7B Instruct, Mixtral 8x7B Instruct, Mistral Large and Small of 24.02: text completion.
 *
 * <p>Source: Bedrock user guide, "Mistral AI text completion", and recorded replies; 2026-11. Turns are written in the
 * guide's template, {@code <s>[INST] … [/INST] …</s>[INST] … [/INST]}. It has no place for a system prompt, which stands
 * before the first turn's text, as Mistral's own templates have it. Pictures and documents are refused: the body has no
 * place for them. Counts come in headers and in the last chunk, not in the body.
 */
final class MistralText implements TextFamily {
    private static final ControlWords CONTROL = new ControlWords("Mistral's", Pattern.compile("\\[/?INST\\]"));

    @Override
    public String name() {
        return "mistral-text";
    }

    @Override
    public List<String> prefixes() {
        return List.of(
                "mistral.mistral-7b-",
                "mistral.mixtral-8x7b-",
                "mistral.mistral-large-2402-",
                "mistral.mistral-small-2402-");
    }

    /** Imported models that take the same body; Custom Model Import takes Mistral and Mixtral. */
    @Override
    public List<String> architectures() {
        return List.of("mistral", "mixtral");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        String base = id.base().orElse("");
        boolean open = base.startsWith("mistral.mistral-7b-") || base.startsWith("mistral.mixtral-");
        Parameter topK = Parameter.integer("top_k", "number of likely words considered")
                .range("1", "200")
                .common(Common.TOP_K);
        return new ParameterTable(
                owner(id),
                List.of(
                        Parameter.integer("max_tokens", "most tokens of the answer")
                                .range("1", base.startsWith("mistral.mixtral-") ? "4096" : "8192")
                                .defaultsTo(open ? 512 : 8192)
                                .common(Common.MAX_TOKENS),
                        Parameter.number("temperature", "randomness")
                                .range("0", "1")
                                .defaultsTo(open ? 0.5 : 0.7)
                                .common(Common.TEMPERATURE),
                        Parameter.number("top_p", "share of likely words considered")
                                .range("0", "1")
                                .defaultsTo(open ? 0.9 : 1)
                                .common(Common.TOP_P),
                        open ? topK.defaultsTo(50) : topK,
                        Parameter.strings("stop", "texts that end the answer")
                                .atMost(10)
                                .common(Common.STOP)));
    }

    @Override
    public ObjectNode request(Prompt prompt, Context context) {
        Turns turns = Turns.of(prompt, owner(context.id()), false);
        if (prompt.raw()) {
            return Json.object().put("prompt", turns.raw(prompt));
        }
        if (context.validate()) {
            CONTROL.refuse(turns, prompt);
        }
        return Json.object().put("prompt", template(turns, prompt));
    }

    private static String template(Turns turns, Prompt prompt) {
        StringBuilder text = new StringBuilder("<s>");
        String system = prompt.system();
        String lead = system == null ? "" : system + "\n\n";
        for (Turns.Turn turn : turns.list()) {
            if (turn.role() == Role.USER) {
                text.append("[INST] ").append(lead).append(turn.text()).append(" [/INST]");
                lead = "";
            } else {
                text.append(' ').append(turn.text()).append("</s>");
            }
        }
        String prefill = prompt.prefill();
        return prefill == null
                ? text.toString()
                : text.append(' ').append(prefill).toString();
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {
        Stop end = null;
        String between = "";
        for (JsonNode output : body.path("outputs")) {
            String text = output.path("text").asText("");
            if (!text.isEmpty()) {
                sink.text(between + text);
                between = "\n\n";
            }
            boolean ended = !text.isEmpty() || output.path("stop_reason").isTextual();
            if (ended && (end == null || end.outcome() == Outcome.COMPLETE)) {
                end = stop(output.path("stop_reason").textValue());
            }
        }
        if (end != null) {
            sink.stop(end);
        }
    }

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        return chunk -> {
            JsonNode output = chunk.path("outputs").path(0);
            String text = output.path("text").asText("");
            if (!text.isEmpty()) {
                sink.text(text);
            }
            if (output.path("stop_reason").isTextual()) {
                sink.stop(stop(output.path("stop_reason").textValue()));
            }
        };
    }

    private static Stop stop(@Nullable String reason) {
        return new Stop(reason, StopWords.outcome(reason == null ? "" : reason));
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Mistral");
    }
}
