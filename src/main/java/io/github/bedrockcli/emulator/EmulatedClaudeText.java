package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Claude 1, 2 and Instant: text completion, and Messages as {@link EmulatedClaude} has them (models.md section 1b and the
 * recordings, 2026-11).
 */
final class EmulatedClaudeText implements EmulatedModel {
    private final EmulatedModel messages = new EmulatedClaude();

    @Override
    public List<String> prefixes() {
        return List.of("anthropic.claude-v1", "anthropic.claude-v2", "anthropic.claude-instant");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        if (body.has("messages")) {
            return messages.accept(model, body);
        }
        TableShape.of(model).required("prompt", Rule.text(1, Integer.MAX_VALUE)).require(body);
        String prompt = body.path("prompt").asText();
        checkTurns(prompt);
        Echo.Question question = new Echo.Question().count(prompt);
        int input = question.inputTokens();
        List<String> stops = new ArrayList<>(List.of("\n\nHuman:"));
        body.path("stop_sequences").forEach(stop -> stops.add(stop.asText()));
        Echo echo = Echo.of(
                question.say(lastTurn(prompt)),
                body.path("max_tokens_to_sample").asInt(),
                stops);
        return new Completion(input, echo);
    }

    /**
     * Words: public reports (spring-ai issue 404, aws-samples/aws-genai-llm-chatbot issue 52). Line breaks before the
     * labels are not asked for: a recorded prompt without them was answered.
     */
    private static void checkTurns(String prompt) {
        if (!prompt.contains("Human:")) {
            throw ServiceError.validation("prompt must start with \"\n\nHuman:\" turn after an optional system prompt");
        }
        if (prompt.lastIndexOf("Assistant:") < prompt.lastIndexOf("Human:")) {
            throw ServiceError.validation("Invalid prompt: prompt must end with \"\n\nAssistant:\" turn");
        }
    }

    private static String lastTurn(String prompt) {
        int human = prompt.lastIndexOf("Human:") + "Human:".length();
        return prompt.substring(human, prompt.indexOf("Assistant:", human)).strip();
    }

    /** One answer, whole or in chunks; it begins with a space (recorded). */
    private record Completion(int input, Echo echo) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(input, echo.tokens(), false);
        }

        @Override
        public ObjectNode reply() {
            return completion(" " + echo.text(), reason());
        }

        @Override
        public List<ObjectNode> chunks() {
            List<ObjectNode> chunks = new ArrayList<>();
            for (String piece : echo.pieces()) {
                chunks.add(completion((chunks.isEmpty() ? " " : "") + piece, null));
            }
            chunks.add(completion("", reason()));
            return chunks;
        }

        private ObjectNode completion(String text, @Nullable String reason) {
            return Json.object()
                    .put("type", "completion")
                    .put("completion", text)
                    .put("stop_reason", reason)
                    .put("stop", reason == null ? null : stop());
        }

        private String reason() {
            return echo.end() == Echo.End.MAX_TOKENS ? "max_tokens" : "stop_sequence";
        }

        private @Nullable String stop() {
            return switch (echo.end()) {
                case FINISHED -> "\n\nHuman:";
                case MAX_TOKENS -> null;
                case STOP_SEQUENCE -> echo.stop();
            };
        }
    }
}
