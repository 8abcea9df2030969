package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * DeepSeek-R1: text completion. V3 and later take turns and are of another family.
 *
 * <p>Source: Bedrock user guide, "DeepSeek models", for the body and the template of one turn; the template of several
 * turns and of the system prompt is that of the model's tokenizer; 2026-11. Its bars are full-width, its low lines
 * U+2581. The prompt ends with {@code <think>}, so what comes first is reasoning, up to {@code </think>}; reasoning is
 * not sent back with earlier answers, as the guide demands. The start of an answer is refused: reasoning comes before
 * it. No pictures, no documents.
 */
final class DeepSeekR1 implements TextFamily {
    private static final String END = "<｜end▁of▁sentence｜>";
    private static final String CLOSE = "</think>";
    private static final ControlWords CONTROL = new ControlWords("DeepSeek's", Pattern.compile("<｜[^｜<>]*｜>"));

    @Override
    public String name() {
        return "deepseek-r1";
    }

    @Override
    public List<String> prefixes() {
        return List.of("deepseek.r1-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return new ParameterTable(
                owner(id),
                List.of(
                        Parameter.integer("max_tokens", "most tokens of the answer, reasoning included; best to 8192")
                                .range("1", "32768")
                                .common(Common.MAX_TOKENS),
                        Parameter.number("temperature", "randomness")
                                .range("0", "1")
                                .common(Common.TEMPERATURE),
                        Parameter.number("top_p", "share of likely words considered")
                                .range("0", "1")
                                .common(Common.TOP_P),
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
        if (prompt.prefill() != null) {
            throw new UsageException(
                    owner(context.id()) + " takes no start of an answer: it reasons first",
                    "leave it out, or write the whole template and give --raw-prompt");
        }
        if (context.validate()) {
            CONTROL.refuse(turns, prompt);
        }
        return Json.object().put("prompt", template(turns, prompt));
    }

    private static String template(Turns turns, Prompt prompt) {
        StringBuilder text = new StringBuilder("<｜begin▁of▁sentence｜>");
        String system = prompt.system();
        if (system != null) {
            text.append(system);
        }
        for (Turns.Turn turn : turns.list()) {
            if (turn.role() == Role.USER) {
                text.append("<｜User｜>").append(turn.text());
            } else {
                text.append("<｜Assistant｜>")
                        .append(withoutReasoning(turn.text()))
                        .append(END);
            }
        }
        return text.append("<｜Assistant｜><think>\n").toString();
    }

    private static String withoutReasoning(String text) {
        int end = text.lastIndexOf(CLOSE);
        return end < 0 ? text : text.substring(end + CLOSE.length());
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {
        ChatAnswer.reply(body, sink, ReasoningTags::begun);
    }

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        return new ChatAnswer(sink, ReasoningTags::begun);
    }

    private static String owner(ModelId id) {
        return id.base().orElse("DeepSeek-R1");
    }
}
