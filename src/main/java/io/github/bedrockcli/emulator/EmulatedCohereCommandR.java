package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;

/** Cohere Command R and R+ (models.md section 11 and the recordings, 2026-11). It calls no tools and cites nothing. */
final class EmulatedCohereCommandR implements EmulatedModel {
    @Override
    public List<String> prefixes() {
        return List.of("cohere.command-r-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        Rule turn =
                Shape.object().required("role", Rule.oneOf("USER", "CHATBOT")).required("message", Rule.text());
        Rule anyObject = Shape.object().andOthers();
        TableShape.of(model)
                .required("message", Rule.text(1, Integer.MAX_VALUE))
                .optional("chat_history", Rule.list(turn))
                .optional("documents", Rule.list(anyObject))
                .optional("tools", Rule.list(anyObject))
                .optional("tool_results", Rule.list(anyObject))
                .require(body);
        Echo.Question question = new Echo.Question().count(body.path("preamble").asText());
        body.path("chat_history")
                .forEach(past -> question.count(past.path("message").asText()));
        question.turn().say(body.path("message").asText());
        body.path("documents").forEach(document -> question.attach("document"));
        List<String> stops = Echo.stops(body.path("stop_sequences"));
        JsonNode most = body.path("max_tokens");
        Echo echo = Echo.of(question, most.isMissingNode() ? null : Integer.valueOf(most.asInt()), stops);
        return new Answer(body, question.inputTokens(), echo);
    }

    /** One answer, whole or in events. */
    private record Answer(JsonNode body, int input, Echo echo) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(input, echo.tokens(), false);
        }

        @Override
        public ObjectNode reply() {
            String text = searches() ? "" : echo.text();
            String id = RequestIds.uuid();
            ObjectNode reply = Json.object()
                    .put("response_id", id + "/" + RequestIds.uuid())
                    .put("text", text)
                    .put("generation_id", id);
            ArrayNode history = reply.putArray("chat_history");
            body.path("chat_history").forEach(history::add);
            String message = body.path("message").asText();
            history.addObject().put("role", "USER").put("message", message);
            if (searches()) {
                reply.put("is_search_required", true);
                addQuery(reply, message, id);
            } else {
                history.addObject().put("role", "CHATBOT").put("message", text);
            }
            if (body.path("return_prompt").asBoolean()) {
                reply.put("prompt", message);
            }
            return reply.put("finish_reason", reason());
        }

        @Override
        public List<ObjectNode> chunks() {
            List<ObjectNode> chunks = new ArrayList<>();
            ObjectNode whole = reply();
            if (searches()) {
                ObjectNode queries = event("search-queries-generation");
                queries.set("search_queries", whole.path("search_queries"));
                chunks.add(queries);
            } else {
                echo.pieces()
                        .forEach(piece -> chunks.add(event("text-generation").put("text", piece)));
            }
            ObjectNode meta = whole.putObject("meta");
            meta.putObject("api_version").put("version", "1");
            for (String counts : List.of("billed_units", "tokens")) {
                meta.putObject(counts).put("input_tokens", input).put("output_tokens", echo.tokens());
            }
            ObjectNode end = event("stream-end").put("is_finished", true);
            end.set("response", whole);
            chunks.add(end.put("finish_reason", reason()));
            return chunks;
        }

        private static void addQuery(ObjectNode reply, String text, String id) {
            reply.putArray("search_queries").addObject().put("text", text).put("generation_id", id);
        }

        private static ObjectNode event(String type) {
            return Json.object().put("is_finished", false).put("event_type", type);
        }

        private boolean searches() {
            return body.path("search_queries_only").asBoolean();
        }

        private String reason() {
            return switch (echo.end()) {
                case FINISHED -> "COMPLETE";
                case MAX_TOKENS -> "MAX_TOKENS";
                case STOP_SEQUENCE -> "STOP_SEQUENCE";
            };
        }
    }
}
