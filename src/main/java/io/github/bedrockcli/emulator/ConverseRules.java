package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a Converse body has to be (bedrock-api.md section 3.1 and its notes, 2026-11). Wordings: order of
 * roles (also langchain-ai/langchain-aws issues 130 and 192), blank text, empty content and the document without a text are in public reports (cline/cline issue 431,
 * OpenHands/OpenHands issue 5339, earendil-works/pi pull 3443, BerriAI/litellm pull 36499).
 */
final class ConverseRules {
    static final String FIRST_IS_USER = "A conversation must start with a user message. "
            + "Try again with a conversation that starts with a user message.";

    static final String ROLES_ALTERNATE = "A conversation must alternate between user and assistant roles. "
            + "Make sure the conversation alternates between user and assistant roles and try again.";

    /** Families whose conversations may start with the assistant: bedrock-api.md 3.1, and recorded for Claude. */
    private static final List<String> ASSISTANT_FIRST = List.of("anthropic.", "qwen.", "zai.", "moonshot");

    private final CatalogueModel model;
    private final ConverseMedia media;

    private ConverseRules(CatalogueModel model) {
        this.model = model;
        this.media = new ConverseMedia(model);
    }

    static void check(CatalogueModel model, JsonNode body) {
        checkTypes(body);
        new ConverseRules(model).checkMessages(body.path("messages"));
        checkInference(body.path("inferenceConfig"));
        checkTools(body);
    }

    /** What was asked, for the echo. */
    static Echo.Question question(JsonNode body) {
        Echo.Question question = new Echo.Question();
        body.path("system").forEach(part -> question.count(part.path("text").asText()));
        for (JsonNode message : body.path("messages")) {
            boolean user = message.path("role").asText().equals("user");
            if (user) {
                question.turn();
            }
            for (JsonNode block : message.path("content")) {
                JsonNode guarded = block.path("guardContent").path("text").path("text");
                if (block.has("text") || guarded.isTextual()) {
                    heard(question, user, guarded.asText(block.path("text").asText()));
                } else {
                    block.fieldNames().forEachRemaining(name -> attach(question, user, name));
                }
            }
        }
        return question;
    }

    private static void heard(Echo.Question question, boolean user, String text) {
        if (user) {
            question.say(text);
        } else {
            question.count(text);
        }
    }

    static String stopReason(Echo echo) {
        return switch (echo.end()) {
            case FINISHED -> "end_turn";
            case MAX_TOKENS -> "max_tokens";
            case STOP_SEQUENCE -> "stop_sequence";
        };
    }

    private static void attach(Echo.Question question, boolean user, String name) {
        if (user && !name.equals("cachePoint")) {
            question.attach(name.equals("toolResult") ? "tool result" : name);
        }
    }

    private static void checkTypes(JsonNode body) {
        if (!body.isObject()) {
            throw serialization("object");
        }
        for (String name : List.of("messages", "system")) {
            if (body.has(name) && !body.path(name).isArray()) {
                throw serialization("list");
            }
        }
        for (String name : List.of("inferenceConfig", "toolConfig", "guardrailConfig", "requestMetadata")) {
            if (body.has(name) && !body.path(name).isObject()) {
                throw serialization("object");
            }
        }
    }

    /** Order: recorded exceptions are Claude, which may start, and Titan, which took two user turns in a row. */
    private void checkMessages(JsonNode messages) {
        if (messages.isEmpty()) {
            throw ServiceError.validation(FIRST_IS_USER);
        }
        String before = "";
        for (int at = 0; at < messages.size(); at++) {
            JsonNode message = messages.get(at);
            String role = message.path("role").asText();
            if (!List.of("user", "assistant").contains(role)) {
                String member = "messages." + (at + 1) + ".member.role";
                throw Constraint.enumeration(member, role, List.of("user", "assistant"));
            }
            if (at == 0 && role.equals("assistant") && ASSISTANT_FIRST.stream().noneMatch(model.id()::startsWith)) {
                throw ServiceError.validation(FIRST_IS_USER);
            }
            if (role.equals(before) && !model.id().startsWith("amazon.titan-")) {
                throw ServiceError.validation(ROLES_ALTERNATE);
            }
            before = role;
            checkContent(message.path("content"), role, "messages." + at);
        }
    }

