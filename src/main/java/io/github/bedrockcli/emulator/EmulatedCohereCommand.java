package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;

/** Cohere Command and Command Light (models.md section 11b and the recordings, 2026-11). */
final class EmulatedCohereCommand implements EmulatedModel {
    @Override
    public List<String> prefixes() {
        return List.of("cohere.command-text-", "cohere.command-light-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        TableShape.of(model)
                .required("prompt", Rule.text(1, Integer.MAX_VALUE))
                .optional("logit_bias", EmulatedCohereCommand::checkBiases)
                .require(body);
        String prompt = body.path("prompt").asText();
        Echo.Question question = new Echo.Question().count(prompt);
        int input = question.inputTokens();
        List<String> stops = Echo.stops(body.path("stop_sequences"));
        Echo echo = Echo.of(
                question.say(Echo.lastOfTranscript(prompt)),
                body.path("max_tokens").asInt(20),
                stops);
        return new Answer(body, input, echo);
    }

    private static void checkBiases(JsonNode value, List<String> place, List<Violation> found) {
        if (Rule.isType(value, value.isObject(), "JSONObject", "dictionary", place, found)) {
            value.fields()
                    .forEachRemaining(bias ->
                            Rule.number("-10", "10").check(bias.getValue(), Rule.step(place, bias.getKey()), found));
        }
    }

    /** One answer, or several that are alike. */
    private record Answer(JsonNode body, int input, Echo echo) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(input * generations(), echo.tokens() * generations(), false);
        }

        @Override
        public ObjectNode reply() {
            ObjectNode reply = Json.object();
            ArrayNode answers = reply.putArray("generations");
            boolean likelihoods =
                    !body.path("return_likelihoods").asText("NONE").equals("NONE");
            for (int index = 0; index < generations(); index++) {
                ObjectNode answer = answers.addObject()
                        .put("finish_reason", reason())
                        .put("id", RequestIds.uuid())
                        .put("text", " " + echo.text());
                if (likelihoods) {
                    answer.put("likelihood", -1.0);
                    ArrayNode tokens = answer.putArray("token_likelihoods");
                    echo.pieces()
                            .forEach(piece ->
                                    tokens.addObject().put("token", piece).put("likelihood", -1.0));
                }
            }
            return reply.put("id", RequestIds.uuid())
                    .put("prompt", body.path("prompt").asText());
        }

        /** Without {@code stream} the whole reply is the only chunk (recorded). */
        @Override
        public List<ObjectNode> chunks() {
            if (!body.path("stream").asBoolean()) {
                return List.of(reply());
            }
            List<ObjectNode> chunks = new ArrayList<>();
            for (int index = 0; index < generations(); index++) {
                String space = " ";
                for (String piece : echo.pieces()) {
                    ObjectNode chunk = Json.object();
                    if (generations() > 1) {
                        chunk.put("index", index);
                    }
                    chunks.add(chunk.put("is_finished", false).put("text", space + piece));
                    space = "";
                }
            }
            chunks.add(Json.object().put("finish_reason", reason()).put("is_finished", true));
            return chunks;
        }

        private int generations() {
            return body.path("num_generations").asInt(1);
        }

        /** An answer that a stop sequence ends is complete: the guide has no word for it. */
        private String reason() {
            return echo.end() == Echo.End.MAX_TOKENS ? "MAX_TOKENS" : "COMPLETE";
        }
    }
}
