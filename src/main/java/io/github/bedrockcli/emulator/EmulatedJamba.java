package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** AI21 Jamba: {@code ai21.jamba-*} (models.md section 14 and a recording, 2026-11). It calls no tools. */
final class EmulatedJamba implements EmulatedModel {
    /** What a chunk names as the token that ended the answer. */
    private static final int END_TOKEN = 518;

    @Override
    public List<String> prefixes() {
        return List.of("ai21.jamba-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        Rule turn = Shape.object()
                .required("role", Rule.oneOf("system", "user", "assistant"))
                .required("content", Rule.text());
        TableShape.of(model)
                .required("messages", Rule.list(turn, 1, Integer.MAX_VALUE))
                .optional("stop", EmulatedJamba::checkStop)
                .require(body);
        Echo.Question question = new Echo.Question();
        for (JsonNode message : body.path("messages")) {
            String content = message.path("content").asText();
            if (message.path("role").asText().equals("user")) {
                question.turn().say(content);
            } else {
                question.count(content);
            }
        }
        List<String> stops = Echo.stops(body.path("stop"));
        if (body.path("stop").isTextual()) {
            stops.add(body.path("stop").textValue());
        }
        Echo echo = Echo.of(question, body.path("max_tokens").asInt(4096), stops);
        return new Chat(model.id(), question.inputTokens(), echo, body.path("n").asInt(1));
    }

    /** A text, or a list of texts. */
    private static void checkStop(JsonNode value, List<String> place, List<Violation> found) {
        if (!value.isTextual()) {
            Rule.list(Rule.text()).check(value, place, found);
        }
    }

    /** Converse takes no further fields for Jamba: bedrock-api.md 3.1. */
    @Override
    public Optional<Rule> additionalFields(CatalogueModel model) {
        return Optional.of(Shape.object());
    }

    /** One answer or several that are alike, whole or in chunks; they begin with a space (recorded). */
    private record Chat(String modelId, int input, Echo echo, int answers) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(input, echo.tokens() * answers, false);
        }

        @Override
        public ObjectNode reply() {
            ObjectNode reply = Json.object().put("id", id());
            ArrayNode choices = reply.putArray("choices");
            for (int index = 0; index < answers; index++) {
                ObjectNode choice = choices.addObject().put("index", index);
                choice.putObject("message")
                        .put("role", "assistant")
                        .put("content", " " + echo.text())
                        .putNull("tool_calls");
                choice.put("finish_reason", reason());
            }
            usage(reply, echo.tokens() * answers);
            reply.putObject("meta").put("requestDurationMillis", 1);
            return reply.put("model", vendorName());
        }

        /** The last chunk is empty: Bedrock's own counts come in one of their own. */
        @Override
        public List<ObjectNode> chunks() {
            if (answers > 1) {
                throw Violation.malformed(Rule.integer(1, 1).violations(IntNode.valueOf(answers), List.of("n")));
            }
            String id = id();
            List<ObjectNode> chunks = new ArrayList<>();
            chunks.add(chunk(id, 0, delta("").put("role", "assistant")));
            int count = 0;
            for (String piece : echo.pieces()) {
                chunks.add(chunk(id, ++count, delta((count == 1 ? " " : "") + piece)));
            }
            ObjectNode end = chunk(id, echo.tokens(), delta(""));
            ((ObjectNode) end.path("choices").path(0))
                    .put("finish_reason", reason())
                    .put("stop_reason", END_TOKEN);
            end.putObject("meta").put("requestDurationMillis", 1);
            chunks.add(end);
            chunks.add(Json.object());
            return chunks;
        }

        private static ObjectNode delta(String content) {
            return Json.object().put("content", content);
        }

        private ObjectNode chunk(String id, int count, ObjectNode delta) {
            ObjectNode chunk = Json.object().put("id", id);
            ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
            choice.set("delta", delta);
            choice.putNull("finish_reason");
            usage(chunk, count);
            return chunk;
        }

        private void usage(ObjectNode target, int output) {
            target.putObject("usage")
                    .put("prompt_tokens", input)
                    .put("completion_tokens", output)
                    .put("total_tokens", input + output);
        }

        private static String id() {
            return "chatcmpl-" + RequestIds.uuid();
        }

        private String reason() {
            return echo.end() == Echo.End.MAX_TOKENS ? "length" : "stop";
        }

        /** AI21's own name of the model, which is what a reply holds (recorded). */
        private String vendorName() {
            return modelId.replaceFirst("^ai21\\.", "")
                    .replaceFirst("-v\\d+(:\\d+)?$", "")
                    .replaceFirst("-(\\d)-(\\d)-", "-$1.$2-");
        }
    }
}
