package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Meta Llama 2 to 4: {@code meta.llama*} (models.md section 12 and the recordings, 2026-11). Parameters are judged by the
 * family's table.
 */
final class EmulatedLlama implements EmulatedModel {
    /** The user turns of the chat templates of Llama 3 and 4. */
    private static final Pattern USER = Pattern.compile(
            "<\\|(?:start_header_id|header_start)\\|>user<\\|(?:end_header_id|header_end)\\|>\\s*(.*?)<\\|eot(?:_id)?\\|>",
            Pattern.DOTALL);

    @Override
    public List<String> prefixes() {
        return List.of("meta.llama");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        Shape shape = TableShape.of(model).required("prompt", Rule.text(1, Integer.MAX_VALUE));
        if (model.takes("IMAGE")) {
            shape.optional("images", Rule.list(Rule.text(1, Integer.MAX_VALUE)));
        }
        shape.require(body);
        String prompt = body.path("prompt").asText();
        Echo.Question question = new Echo.Question().count(prompt);
        body.path("images").forEach(image -> question.attach("image"));
        int input = question.inputTokens();
        Echo echo =
                Echo.of(question.say(lastTurn(prompt)), body.path("max_gen_len").asInt(512), List.of());
        return new Generation(input, echo);
    }

    @Override
    public Optional<Rule> additionalFields(CatalogueModel model) {
        return Optional.of(TableShape.beyondConverse(model));
    }

    private static String lastTurn(String prompt) {
        String last = prompt;
        Matcher turns = USER.matcher(prompt);
        while (turns.find()) {
            last = turns.group(1);
        }
        return last.replace("<|image|>", "");
    }

    /** One answer, whole or in chunks. */
    private record Generation(int input, Echo echo) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(input, echo.tokens(), false);
        }

        @Override
        public ObjectNode reply() {
            return Json.object()
                    .put("generation", echo.text())
                    .put("prompt_token_count", input)
                    .put("generation_token_count", echo.tokens())
                    .put("stop_reason", reason());
        }

        /** The prompt's count comes first only, the answer's grows, the reason comes last with no text (recorded). */
        @Override
        public List<ObjectNode> chunks() {
            List<ObjectNode> chunks = new ArrayList<>();
            int count = 0;
            for (String piece : echo.pieces()) {
                chunks.add(chunk(piece, chunks.isEmpty(), ++count, null));
            }
            chunks.add(chunk("", chunks.isEmpty(), echo.tokens(), reason()));
            return chunks;
        }

        private ObjectNode chunk(String text, boolean first, int count, @Nullable String reason) {
            return Json.object()
                    .put("generation", text)
                    .put("prompt_token_count", first ? Integer.valueOf(input) : null)
                    .put("generation_token_count", count)
                    .put("stop_reason", reason);
        }

        private String reason() {
            return echo.end() == Echo.End.MAX_TOKENS ? "length" : "stop";
        }
    }
}
