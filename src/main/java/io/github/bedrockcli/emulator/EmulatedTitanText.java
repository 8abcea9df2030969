package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Amazon Titan Text: {@code amazon.titan-text-*}, {@code amazon.titan-tg1-large} (models.md section 7, 2026-11). Parameters
 * are judged by the family's table.
 */
final class EmulatedTitanText implements EmulatedModel {
    @Override
    public List<String> prefixes() {
        return List.of("amazon.titan-text-", "amazon.titan-tg1-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        TableShape.of(model)
                .required("inputText", Rule.text(1, Integer.MAX_VALUE))
                .require(body);
        JsonNode config = body.path("textGenerationConfig");
        List<String> stops = Echo.stops(config.path("stopSequences"));
        String text = body.path("inputText").asText();
        Echo.Question question = new Echo.Question().count(text);
        int input = question.inputTokens();
        Echo echo = Echo.of(
                question.say(Echo.lastOfTranscript(text)),
                config.path("maxTokenCount").asInt(512),
                stops);
        return new Answer(input, echo);
    }

    @Override
    public Optional<Rule> additionalFields(CatalogueModel model) {
        return Optional.of(TableShape.beyondConverse(model));
    }

    /** One answer, whole or in chunks. */
    private record Answer(int input, Echo echo) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(input, echo.tokens(), false);
        }

        @Override
        public ObjectNode reply() {
            ObjectNode reply = Json.object().put("inputTextTokenCount", input);
            reply.putArray("results")
                    .addObject()
                    .put("tokenCount", echo.tokens())
                    .put("outputText", echo.text())
                    .put("completionReason", reason());
            return reply;
        }

        /** Counts are null but for the input's in the first chunk and the output's in the last (recorded). */
        @Override
        public List<ObjectNode> chunks() {
            List<String> pieces = echo.pieces().isEmpty() ? List.of("") : echo.pieces();
            List<ObjectNode> chunks = new ArrayList<>();
            for (int at = 0; at < pieces.size(); at++) {
                boolean last = at == pieces.size() - 1;
                chunks.add(Json.object()
                        .put("outputText", pieces.get(at))
                        .put("index", 0)
                        .put("totalOutputTextTokenCount", last ? Integer.valueOf(echo.tokens()) : null)
                        .put("completionReason", last ? reason() : null)
                        .put("inputTextTokenCount", at == 0 ? Integer.valueOf(input) : null));
            }
            return chunks;
        }

        /** FINISH and LENGTH are recorded; STOP_CRITERIA_MET is in the documentation only. */
        private String reason() {
            return switch (echo.end()) {
                case FINISHED -> "FINISH";
                case MAX_TOKENS -> "LENGTH";
                case STOP_SEQUENCE -> "STOP_CRITERIA_MET";
            };
        }
    }
}
