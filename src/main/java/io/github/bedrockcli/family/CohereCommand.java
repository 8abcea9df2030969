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
import io.github.bedrockcli.model.UsageException;
import java.util.List;

/**
 * Cohere Command and Command Light. They complete a text.
 *
 * <p>Source: Bedrock user guide, "Cohere Command models", and recorded replies; 2026-11. The service's own limit of 20
 * tokens cuts almost any answer, so 1024 are sent where the user says nothing: a quarter of the 4096 that a context of
 * these models holds (their ids for provisioned throughput end in {@code :4k}), so that the prompt keeps the rest.
 * Without {@code stream} in the body a stream is one chunk that is the whole reply; it is sent with streams. There is no
 * chat form, so several turns are written as a {@link Transcript}. Pictures and documents are refused: the body has no
 * place for them. Likelihoods stay in the reply's body, as {@code -o json} shows it. The reply holds no token counts.
 */
final class CohereCommand implements TextFamily {
    private static final int MAX_TOKENS = 1024;
    private static final double MAX_BIAS = 10;

    @Override
    public String name() {
        return "cohere-command";
    }

    @Override
    public List<String> prefixes() {
        return List.of("cohere.command-text-", "cohere.command-light-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return new ParameterTable(
                owner(id),
                List.of(
                        Parameter.integer("max_tokens", "most tokens of the answer")
                                .range("1", "4096")
                                .defaultsTo(20)
                                .raisedTo(MAX_TOKENS)
                                .common(Common.MAX_TOKENS),
                        Parameter.number("temperature", "randomness")
                                .range("0", "5")
                                .defaultsTo(0.9)
                                .common(Common.TEMPERATURE),
                        Parameter.number("p", "share of likely words considered; 0 or 1 turns it off")
                                .range("0", "1")
                                .defaultsTo(0.75)
                                .common(Common.TOP_P),
                        Parameter.number("k", "number of likely words considered; 0 turns it off")
                                .range("0", "500")
                                .defaultsTo(0)
                                .common(Common.TOP_K),
                        Parameter.strings("stop_sequences", "texts that end the answer")
                                .atMost(4)
                                .common(Common.STOP),
                        Parameter.string("return_likelihoods", "of which tokens the reply tells likelihoods")
                                .oneOf("GENERATION", "ALL", "NONE")
                                .defaultsTo("NONE"),
                        Parameter.integer("num_generations", "number of answers; 1 with a guardrail")
                                .range("1", "5")
                                .defaultsTo(1),
                        Parameter.json("logit_bias", "{\"token id\":bias,…}, each bias from -10 to 10"),
                        Parameter.string("truncate", "which end of a prompt that is too long goes; NONE refuses it")
                                .oneOf("NONE", "START", "END")
                                .defaultsTo("END"),
                        Parameter.bool("stream", "answer piece by piece; sent with streams")
                                .defaultsTo(false)));
    }

    @Override
    public ObjectNode request(Prompt prompt, Context context) {
        Turns turns = Turns.of(prompt, owner(context.id()), false);
        ObjectNode body = Json.object().put("prompt", Transcript.completion(turns, prompt));
        if (context.stream()) {
            body.put("stream", true);
        }
        return body;
    }

    @Override
    public void settle(Draft draft) {
        if (!draft.validate()) {
            return;
        }
        draft.body().path("logit_bias").fields().forEachRemaining(bias -> {
            if (!bias.getValue().isNumber() || Math.abs(bias.getValue().doubleValue()) > MAX_BIAS) {
                throw new UsageException("logit_bias of " + owner(draft.id()) + " has numbers from -10 to 10, not "
                        + Json.line(bias.getValue()) + " (token " + bias.getKey() + ")");
            }
        });
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {
        Generations answers = new Generations(sink);
        push(body, answers);
        answers.close();
    }

    private static void push(JsonNode body, Generations answers) {
        JsonNode generations = body.path("generations");
        for (int index = 0; index < generations.size(); index++) {
            JsonNode generation = generations.path(index);
            JsonNode reason = generation.path("finish_reason");
            if (generation.path("text").isTextual() || reason.isTextual()) {
                answers.text(index, generation.path("text").textValue());
                answers.ended(CohereEnd.of(reason.textValue(), null));
            }
        }
    }

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        Generations answers = new Generations(sink);
        return chunk -> {
            if (chunk.has("generations")) {
                push(chunk, answers);
                answers.close();
                return;
            }
            answers.text(chunk.path("index").asInt(), chunk.path("text").textValue());
            if (chunk.path("is_finished").asBoolean()) {
                answers.ended(CohereEnd.of(
                        chunk.path("finish_reason").textValue(),
                        chunk.path("err").textValue()));
                answers.close();
            }
        };
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Cohere Command");
    }
}