    private void checkContent(JsonNode content, String role, String place) {
        if (!content.isArray()) {
            throw content.isMissingNode() ? Constraint.missing(place + ".content") : serialization("list");
        }
        if (content.isEmpty()) {
            throw ServiceError.validation("The content field in the Message object at " + place
                    + " is empty. Add a ContentBlock object to the content field and try again.");
        }
        boolean text = false;
        boolean document = false;
        for (int at = 0; at < content.size(); at++) {
            JsonNode block = content.get(at);
            checkBlock(block, role, place + ".content." + at);
            text |= block.has("text");
            document |= block.has("document");
        }
        if (document && !text) {
            throw ServiceError.validation("A text block must be included when using documents. "
                    + "Add a text block and retry your request.");
        }
    }

    private void checkBlock(JsonNode block, String role, String place) {
        if (!block.isObject()) {
            throw serialization("object");
        }
        if (block.has("text")) {
            if (!block.path("text").isTextual()) {
                throw serialization("string");
            }
            if (block.path("text").textValue().isBlank()) {
                throw ServiceError.validation("The text field in the ContentBlock object at " + place
                        + " is blank. Add text to the text field, and try again.");
            }
        }
        for (String kind : List.of("image", "video", "document")) {
            if (block.has(kind) && !role.equals("user")) {
                throw ServiceError.validation("The " + kind + " content block at " + place
                        + " is only supported for the user role. Remove it and try again.");
            }
        }
        media.check(block, place);
        JsonNode results = block.path("toolResult").path("content");
        for (int at = 0; at < results.size(); at++) {
            media.check(results.get(at), place + ".toolResult.content." + at);
        }
    }

    private static void checkInference(JsonNode config) {
        checkRange(config, "temperature", BigDecimal.ZERO, BigDecimal.ONE);
        checkRange(config, "topP", BigDecimal.ZERO, BigDecimal.ONE);
        checkRange(config, "maxTokens", BigDecimal.ONE, BigDecimal.valueOf(Integer.MAX_VALUE));
        JsonNode stops = config.path("stopSequences");
        if (config.has("stopSequences") && !stops.isArray()) {
            throw serialization("list");
        }
        if (stops.size() > 2500) {
            throw Constraint.longest("inferenceConfig.stopSequences", String.valueOf(stops.size()), 2500);
        }
        for (JsonNode stop : stops) {
            if (stop.asText().isEmpty()) {
                throw Constraint.shortest("inferenceConfig.stopSequences", stop.asText(), 1);
            }
        }
    }

    private static void checkRange(JsonNode config, String name, BigDecimal low, BigDecimal high) {
        JsonNode value = config.path(name);
        if (value.isMissingNode()) {
            return;
        }
        if (!value.isNumber() || (name.equals("maxTokens") && !value.isIntegralNumber())) {
            throw serialization(name.equals("maxTokens") ? "integer" : "number");
        }
        if (value.decimalValue().compareTo(low) < 0) {
            throw Constraint.atLeast("inferenceConfig." + name, value.asText(), low.toPlainString());
        }
        if (value.decimalValue().compareTo(high) > 0) {
            throw Constraint.atMost("inferenceConfig." + name, value.asText(), high.toPlainString());
        }
    }

    private static void checkTools(JsonNode body) {
        boolean used = false;
        for (JsonNode message : body.path("messages")) {
            for (JsonNode block : message.path("content")) {
                used |= block.has("toolUse") || block.has("toolResult");
            }
        }
        if (used && !body.has("toolConfig")) {
            throw ServiceError.validation(
                    "The toolConfig field must be defined when using toolUse and toolResult content blocks.");
        }
        if (body.has("toolConfig") && body.path("toolConfig").path("tools").isEmpty()) {
            throw Constraint.shortest("toolConfig.tools", "[]", 1);
        }
    }

    static ServiceError serialization(String expected) {
        return ServiceError.of(400, "SerializationException", "Expected " + expected + " or null");
    }
}
