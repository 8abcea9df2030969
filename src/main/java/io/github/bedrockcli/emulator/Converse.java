package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.eventstream.Message;

/** Converse and ConverseStream for every text model of the catalogue (bedrock-api.md section 3 and the recordings). */
final class Converse {
    private Converse() {}

    static Response whole(CatalogueModel model, JsonNode body, long started) {
        return Response.json(accept(model, body).reply(started));
    }

    static Response stream(CatalogueModel model, JsonNode body, long started) {
        return new Response.Frames(
                Map.of("Content-Type", EventFrames.CONTENT_TYPE),
                accept(model, body).events(started));
    }

    /** Checks a body and answers it. */
    static Answer accept(CatalogueModel model, JsonNode body) {
        boolean converses =
                EmulatedModels.find(model.id()).map(EmulatedModel::converses).orElse(true);
        if (!model.gives("TEXT") || !converses) {
            throw ServiceError.validation("This action doesn't support the model that you provided. "
                    + "Try again with a supported text or chat model.");
        }
        ConverseRules.check(model, body);
        checkAdditional(model, body);
        Optional<EmulatedGuardrail> guardrail = EmulatedGuardrail.of(body);
        JsonNode config = body.path("inferenceConfig");
        List<String> stops = Echo.stops(config.path("stopSequences"));
        Echo.Question question = ConverseRules.question(body);
        JsonNode max = config.path("maxTokens");
        Echo echo = Echo.of(question, max.isMissingNode() ? null : max.asInt(), stops);
        return new Answer(
                model, question.inputTokens(), echo, thinks(model, body), body.path("serviceTier"), guardrail);
    }

    /** What goes to the model as it is, is refused by the model: its words come with a recorded prefix. */
    private static void checkAdditional(CatalogueModel model, JsonNode body) {
        JsonNode fields = body.path("additionalModelRequestFields");
        boolean claude = model.id().startsWith("anthropic.claude-");
        try {
            if (claude) {
                ClaudeBody.checkConverse(model, body);
            }
            if (fields.isObject()) {
                EmulatedModels.find(model.id())
                        .flatMap(family -> family.additionalFields(model))
                        .map(rule -> rule.violations(fields))
                        .filter(found -> !found.isEmpty())
                        .ifPresent(found -> {
                            throw claude ? Violation.first(found) : Violation.malformed(found);
                        });
            }
        } catch (ServiceError e) {
            throw e.fromModel();
        }
    }

    private static boolean thinks(CatalogueModel model, JsonNode body) {
        if (EmulatedModels.find(model.id()).filter(EmulatedModel::alwaysReasons).isPresent()) {
            return true;
        }
        JsonNode fields = body.path("additionalModelRequestFields");
        String claude = fields.path("thinking").path("type").asText("disabled");
        String nova = fields.path("reasoningConfig").path("type").asText("disabled");
        return !claude.equals("disabled") || !nova.equals("disabled");
    }

    /** One answer, whole or as events. */
    record Answer(
            CatalogueModel model,
            int input,
            Echo echo,
            boolean thinking,
            JsonNode tier,
            Optional<EmulatedGuardrail> guardrail) {
        private ObjectNode reply(long started) {
            ObjectNode reply = Json.object();
            reply.putObject("metrics").put("latencyMs", Latency.since(started));
            ObjectNode message = reply.putObject("output").putObject("message");
            ArrayNode content = message.putArray("content");
            if (thinking) {
                ObjectNode text =
                        content.addObject().putObject("reasoningContent").putObject("reasoningText");
                if (signs()) {
                    text.put("signature", EmulatedClaude.SIGNATURE);
                }
                text.put("text", Echo.THOUGHT);
            }
            content.addObject().put("text", echo.text());
            message.put("role", "assistant");
            reply.put("stopReason", stopReason());
            reply.set("usage", usage());
            addTier(reply);
            addTrace(reply);
            return reply;
        }

        private List<Message> events(long started) {
            List<Message> events = new ArrayList<>();
            events.add(EventFrames.event("messageStart", Json.object().put("role", "assistant")));
            int index = 0;
            if (thinking) {
                addThinking(events, index++);
            }
            for (String piece : echo.pieces()) {
                events.add(delta(index, Json.object().put("text", piece)));
            }
            events.add(EventFrames.event("contentBlockStop", Json.object().put("contentBlockIndex", index)));
            events.add(EventFrames.event("messageStop", Json.object().put("stopReason", stopReason())));
            ObjectNode metadata = Json.object();
            metadata.putObject("metrics").put("latencyMs", Latency.since(started));
            metadata.set("usage", usage());
            addTier(metadata);
            addTrace(metadata);
            events.add(EventFrames.event("metadata", metadata));
            return events;
        }

        private void addThinking(List<Message> events, int index) {
            for (String piece : Echo.tokens(Echo.THOUGHT)) {
                events.add(delta(index, reasoning("text", piece)));
            }
            if (signs()) {
                events.add(delta(index, reasoning("signature", EmulatedClaude.SIGNATURE)));
            }
            events.add(EventFrames.event("contentBlockStop", Json.object().put("contentBlockIndex", index)));
        }

        private static Message delta(int index, ObjectNode delta) {
            ObjectNode event = Json.object().put("contentBlockIndex", index);
            event.set("delta", delta);
            return EventFrames.event("contentBlockDelta", event);
        }

        private static ObjectNode reasoning(String member, String value) {
            ObjectNode delta = Json.object();
            delta.putObject("reasoningContent").put(member, value);
            return delta;
        }

        /** The cache counts of Claude come under both of their names, as in recordings since mid-2025. */
        private ObjectNode usage() {
            int output = echo.tokens() + (thinking ? Echo.count(Echo.THOUGHT) : 0);
            ObjectNode usage = Json.object();
            if (model.id().startsWith("anthropic.")) {
                for (String name : List.of(
                        "cacheReadInputTokenCount",
                        "cacheReadInputTokens",
                        "cacheWriteInputTokenCount",
                        "cacheWriteInputTokens")) {
                    usage.put(name, 0);
                }
            }
            usage.put("inputTokens", input).put("outputTokens", output);
            usage.putObject("serverToolUsage");
            return usage.put("totalTokens", input + output);
        }

        private String stopReason() {
            boolean intervened = guardrail.map(EmulatedGuardrail::intervened).orElse(false);
            return intervened ? "guardrail_intervened" : ConverseRules.stopReason(echo);
        }

        private void addTrace(ObjectNode reply) {
            guardrail.map(EmulatedGuardrail::trace).ifPresent(trace -> reply.set("trace", trace));
        }

        private void addTier(ObjectNode reply) {
            if (tier.has("type")) {
                reply.putObject("serviceTier").put("type", tier.path("type").asText());
            }
        }

        private boolean signs() {
            return model.id().startsWith("anthropic.");
        }
    }
}
