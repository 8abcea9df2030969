package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import io.github.bedrockcli.model.Usage;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * AI21 Jamba Instruct, 1.5 Mini and 1.5 Large.
 *
 * <p>Source: Bedrock user guide, "AI21 Labs Jamba models", and a recorded reply; 2026-11. {@code tools},
 * {@code documents} and {@code response_format} are in AI21's own reference and not in the guide. {@code stop} is always
 * sent as a list, which the service takes beside a single string. The system prompt is a first turn, the start of an
 * answer a last one. Pictures and documents are refused: the turns hold text only.
 */
final class Jamba implements TextFamily {
    @Override
    public String name() {
        return "ai21-jamba";
    }

    @Override
    public List<String> prefixes() {
        return List.of("ai21.jamba-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return new ParameterTable(
                owner(id),
                List.of(
                        Parameter.integer("max_tokens", "most tokens of the answer")
                                .range("0", "4096")
                                .defaultsTo(4096)
                                .common(Common.MAX_TOKENS),
                        Parameter.number("temperature", "randomness")
                                .range("0", "2")
                                .defaultsTo(1)
                                .common(Common.TEMPERATURE),
                        Parameter.number("top_p", "share of likely words considered")
                                .above("0", "1")
                                .defaultsTo(1)
                                .common(Common.TOP_P),
                        Parameter.strings("stop", "texts that end the answer").common(Common.STOP),
                        Parameter.integer("n", "number of answers; 1 in a stream")
                                .range("1", "16")
                                .defaultsTo(1),
                        Parameter.number("frequency_penalty", "penalty for words by how often they are there"),
                        Parameter.number("presence_penalty", "penalty for words that are there already"),
                        Parameter.json("tools", "list of {\"type\":\"function\",\"function\":…}"),
                        Parameter.json("documents", "list of {\"content\",\"metadata\"} to answer from"),
                        Parameter.json("response_format", "{\"type\":\"text|json_object\"}")));
    }

    @Override
    public ObjectNode request(Prompt prompt, Context context) {
        Turns turns = Turns.of(prompt, owner(context.id()), false);
        ObjectNode body = Json.object();
        ArrayNode messages = body.putArray("messages");
        if (prompt.system() != null) {
            addTurn(messages, "system", prompt.system());
        }
        turns.list().forEach(turn -> addTurn(messages, turn.role().wireName(), turn.text()));
        if (prompt.prefill() != null) {
            addTurn(messages, Role.ASSISTANT.wireName(), prompt.prefill());
        }
        return body;
    }

    private static void addTurn(ArrayNode messages, String role, String content) {
        messages.addObject().put("role", role).put("content", content);
    }

    @Override
    public void settle(Draft draft) {
        JsonNode answers = draft.body().path("n");
        if (draft.validate() && draft.stream() && answers.asInt(1) > 1) {
            throw new UsageException(
                    "n of " + owner(draft.id()) + " is 1 in a stream, not " + Json.line(answers),
                    "bedrock invoke gives several answers");
        }
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {
        Answers answers = new Answers(sink);
        answers.read(body);
        answers.close();
    }

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        Answers answers = new Answers(sink);
        return chunk -> {
            answers.read(chunk);
            if (chunk.path("choices").path(0).path("finish_reason").isTextual()) {
                answers.close();
            }
        };
    }

    /** The answers of one reply or stream; in a stream the last chunk is Bedrock's own and has no choices. */
    private static final class Answers {
        private final ReplySink sink;
        private final Generations texts;
        private final ToolCalls tools;
        private boolean counted;

        Answers(ReplySink sink) {
            this.sink = sink;
            this.texts = new Generations(sink);
            this.tools = new ToolCalls(sink);
        }

        void read(JsonNode tree) {
            JsonNode choices = tree.path("choices");
            boolean ended = false;
            for (int at = 0; at < choices.size(); at++) {
                JsonNode choice = choices.path(at);
                JsonNode part = choice.has("delta") ? choice.path("delta") : choice.path("message");
                texts.text(choice.path("index").asInt(at), part.path("content").textValue());
                readCalls(part.path("tool_calls"), at);
                JsonNode reason = choice.path("finish_reason");
                boolean whole = choice.has("message") && part.path("content").isTextual();
                if (reason.isTextual() || whole) {
                    texts.ended(stop(reason.textValue()));
                    ended = true;
                }
            }
            // Every chunk of a stream repeats the counts so far: the first and the last tell enough.
            if (ended || !counted) {
                counted = true;
                JsonNode usage = tree.path("usage");
                sink.usage(
                        Usage.of(Counts.of(usage.path("prompt_tokens")), Counts.of(usage.path("completion_tokens"))));
            }
        }

        private void readCalls(JsonNode calls, int choice) {
            for (int at = 0; at < calls.size(); at++) {
                JsonNode call = calls.path(at);
                int block = choice * 1000 + call.path("index").asInt(at);
                JsonNode function = call.path("function");
                if (function.has("name")) {
                    tools.start(block, call.path("id"), function.path("name"), Json.object());
                }
                tools.piece(block, function.path("arguments"));
            }
        }

        void close() {
            tools.endAll();
            texts.close();
        }
    }

    private static Stop stop(@Nullable String reason) {
        Outcome outcome = switch (reason == null ? "" : reason) {
            case "length" -> Outcome.TRUNCATED;
            case "tool_calls" -> Outcome.TOOL_USE;
            default -> Outcome.COMPLETE;
        };
        return new Stop(reason, outcome);
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Jamba");
    }
}
