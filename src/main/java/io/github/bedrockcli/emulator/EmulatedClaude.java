package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Claude's Messages API: {@code anthropic.claude-*} (models.md section 1 and the recordings, 2026-11). */
final class EmulatedClaude implements EmulatedModel {
    /** Base64 like a real signature, though it signs nothing. */
    static final String SIGNATURE = "ZW11bGF0b3I6IG5vdCBhIHNpZ25hdHVyZQ==";

    @Override
    public List<String> prefixes() {
        return List.of("anthropic.claude-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        ClaudeBody.check(model, body);
        List<String> stops = Echo.stops(body.path("stop_sequences"));
        Echo.Question question = question(body);
        Echo echo = Echo.of(question, body.path("max_tokens").asInt(), stops);
        String thinking = body.path("thinking").path("type").asText("disabled");
        return new Message(model.id(), question.inputTokens(), echo, !thinking.equals("disabled"));
    }

    @Override
    public Optional<Rule> additionalFields(CatalogueModel model) {
        return Optional.of(ClaudeBody.additional(model));
    }

    private static Echo.Question question(JsonNode body) {
        Echo.Question question = new Echo.Question();
        texts(body.path("system")).forEach(question::count);
        for (JsonNode message : body.path("messages")) {
            JsonNode content = message.path("content");
            if (message.path("role").asText().equals("assistant")) {
                texts(content).forEach(question::count);
                continue;
            }
            question.turn();
            texts(content).forEach(question::say);
            for (JsonNode block : content) {
                String type = block.path("type").asText();
                if (!type.equals("text")) {
                    question.attach(type.replace('_', ' '));
                }
            }
        }
        return question;
    }

    private static List<String> texts(JsonNode content) {
        List<String> texts = new ArrayList<>();
        if (content.isTextual()) {
            texts.add(content.textValue());
        }
        for (JsonNode block : content) {
            if (block.path("text").isTextual()) {
                texts.add(block.path("text").textValue());
            }
        }
        return texts;
    }

    /** One answer, whole or in chunks. */
    private record Message(String modelId, int input, Echo echo, boolean thinking) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(input, output(), true);
        }

        @Override
        public ObjectNode reply() {
            ObjectNode message = message(output());
            if (thinking) {
                message.withArray("content")
                        .addObject()
                        .put("type", "thinking")
                        .put("thinking", Echo.THOUGHT)
                        .put("signature", SIGNATURE);
            }
            message.withArray("content").addObject().put("type", "text").put("text", echo.text());
            return stop(message);
        }

        @Override
        public List<ObjectNode> chunks() {
            List<ObjectNode> chunks = new ArrayList<>();
            ObjectNode start = event("message_start");
            start.set("message", message(1));
            chunks.add(start);
            int index = 0;
            if (thinking) {
                addThinking(chunks, index++);
            }
            addText(chunks, index);
            ObjectNode end = event("message_delta");
            stop(end.putObject("delta"));
            end.putObject("usage").put("output_tokens", output());
            chunks.add(end);
            chunks.add(event("message_stop"));
            return chunks;
        }

        private void addThinking(List<ObjectNode> chunks, int index) {
            ObjectNode start = block("content_block_start", index);
            start.putObject("content_block")
                    .put("type", "thinking")
                    .put("thinking", "")
                    .put("signature", "");
            chunks.add(start);
            for (String piece : Echo.tokens(Echo.THOUGHT)) {
                ObjectNode delta = block("content_block_delta", index);
                delta.putObject("delta").put("type", "thinking_delta").put("thinking", piece);
                chunks.add(delta);
            }
            ObjectNode signature = block("content_block_delta", index);
            signature.putObject("delta").put("type", "signature_delta").put("signature", SIGNATURE);
            chunks.add(signature);
            chunks.add(block("content_block_stop", index));
        }

        private void addText(List<ObjectNode> chunks, int index) {
            ObjectNode start = block("content_block_start", index);
            start.putObject("content_block").put("type", "text").put("text", "");
            chunks.add(start);
            for (String piece : echo.pieces()) {
                ObjectNode delta = block("content_block_delta", index);
                delta.putObject("delta").put("type", "text_delta").put("text", piece);
                chunks.add(delta);
            }
            chunks.add(block("content_block_stop", index));
        }

        private ObjectNode message(int outputTokens) {
            ObjectNode message = Json.object()
                    .put("id", RequestIds.next("msg_bdrk_01"))
                    .put("type", "message")
                    .put("role", "assistant")
                    .put("model", vendorName());
            message.putArray("content");
            message.putNull("stop_reason").putNull("stop_sequence");
            message.putObject("usage")
                    .put("input_tokens", input)
                    .put("cache_creation_input_tokens", 0)
                    .put("cache_read_input_tokens", 0)
                    .put("output_tokens", outputTokens);
            return message;
        }

        private ObjectNode stop(ObjectNode target) {
            String reason = switch (echo.end()) {
                case FINISHED -> "end_turn";
                case MAX_TOKENS -> "max_tokens";
                case STOP_SEQUENCE -> "stop_sequence";
            };
            return target.put("stop_reason", reason).put("stop_sequence", echo.stop());
        }

        private int output() {
            return echo.tokens() + (thinking ? Echo.count(Echo.THOUGHT) : 0);
        }

        /** Anthropic's own name of the model, which is what a reply holds (recorded). */
        private String vendorName() {
            return modelId.replaceFirst("^anthropic\\.", "")
                    .replaceFirst("-v\\d+(:\\d+)?$", "")
                    .toLowerCase(Locale.ROOT);
        }

        private static ObjectNode event(String type) {
            return Json.object().put("type", type);
        }

        private static ObjectNode block(String type, int index) {
            return event(type).put("index", index);
        }
    }
}
