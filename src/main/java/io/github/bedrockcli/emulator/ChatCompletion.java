package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the OpenAI chat form, whole or in chunks.
 *
 * @param thoughts reasoning, a token each; empty where the model does not reason
 * @param answers how many of the same
 * @param countsInStream whether a stream ends with a chunk of counts
 */
record ChatCompletion(
        Style style, String modelId, int input, List<String> thoughts, Echo echo, int answers, boolean countsInStream)
        implements Invocation {
    /** What the answers of a family look like. */
    enum Style {
        PLAIN,
        /** Reasons, within tags in its text (recorded). */
        GPT_OSS,
        /** Nothing but choices, which have a stop_reason (Bedrock user guide, "Mistral AI chat completion"). */
        MISTRAL,
        /** With members of vLLM's (Bedrock user guide, "Writer Palmyra X5"); a literal ends the stream. */
        PALMYRA;

        boolean reasons() {
            return this == GPT_OSS;
        }
    }

    @Override
    public Counts counts() {
        return new Counts(input, output(), false);
    }

    private int output() {
        return answers * (thoughts.size() + (onlyThought() ? 0 : echo.tokens()));
    }

    /** Whether the token limit left nothing for the answer itself. */
    private boolean onlyThought() {
        return !thoughts.isEmpty() && echo.pieces().isEmpty();
    }

    @Override
    public ObjectNode reply() {
        String thought = String.join("", thoughts);
        String content = (thought.isEmpty() ? "" : tagged(thought)) + echo.text();
        ObjectNode reply = Json.object();
        ArrayNode choices = reply.putArray("choices");
        for (int index = 0; index < answers; index++) {
            ObjectNode choice = choices.addObject().put("index", index);
            ObjectNode message =
                    choice.putObject("message").put("role", "assistant").put("content", content);
            end(choice, reason());
            if (style == Style.PALMYRA) {
                message.putNull("reasoning_content").putArray("tool_calls");
            } else if (style != Style.MISTRAL) {
                message.putNull("refusal");
            }
            if (style != Style.MISTRAL) {
                choice.putNull("logprobs");
            }
        }
        if (style == Style.MISTRAL) {
            return reply;
        }
        reply.put("object", "chat.completion").setAll(head());
        reply.set("usage", usage());
        return style == Style.PALMYRA ? reply.putNull("prompt_logprobs") : reply;
    }

    private static String tagged(String thought) {
        return "<reasoning>" + thought + "</reasoning>";
    }

    /** The role first and without text, each piece of reasoning in tags of its own, the reason last (recorded). */
    @Override
    public List<ObjectNode> chunks() {
        List<ObjectNode> chunks = new ArrayList<>();
        ObjectNode head = head();
        add(chunks, head, null, delta -> delta.put("role", "assistant").put("content", ""));
        thoughts.forEach(piece -> add(chunks, head, null, delta -> delta.put("content", tagged(piece))));
        echo.pieces().forEach(piece -> add(chunks, head, null, delta -> delta.put("content", piece)));
        add(chunks, head, reason(), delta -> {});
        if (countsInStream) {
            ObjectNode counts = chunk(head);
            counts.putArray("choices");
            counts.set("usage", usage());
            chunks.add(counts);
        }
        return chunks;
    }

    /** A chunk for each answer. */
    private void add(List<ObjectNode> chunks, ObjectNode head, @Nullable String reason, Consumer<ObjectNode> content) {
        for (int index = 0; index < answers; index++) {
            ObjectNode chunk = chunk(head);
            ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
            content.accept(choice.putObject("delta"));
            end(choice, reason);
            chunks.add(chunk);
        }
    }

    private ObjectNode chunk(ObjectNode head) {
        ObjectNode chunk = Json.object();
        return style == Style.MISTRAL
                ? chunk
                : chunk.put("object", "chat.completion.chunk").setAll(head);
    }

    @Override
    public List<String> trailers() {
        return style == Style.PALMYRA ? List.of("[DONE]") : List.of();
    }

    private ObjectNode head() {
        ObjectNode head = Json.object()
                .put("id", RequestIds.next("chatcmpl-"))
                .put("created", Instant.now().getEpochSecond())
                .put("model", modelId);
        return style == Style.PALMYRA ? head : head.put("service_tier", "auto");
    }

    private void end(ObjectNode choice, @Nullable String reason) {
        if (style == Style.MISTRAL) {
            choice.put("stop_reason", reason);
            return;
        }
        choice.put("finish_reason", reason);
        if (style == Style.PALMYRA) {
            choice.put("stop_reason", reason == null ? null : echo.stop());
        }
    }

    private String reason() {
        return echo.end() == Echo.End.MAX_TOKENS ? "length" : "stop";
    }

    private ObjectNode usage() {
        return Json.object()
                .put("completion_tokens", output())
                .put("prompt_tokens", input)
                .put("total_tokens", input + output());
    }
}
