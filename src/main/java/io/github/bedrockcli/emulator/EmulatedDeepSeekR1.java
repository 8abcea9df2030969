package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * DeepSeek-R1 (models.md section 15, 2026-11): what it thinks comes first, up to {@code </think>}, when the prompt ends
 * within {@code <think>}.
 */
final class EmulatedDeepSeekR1 implements EmulatedModel {
    private static final String USER = "<｜User｜>";
    private static final String ASSISTANT = "<｜Assistant｜>";

    @Override
    public List<String> prefixes() {
        return List.of("deepseek.r1-");
    }

    @Override
    public boolean alwaysReasons() {
        return true;
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        TableShape.of(model).required("prompt", Rule.text(1, Integer.MAX_VALUE)).require(body);
        String prompt = body.path("prompt").asText();
        Echo.Question question = new Echo.Question().count(prompt);
        int input = question.inputTokens();
        List<String> stops = Echo.stops(body.path("stop"));
        List<String> thoughts =
                prompt.stripTrailing().endsWith("<think>") ? Echo.tokens(Echo.THOUGHT + "\n</think>") : List.of();
        int most = body.path("max_tokens").asInt(Integer.MAX_VALUE);
        Echo echo = Echo.of(question.say(lastTurn(prompt)), most - thoughts.size(), stops);
        return new Completion(input, thoughts.subList(0, Math.min(thoughts.size(), most)), echo);
    }

    @Override
    public Optional<Rule> additionalFields(CatalogueModel model) {
        return Optional.of(TableShape.beyondConverse(model));
    }

    private static String lastTurn(String prompt) {
        int start = prompt.lastIndexOf(USER);
        int end = prompt.lastIndexOf(ASSISTANT);
        return start >= 0 && end > start ? prompt.substring(start + USER.length(), end) : prompt;
    }

    /** One answer, whole or in chunks. */
    private record Completion(int input, List<String> thoughts, Echo echo) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(input, thoughts.size() + echo.tokens(), false);
        }

        @Override
        public ObjectNode reply() {
            return choice(String.join("", thoughts) + echo.text(), reason());
        }

        @Override
        public List<ObjectNode> chunks() {
            List<ObjectNode> chunks = new ArrayList<>();
            thoughts.forEach(piece -> chunks.add(choice(piece, null)));
            echo.pieces().forEach(piece -> chunks.add(choice(piece, null)));
            chunks.add(choice("", reason()));
            return chunks;
        }

        private String reason() {
            return echo.end() == Echo.End.MAX_TOKENS ? "length" : "stop";
        }

        private static ObjectNode choice(String text, @Nullable String reason) {
            ObjectNode reply = Json.object();
            reply.putArray("choices").addObject().put("text", text).put("stop_reason", reason);
            return reply;
        }
    }
}
