package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.AnswerTooLongException;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Reply;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of the OpenAI form: {@code choices}, whole with a {@code message} or a {@code text}, streamed with a
 * {@code delta}. The end of a stream is the chunk whose choices have a reason; counts may follow.
 *
 * <p>Sources: OpenAI's reference, "The chat completion object" and "The chat completion chunk object"; Bedrock user
 * guide, pages of OpenAI, Writer Palmyra, Mistral AI and DeepSeek models; recorded replies of gpt-oss; 2026-11. Mistral
 * and DeepSeek-R1 write {@code stop_reason} where the others have {@code finish_reason}; where both stand and differ,
 * the server is vLLM, whose {@code stop_reason} is the stop sequence that came.
 */
final class ChatAnswer implements TextFamily.ChunkDecoder {
    private final ReplySink sink;
    private final Function<ReplySink, ReasoningTags> tags;
    private final Map<Integer, Choice> choices = new TreeMap<>();
    private boolean stopped;

    /** @param tags how reasoning is told from text */
    ChatAnswer(ReplySink sink, Function<ReplySink, ReasoningTags> tags) {
        this.sink = sink;
        this.tags = tags;
    }

    /** Pushes a whole reply. */
    static void reply(JsonNode body, ReplySink sink, Function<ReplySink, ReasoningTags> tags) {
        ChatAnswer answer = new ChatAnswer(sink, tags);
        answer.read(body);
        if (answer.choices.values().stream().anyMatch(Choice::saidAnything)) {
            answer.finish();
        }
    }

    @Override
    public void accept(JsonNode chunk) {
        read(chunk);
        if (!choices.isEmpty() && choices.values().stream().allMatch(choice -> choice.stop != null)) {
            finish();
        }
    }

    /** What was held back for a tag that never came is text after all, also where the answer is cut. */
    @Override
    public void end() {
        if (!stopped) {
            choices.values().forEach(choice -> choice.out.end(Outcome.BROKEN));
        }
    }

    private void read(JsonNode tree) {
        if (pushError(tree)) {
            return;
        }
        if (!stopped) {
            int at = 0;
            for (JsonNode choice : tree.path("choices")) {
                choices.computeIfAbsent(choice.path("index").asInt(at++), index -> new Choice())
                        .read(choice);
            }
        }
        sink.usage(usage(tree.path("usage")));
    }

    private static Usage usage(JsonNode usage) {
        return new Usage(
                Counts.of(usage.path("prompt_tokens")),
                Counts.of(usage.path("completion_tokens")),
                Counts.of(usage.path("prompt_tokens_details").path("cached_tokens")),
                null);
    }

    /** An error in place of an answer. */
    private boolean pushError(JsonNode tree) {
        JsonNode error = tree.path("error");
        if (stopped || (!error.isObject() && !error.isTextual())) {
            return false;
        }
        stopped = true;
        String message = error.path("message").textValue();
        sink.stop(new Stop(
                error.path("type").textValue(), Outcome.BROKEN, message == null ? error.textValue() : message));
        return true;
    }

    /** Further answers come after the first, which was passed on as it came. */
    private void finish() {
        if (stopped) {
            return;
        }
        stopped = true;
        Stop end = null;
        boolean first = true;
        for (Choice choice : choices.values()) {
            Stop stop = choice.end();
            if (end == null || (end.outcome() == Outcome.COMPLETE && stop.outcome() != Outcome.COMPLETE)) {
                end = stop;
            }
            choice.passOn(first);
            first = false;
        }
        if (end != null) {
            sink.stop(end);
        }
    }

