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
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.Optional;

/**
 * Anthropic Claude 1, 2, 2.1 and Instant, through text completion. The same models answer the Messages body too, which
 * {@code --family claude} sends; a reply of either form is read.
 *
 * <p>Source: Bedrock user guide, "Anthropic Claude Text Completions API", recorded replies, and for the system prompt's
 * place the service's own refusal, "prompt must start with "\n\nHuman:" turn after an optional system prompt"
 * (spring-ai issue 404); 2026-11. A prompt that has its turns already is not wrapped again. The turns' labels are
 * ordinary words, which a text may hold too, so they are no protection against one that imitates turns. A system prompt
 * is refused before 2.1, pictures and documents always: the body has no place for them. The reply holds no token counts.
 */
final class ClaudeText implements TextFamily {
    private static final String HUMAN = "\n\nHuman:";
    private static final String ASSISTANT = "\n\nAssistant:";

    /** Sent when the user gives none, for the service requires it: what the guide advises as the most. */
    private static final int MAX_TOKENS = 4000;

    private final TextFamily messages = new Claude();

    @Override
    public String name() {
        return "claude-text";
    }

    @Override
    public List<String> prefixes() {
        return List.of("anthropic.claude-v1", "anthropic.claude-v2", "anthropic.claude-instant");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return new ParameterTable(
                owner(id),
                List.of(
                        Parameter.integer("max_tokens_to_sample", "most tokens of the answer")
                                .range("0", "4096")
                                .requiredElse(MAX_TOKENS)
                                .common(Common.MAX_TOKENS),
                        Parameter.number("temperature", "randomness")
                                .range("0", "1")
                                .defaultsTo(1)
                                .common(Common.TEMPERATURE),
                        Parameter.number("top_p", "share of likely words considered")
                                .range("0", "1")
                                .defaultsTo(1)
                                .common(Common.TOP_P),
                        Parameter.integer("top_k", "number of likely words considered")
                                .range("0", "500")
                                .defaultsTo(250)
                                .common(Common.TOP_K),
                        Parameter.strings("stop_sequences", "texts that end the answer")
                                .common(Common.STOP)));
    }

    @Override
    public List<Parameter> beyondConverse(ModelId id) {
        return parameters(id).find(Common.TOP_K).stream().toList();
    }

    /** As the guide advises. */
    @Override
    public boolean advisesOneOfTemperatureAndTopP() {
        return true;
    }

    @Override
    public ObjectNode request(Prompt prompt, Context context) {
        Turns turns = Turns.of(prompt, owner(context.id()), false);
        if (context.validate() && prompt.system() != null && !prompt.raw()) {
            refuseSystem(context.id());
        }
        return Json.object().put("prompt", prompt.raw() ? turns.raw(prompt) : dialogue(turns, prompt));
    }

    /** Where the id does not tell the version, the service judges. */
    private static void refuseSystem(ModelId id) {
        String base = id.base().orElse("");
        if (!base.isEmpty() && !base.startsWith("anthropic.claude-v2:1")) {
            throw new UsageException(
                    base + " takes no system prompt; 2.1 is the first that does",
                    "write it into the prompt, or use anthropic.claude-v2:1");
        }
    }

    private static String dialogue(Turns turns, Prompt prompt) {
        StringBuilder text = new StringBuilder();
        if (prompt.system() != null) {
            text.append(prompt.system());
        }
        if (turns.list().size() == 1) {
            text.append(wrapped(turns.list().get(0).text()));
        } else {
            for (Turns.Turn turn : turns.list()) {
                boolean user = turn.role() == Role.USER;
                // Answers begin with a space, which the label has already.
                text.append(user ? HUMAN : ASSISTANT)
                        .append(' ')
                        .append(user ? turn.text() : turn.text().stripLeading());
            }
            text.append(ASSISTANT);
        }
        String prefill = prompt.prefill();
        if (prefill != null) {
            boolean open = text.lastIndexOf(ASSISTANT) == text.length() - ASSISTANT.length();
            text.append(open ? " " : "").append(prefill);
        }
        return text.toString();
    }

    /** The text in its turn; one that has turns already only gets what is missing around them. */
    private static String wrapped(String text) {
        Optional<String> before = beforeOpenAnswer(text);
        boolean begins = text.stripLeading().startsWith("Human:");
        if (!begins && !(before.isPresent() && text.contains(HUMAN))) {
            return HUMAN + " " + text + ASSISTANT;
        }
        String turns = before.orElse(text);
        if (begins) {
            turns = "\n\n" + turns.stripLeading();
        }
        boolean answered = before.isEmpty() && turns.lastIndexOf(ASSISTANT) > turns.lastIndexOf(HUMAN);
        return answered ? turns : turns + ASSISTANT;
    }

    /** What stands before the label of an answer that is to come; empty where the text does not end in one. */
    private static Optional<String> beforeOpenAnswer(String text) {
        String label = ASSISTANT.strip();
        String end = text.stripTrailing();
        if (!end.endsWith(label)) {
            return Optional.empty();
        }
        String before = end.substring(0, end.length() - label.length());
        String turns = before.stripTrailing();
        return turns.length() == before.length() ? Optional.empty() : Optional.of(turns);
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {
        if (!body.has("completion")) {
            messages.reply(body, sink);
            return;
        }
        boolean text = pushText(body, sink);
        if (text || body.path("stop_reason").isTextual()) {
            sink.stop(stop(body));
        }
    }

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        ChunkDecoder other = messages.decoder(sink);
        return chunk -> {
            if (!chunk.has("completion")) {
                other.accept(chunk);
                return;
            }
            pushText(chunk, sink);
            if (chunk.path("stop_reason").isTextual()) {
                sink.stop(stop(chunk));
            }
        };
    }

    private static boolean pushText(JsonNode tree, ReplySink sink) {
        String text = tree.path("completion").textValue();
        if (text == null || text.isEmpty()) {
            return false;
        }
        sink.text(text);
        return true;
    }

    /**
     * An answer that the model ends itself comes as a stop sequence too, as the beginning of the next turn: that one is
     * not told, a sequence of the user's is.
     */
    private static Stop stop(JsonNode tree) {
        String reason = tree.path("stop_reason").textValue();
        Outcome outcome = reason == null ? Outcome.COMPLETE : StopWords.outcome(reason);
        String sequence = tree.path("stop").asText("");
        return new Stop(reason, outcome, sequence.isEmpty() || sequence.equals(HUMAN) ? null : sequence);
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Claude 2");
    }
}
