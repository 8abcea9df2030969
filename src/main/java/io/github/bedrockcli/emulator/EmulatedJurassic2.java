package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.List;

/** AI21 Jurassic-2: {@code ai21.j2-*}, which cannot stream (models.md section 14 and a recording, 2026-11). */
final class EmulatedJurassic2 implements EmulatedModel {
    @Override
    public List<String> prefixes() {
        return List.of("ai21.j2-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        TableShape.of(model).required("prompt", Rule.text(1, Integer.MAX_VALUE)).require(body);
        String prompt = body.path("prompt").asText();
        Echo.Question question = new Echo.Question().count(prompt);
        int input = question.inputTokens();
        List<String> stops = Echo.stops(body.path("stopSequences"));
        Echo echo = Echo.of(
                question.say(Echo.lastOfTranscript(prompt)),
                body.path("maxTokens").asInt(200),
                stops);
        return new Completion(prompt, input, echo, body.path("numResults").asInt(1));
    }

    /** One answer or several that are alike; there are no chunks. */
    private record Completion(String prompt, int input, Echo echo, int results) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(input, echo.tokens() * results, false);
        }

        @Override
        public ObjectNode reply() {
            ObjectNode reply = Json.object().put("id", 1234);
            addText(reply.putObject("prompt"), prompt, Echo.tokens(prompt));
            ArrayNode completions = reply.putArray("completions");
            for (int index = 0; index < results; index++) {
                ObjectNode completion = completions.addObject();
                addText(completion.putObject("data"), echo.text(), echo.pieces());
                ObjectNode reason = completion.putObject("finishReason").put("reason", reason());
                if (echo.end() == Echo.End.MAX_TOKENS) {
                    reason.put("length", echo.tokens());
                }
            }
            return reply;
        }

        private static void addText(ObjectNode data, String text, List<String> pieces) {
            ArrayNode tokens = data.put("text", text).putArray("tokens");
            int start = 0;
            for (String piece : pieces) {
                ObjectNode token = tokens.addObject();
                token.putObject("generatedToken")
                        .put("token", piece.replace(' ', '\u2581'))
                        .put("logprob", -1.0)
                        .put("raw_logprob", -1.0);
                token.putNull("topTokens");
                token.putObject("textRange").put("start", start).put("end", start + piece.length());
                start += piece.length();
            }
        }

        private String reason() {
            return switch (echo.end()) {
                case FINISHED -> "endoftext";
                case MAX_TOKENS -> "length";
                case STOP_SEQUENCE -> "stop";
            };
        }
    }
}