    private static Stop stop(@Nullable String reason, @Nullable String sequence) {
        Outcome outcome = switch (reason == null ? "" : reason) {
            case "length", "max_tokens" -> Outcome.TRUNCATED;
            case "tool_calls", "function_call" -> Outcome.TOOL_USE;
            case "content_filter" -> Outcome.BLOCKED;
            case "model_length" -> Outcome.CONTEXT_EXCEEDED;
            case "error" -> Outcome.BROKEN;
            case "stop" -> sequence == null ? Outcome.COMPLETE : Outcome.STOP_SEQUENCE;
            default -> Outcome.COMPLETE;
        };
        return new Stop(reason, outcome, sequence);
    }

    /** One of the answers: nearly always the only one. */
    private final class Choice {
        /** Where the answer goes: nothing of a second one may come between the pieces of the first. */
        private final Reply held = Reply.ofStream();

        private final ReasoningTags out;
        private final ToolCalls tools;
        private final Map<Integer, String> calls = new HashMap<>();
        private final StringBuilder refusal = new StringBuilder();
        private boolean said;
        private @Nullable Stop stop;

        Choice() {
            ReplySink target = choices.isEmpty() ? sink : held;
            this.out = tags.apply(target);
            this.tools = new ToolCalls(target);
        }

        boolean saidAnything() {
            return said || stop != null;
        }

        void read(JsonNode choice) {
            JsonNode part = choice.has("delta") ? choice.path("delta") : choice.path("message");
            if (stop == null) {
                readReasoning(part.path("reasoning_content"));
                readContent(part.path("content"));
                readContent(choice.path("text"));
                refusal.append(part.path("refusal").asText(""));
                AnswerTooLongException.check(refusal.length());
                int at = 0;
                for (JsonNode call : part.path("tool_calls")) {
                    readCall(call, at++);
                }
            }
            readEnd(
                    choice.path("finish_reason").textValue(),
                    choice.path("stop_reason").textValue());
        }

        private void readReasoning(JsonNode text) {
            if (!text.asText("").isEmpty()) {
                out.reasoning(text.asText(""));
            }
        }

        /** A string, or a list of parts, as Mistral's models that reason give it. */
        private void readContent(JsonNode content) {
            if (content.isTextual() && !content.textValue().isEmpty()) {
                said = true;
                out.text(content.textValue());
            }
            for (JsonNode part : content) {
                readContent(part.path("text"));
                part.path("thinking").forEach(thought -> readReasoning(thought.path("text")));
            }
        }

        /** A call or a piece of one: its id and name come with the first piece. */
        private void readCall(JsonNode call, int at) {
            said = true;
            JsonNode function = call.path("function");
            String id = call.path("id").asText("");
            int index = call.path("index").asInt(id.isEmpty() ? Math.max(0, calls.size() - 1) : at);
            if (!id.isEmpty() && !id.equals(calls.getOrDefault(index, id))) {
                // Another call under the same index, from a server that does not count them.
                index = calls.size();
            }
            if (calls.putIfAbsent(index, id) == null) {
                tools.start(index, call.path("id"), function.path("name"), function.path("arguments"));
            }
            tools.piece(index, function.path("arguments"));
        }

        private void readEnd(@Nullable String finishReason, @Nullable String stopReason) {
            String reason = finishReason == null ? stopReason : finishReason;
            if (reason != null && stop == null) {
                stop = ChatAnswer.stop(reason, reason.equals(stopReason) ? null : stopReason);
            }
        }

        /** Ends the texts and the calls; says how the answer ended. */
        Stop end() {
            Stop end = stop == null ? new Stop(null, Outcome.COMPLETE) : stop;
            if (!refusal.isEmpty()) {
                end = new Stop(end.reason(), Outcome.BLOCKED, refusal.toString());
            }
            out.end(calls.isEmpty() ? end.outcome() : Outcome.TOOL_USE);
            tools.endAll();
            return end;
        }

        void passOn(boolean first) {
            if (!held.reasoning().isEmpty()) {
                sink.reasoning(held.reasoning());
            }
            if (!held.text().isEmpty()) {
                sink.text((first ? "" : "\n\n") + held.text());
            }
            held.toolUses().forEach(sink::toolUse);
        }
    }
}
