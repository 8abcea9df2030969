package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Mistral 7B, Mixtral, Large and Small of 24.02 (models.md section 13a and the recordings, 2026-11). */
final class EmulatedMistralText implements EmulatedModel {
    @Override
    public List<String> prefixes() {
        return List.of(
                "mistral.mistral-7b-",
                "mistral.mixtral-8x7b-",
                "mistral.mistral-large-2402-",
                "mistral.mistral-small-2402-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        TableShape.of(model).required("prompt", Rule.text(1, Integer.MAX_VALUE)).require(body);
        String prompt = body.path("prompt").asText();
        Echo.Question question = new Echo.Question().count(prompt);
        int input = question.inputTokens();
        int most = model.parameters()
                .find(Common.MAX_TOKENS)
                .map(Parameter::defaultValue)
                .map(JsonNode::intValue)
                .orElse(Integer.MAX_VALUE);
        List<String> stops = Echo.stops(body.path("stop"));
        Echo echo =
                Echo.of(question.say(lastTurn(prompt)), body.path("max_tokens").asInt(most), stops);
        return new Output(input, echo);
    }

    @Override
    public Optional<Rule> additionalFields(CatalogueModel model) {
        return Optional.of(TableShape.beyondConverse(model));
    }

    /** The last {@code [INST] … [/INST]}; else the whole text. */
    private static String lastTurn(String prompt) {
        int start = prompt.lastIndexOf("[INST]");
        int end = prompt.lastIndexOf("[/INST]");
        return start >= 0 && end > start
                ? prompt.substring(start + "[INST]".length(), end).strip()
                : prompt;
    }

    /** One answer, whole or in chunks, the last of which has text and the reason (recorded). */
    private record Output(int input, Echo echo) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(input, echo.tokens(), false);
        }

        @Override
        public ObjectNode reply() {
            return output(echo.text(), reason());
        }

        @Override
        public List<ObjectNode> chunks() {
            List<String> pieces = echo.pieces().isEmpty() ? List.of("") : echo.pieces();
            List<ObjectNode> chunks = new ArrayList<>();
            for (int at = 0; at < pieces.size(); at++) {
                chunks.add(output(pieces.get(at), at == pieces.size() - 1 ? reason() : null));
            }
            return chunks;
        }

        private String reason() {
            return echo.end() == Echo.End.MAX_TOKENS ? "length" : "stop";
        }

        private static ObjectNode output(String text, @Nullable String reason) {
            ObjectNode reply = Json.object();
            reply.putArray("outputs").addObject().put("text", text).put("stop_reason", reason);
            return reply;
        }
    }
}
