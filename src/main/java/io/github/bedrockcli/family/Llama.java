package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Meta Llama 2, 3, 3.1, 3.2, 3.3 and 4.
 *
 * <p>Source: Bedrock user guide, "Meta Llama models", and recorded replies; 2026-11. The body has no messages: turns are
 * written with {@link LlamaTemplate}. There are no stop sequences and no top-k. Pictures go to 3.2 11B and 90B and to
 * Llama 4 only; documents are refused, the body has no place for them.
 */
final class Llama implements TextFamily {
    @Override
    public String name() {
        return "llama";
    }

    @Override
    public List<String> prefixes() {
        return List.of("meta.llama");
    }

    /** Custom Model Import takes Llama 2 to 3.3 and, as Mllama, Llama 3.2 with pictures. */
    @Override
    public List<String> architectures() {
        return List.of("llama", "mllama");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        String base = id.base().orElse("");
        return new ParameterTable(
                owner(id),
                List.of(
                        Parameter.integer("max_gen_len", "most tokens of the answer")
                                .range("1", maxTokens(base))
                                .defaultsTo(512)
                                .common(Common.MAX_TOKENS),
                        Parameter.number("temperature", "randomness")
                                .range("0", "1")
                                .defaultsTo(0.5)
                                .common(Common.TEMPERATURE),
                        Parameter.number("top_p", "share of likely words considered; 0 or 1 turns it off")
                                .range("0", "1")
                                .defaultsTo(0.9)
                                .common(Common.TOP_P)));
    }

    /** 2048 is documented for Llama 2 and 3; what newer ones take is not certain, so the service judges. */
    private static @Nullable String maxTokens(String base) {
        return base.startsWith("meta.llama2-") || base.matches("meta\\.llama3-\\d+b-.*") ? "2048" : null;
    }

    @Override
    public ObjectNode request(Prompt prompt, Context context) {
        String base = context.id().base().orElse("");
        Turns turns = Turns.of(prompt, owner(context.id()), seesImages(base));
        if (context.validate()) {
            MediaLimits.BODY.check(prompt, owner(context.id()));
        }
        ObjectNode body = Json.object();
        if (prompt.raw()) {
            body.put("prompt", turns.raw(prompt));
        } else {
            LlamaTemplate template = LlamaTemplate.of(base);
            if (context.validate()) {
                template.refuseControlWords(turns, prompt);
            }
            body.put("prompt", template.render(turns, prompt));
        }
        if (!turns.images().isEmpty()) {
            ArrayNode images = body.putArray("images");
            turns.images().forEach(image -> images.add(image.base64()));
        }
        return body;
    }

    /** Also where the id does not tell, as of an imported model. */
    private static boolean seesImages(String base) {
        return base.isEmpty()
                || base.startsWith("meta.llama3-2-11b")
                || base.startsWith("meta.llama3-2-90b")
                || base.startsWith("meta.llama4");
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {
        push(body, sink);
        if (!body.path("generation").asText("").isEmpty()
                || body.path("stop_reason").isTextual()) {
            sink.stop(stop(body.path("stop_reason").textValue()));
        }
    }

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        return chunk -> {
            push(chunk, sink);
            if (chunk.path("stop_reason").isTextual()) {
                sink.stop(stop(chunk.path("stop_reason").textValue()));
            }
        };
    }

    private static void push(JsonNode tree, ReplySink sink) {
        String text = tree.path("generation").textValue();
        if (text != null && !text.isEmpty()) {
            sink.text(text);
        }
        // Every chunk of a stream repeats the count so far: the first and the last tell enough.
        if (tree.path("prompt_token_count").isNumber()
                || tree.path("stop_reason").isTextual()) {
            sink.usage(Usage.of(
                    Counts.of(tree.path("prompt_token_count")), Counts.of(tree.path("generation_token_count"))));
        }
    }

    private static Stop stop(@Nullable String reason) {
        return new Stop(reason, StopWords.outcome(reason == null ? "" : reason));
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Llama");
    }
}
