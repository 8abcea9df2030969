package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Amazon Nova text: {@code amazon.nova-micro}, {@code -lite}, {@code -pro}, {@code -premier}, {@code -2-lite}
 * (models.md section 2 and the recordings, 2026-11). Parameters are judged by the family's table. The order of roles is refused in the words of Converse, whose schema
 * this is; Micro's schema lacks pictures, videos and documents, as the Nova user guide says ("Complete request schema":
 * those parts do not apply to Micro). How InvokeModel words either was in no source: the words are those recorded of
 * Nova for other faults.
 */
final class EmulatedNova implements EmulatedModel {
    private static final Rule TEXT_BLOCK = textBlock();
    private static final Rule BLOCK = textBlock()
            .optional("image", media("png", "jpeg", "gif", "webp"))
            .optional("video", Rule.any())
            .optional("document", Rule.any());

    @Override
    public List<String> prefixes() {
        return List.of(
                "amazon.nova-micro-",
                "amazon.nova-lite-",
                "amazon.nova-pro-",
                "amazon.nova-premier-",
                "amazon.nova-2-lite-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        schema(model).require(body);
        checkOrder(body.path("messages"));
        JsonNode config = body.path("inferenceConfig");
        JsonNode max = config.has("maxTokens") ? config.path("maxTokens") : config.path("max_new_tokens");
        List<String> stops = Echo.stops(config.path("stopSequences"));
        Echo.Question question = ConverseRules.question(body);
        Echo echo = Echo.of(question, max.isMissingNode() ? null : max.asInt(), stops);
        boolean reasoning = config.path("reasoningConfig").path("type").asText().equals("enabled");
        return new Message(question.inputTokens(), echo, reasoning);
    }

    @Override
    public Optional<Rule> additionalFields(CatalogueModel model) {
        Shape shape = TableShape.beyondConverse(model);
        if (second(model)) {
            shape.inner("reasoningConfig").must("type");
        }
        return Optional.of(shape);
    }

    /** Whether it takes nothing but text: Micro. */
    static boolean readsTextOnly(CatalogueModel model) {
        return model.id().startsWith("amazon.nova-micro-");
    }

    private static void checkOrder(JsonNode messages) {
        String before = "assistant";
        for (int at = 0; at < messages.size(); at++) {
            String role = messages.get(at).path("role").asText();
            if (role.equals(before)) {
                throw ServiceError.validation(at == 0 ? ConverseRules.FIRST_IS_USER : ConverseRules.ROLES_ALTERNATE);
            }
            before = role;
        }
    }

    private static boolean second(CatalogueModel model) {
        return model.id().contains("nova-2-");
    }

    private static Rule schema(CatalogueModel model) {
        Shape shape = TableShape.of(model);
        if (second(model)) {
            shape.inner("inferenceConfig").inner("reasoningConfig").must("type");
        }
        return shape.required("messages", Rule.list(message(readsTextOnly(model)), 1, Integer.MAX_VALUE))
                .optional(
                        "system",
                        Rule.list(Shape.object()
                                .optional("text", Rule.text())
                                .optional("cachePoint", Rule.any())
                                .optional("guardContent", Rule.any())));
    }

    private static Rule message(boolean textOnly) {
        Rule block = textOnly ? TEXT_BLOCK : BLOCK;
        return Shape.object()
                .required("role", Rule.oneOf("user", "assistant"))
                .required("content", Rule.list(block, 1, Integer.MAX_VALUE));
    }

    private static Shape textBlock() {
        Shape block = Shape.object().optional("text", Rule.text());
        for (String other : List.of("toolUse", "toolResult", "cachePoint", "guardContent", "reasoningContent")) {
            block.optional(other, Rule.any());
        }
        return block;
    }

    private static Rule media(String... formats) {
        return Shape.object()
                .required("format", Rule.oneOf(formats))
                .required(
                        "source",
                        Shape.object()
                                .optional("bytes", Rule.text(1, Integer.MAX_VALUE))
                                .optional("s3Location", Rule.any()));
    }

    /** One answer, whole or in chunks. */
    private record Message(int input, Echo echo, boolean reasoning) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(input, output(), true);
        }

        @Override
        public ObjectNode reply() {
            ObjectNode reply = Json.object();
            ObjectNode message = reply.putObject("output").putObject("message");
            ArrayNode content = message.putArray("content");
            message.put("role", "assistant");
            if (reasoning) {
                content.addObject()
                        .putObject("reasoningContent")
                        .putObject("reasoningText")
                        .put("text", Echo.THOUGHT);
            }
            content.addObject().put("text", echo.text());
            reply.put("stopReason", ConverseRules.stopReason(echo));
            ObjectNode usage = usage();
            usage.put("totalTokens", input + output());
            reply.set("usage", usage);
            return reply;
        }

        /** A contentBlockStop after every delta, and a block index of its own for each (recorded). */
        @Override
        public List<ObjectNode> chunks() {
            List<ObjectNode> chunks = new ArrayList<>();
            ObjectNode start = Json.object();
            start.putObject("messageStart").put("role", "assistant");
            chunks.add(start);
            int index = 0;
            if (reasoning) {
                ObjectNode thought = Json.object();
                thought.putObject("reasoningContent").put("text", Echo.THOUGHT);
                addBlock(chunks, index++, thought);
            }
            for (String piece : echo.pieces()) {
                addBlock(chunks, index++, Json.object().put("text", piece));
            }
            ObjectNode stop = Json.object();
            stop.putObject("messageStop").put("stopReason", ConverseRules.stopReason(echo));
            chunks.add(stop);
            ObjectNode last = Json.object();
            ObjectNode metadata = last.putObject("metadata");
            metadata.set("usage", usage());
            metadata.putObject("metrics");
            metadata.putObject("trace");
            chunks.add(last);
            return chunks;
        }

        private static void addBlock(List<ObjectNode> chunks, int index, ObjectNode delta) {
            ObjectNode chunk = Json.object();
            chunk.putObject("contentBlockDelta").<ObjectNode>set("delta", delta).put("contentBlockIndex", index);
            chunks.add(chunk);
            ObjectNode stop = Json.object();
            stop.putObject("contentBlockStop").put("contentBlockIndex", index);
            chunks.add(stop);
        }

        private ObjectNode usage() {
            return Json.object()
                    .put("inputTokens", input)
                    .put("outputTokens", output())
                    .put("cacheReadInputTokenCount", 0)
                    .put("cacheWriteInputTokenCount", 0);
        }

        private int output() {
            return echo.tokens() + (reasoning ? Echo.count(Echo.THOUGHT) : 0);
        }
    }
}
