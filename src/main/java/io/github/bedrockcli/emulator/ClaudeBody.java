package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Claude's Messages body has to be (models.md section 1, of 2026-11). Wordings: {@code Field required} and the tag
 * message are recorded; {@code Extra inputs are not permitted}, the order of roles, the empty text and the temperature
 * message are in public reports (BerriAI/litellm issue 13825, anthropics/claude-code issue 1162, anomalyco/opencode issue
 * 15715, aws-samples/bedrock-access-gateway issue 191).
 */
final class ClaudeBody {
    /** The largest picture: 3.75 MB. */
    private static final int MAX_IMAGE = 3_932_160;

    private static final List<String> TEMPERATURE_OR_TOP_P = List.of("claude-sonnet-4-5", "claude-haiku-4-5");
    private static final List<String> NO_SAMPLING = List.of(
            "claude-opus-4-7",
            "claude-opus-4-8",
            "claude-opus-5",
            "claude-sonnet-5",
            "claude-fable-5",
            "claude-mythos-5");
    private static final Set<String> BLOCKS = Set.of(
            "text", "image", "document", "tool_use", "tool_result", "thinking", "redacted_thinking", "search_result");

    private static final Rule SOURCE = Shape.object()
            .required("type", Rule.oneOf("base64"))
            .required("media_type", Rule.oneOf("image/jpeg", "image/png", "image/gif", "image/webp"))
            .required("data", ClaudeBody::image);
    private static final Rule IMAGE = Shape.object()
            .required("type", Rule.text())
            .required("source", ClaudeBody::source)
            .optional("cache_control", Rule.any());
    private static final Rule DOCUMENT = Shape.object()
            .required("type", Rule.text())
            .required(
                    "source",
                    Shape.object()
                            .required("type", Rule.oneOf("base64", "text", "content"))
                            .optional("media_type", Rule.oneOf("application/pdf", "text/plain"))
                            .optional("data", Rule.text())
                            .optional("content", Rule.any()))
            .optional("title", Rule.any())
            .optional("context", Rule.any())
            .optional("citations", Rule.any())
            .optional("cache_control", Rule.any());
    private static final Rule TEXT = Shape.object()
            .required("type", Rule.text())
            .required("text", ClaudeBody::nonEmpty)
            .optional("cache_control", Rule.any())
            .optional("citations", Rule.any());
    private static final Map<String, Rule> BLOCK_RULES = Map.of("text", TEXT, "image", IMAGE, "document", DOCUMENT);

    private static final Rule TOP_LEVEL = Shape.object()
            .required("anthropic_version", Rule.oneOf("bedrock-2023-05-31"))
            .required("max_tokens", Rule.integer(1, null))
            .required("messages", Rule.list(message()))
            .optional("system", ClaudeBody::system)
            .optional("temperature", Rule.number("0", "1"))
            .optional("top_p", Rule.number("0", "1"))
            .optional("top_k", Rule.integer(0, 500))
            .optional("stop_sequences", Rule.list(Rule.text(), 0, 8191))
            .optional(
                    "tools",
                    Rule.list(Shape.object().required("name", Rule.text()).andOthers()))
            .optional(
                    "tool_choice",
                    Shape.object()
                            .required("type", Rule.oneOf("auto", "any", "tool", "none"))
                            .andOthers())
            .optional(
                    "thinking",
                    Shape.object()
                            .required("type", Rule.oneOf("enabled", "adaptive", "disabled"))
                            .optional("budget_tokens", Rule.integer(1024, null))
                            .optional("display", Rule.text()))
            .optional("output_config", outputConfig())
            .optional("anthropic_beta", Rule.list(Rule.text()))
            .optional("metadata", Rule.any())
            .optional("context_management", Rule.any());

    /** What Converse passes on to Claude beside its own members. */
    static final Rule ADDITIONAL = Shape.object()
            .optional("top_k", Rule.integer(0, 500))
            .optional(
                    "thinking",
                    Shape.object()
                            .required("type", Rule.oneOf("enabled", "adaptive", "disabled"))
                            .optional("budget_tokens", Rule.integer(1024, null))
                            .optional("display", Rule.text()))
            .optional("output_config", outputConfig())
            .optional("anthropic_beta", Rule.list(Rule.text()))
            .optional("tools", Rule.any())
            .optional("tool_choice", Rule.any())
            .optional("context_management", Rule.any());

    private ClaudeBody() {}

    static void check(String modelId, JsonNode body) {
        List<Violation> found = TOP_LEVEL.violations(body);
        if (!found.isEmpty()) {
            throw Violation.first(found);
        }
        checkRoles(body.path("messages"));
        checkSampling(modelId, body.has("temperature"), body.has("top_p"), body.has("top_k"));
        checkThinking(modelId, body.path("thinking"), body.path("max_tokens").asInt());
    }

    /** Which models refuse which sampling parameters: models.md section 1, "Traps". */
    static void checkSampling(String modelId, boolean temperature, boolean topP, boolean topK) {
        if (temperature && topP && TEMPERATURE_OR_TOP_P.stream().anyMatch(modelId::contains)) {
            throw ServiceError.validation(
                    "`temperature` and `top_p` cannot both be specified for this model. " + "Please use only one.");
        }
        if ((temperature || topP || topK) && NO_SAMPLING.stream().anyMatch(modelId::contains)) {
            String name = temperature ? "temperature" : topP ? "top_p" : "top_k";
            throw ServiceError.validation("`" + name + "` is not supported for this model.");
        }
    }

    /** Budgets are for models up to 4.6, adaptive thinking from 4.6 on: models.md section 1, "Traps". */
    static void checkThinking(String modelId, JsonNode thinking, int maxTokens) {
        String type = thinking.path("type").asText("disabled");
        if (type.equals("enabled")) {
            if (NO_SAMPLING.stream().anyMatch(modelId::contains)) {
                throw ServiceError.validation("\"thinking.type.enabled\" is not supported for this model. "
                        + "Use \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior.");
            }
            if (!thinking.has("budget_tokens")) {
                throw ServiceError.validation("thinking.enabled.budget_tokens: Field required");
            }
            if (maxTokens > 0 && maxTokens <= thinking.path("budget_tokens").asInt()) {
                throw ServiceError.validation("`max_tokens` must be greater than `thinking.budget_tokens`.");
            }
        }
        boolean adaptive = modelId.contains("-4-6") || NO_SAMPLING.stream().anyMatch(modelId::contains);
        if (type.equals("adaptive") && !adaptive) {
            throw ServiceError.validation("adaptive thinking is not supported on this model");
        }
    }

    private static void checkRoles(JsonNode messages) {
        if (messages.isEmpty()) {
            throw ServiceError.validation("messages: at least one message is required");
        }
        String before = "assistant";
        for (int at = 0; at < messages.size(); at++) {
            String role = messages.get(at).path("role").asText();
            if (role.equals(before)) {
                throw ServiceError.validation(
                        at == 0
                                ? "messages: first message must use the \"user\" role"
                                : "messages: roles must alternate between \"user\" and \"assistant\", but found "
                                        + "multiple \"" + role + "\" roles in a row");
            }
            before = role;
        }
    }

    private static Rule message() {
        return Shape.object()
                .required("role", Rule.oneOf("user", "assistant"))
                .required("content", (value, place, found) -> {
                    if (value.isTextual()) {
                        nonEmpty(value, place, found);
                    } else {
                        Rule.list(ClaudeBody::block).check(value, place, found);
                    }
                });
    }

    private static void block(JsonNode value, List<String> place, List<Violation> found) {
        JsonNode type = value.isObject() ? value.path("type") : MissingNode.getInstance();
        if (!BLOCKS.contains(type.asText())) {
            String text = type.isMissingNode()
                    ? "Unable to extract tag using discriminator 'type'"
                    : "Input tag '" + type.asText() + "' found using 'type' does not match any of the expected tags: "
                            + String.join(
                                    ", ",
                                    BLOCKS.stream()
                                            .sorted()
                                            .map(tag -> "'" + tag + "'")
                                            .toList());
            found.add(Rule.at(place, text, text));
            return;
        }
        List<Violation> inside = new ArrayList<>();
        BLOCK_RULES.getOrDefault(type.asText(), Rule.any()).check(value, Rule.step(place, type.asText()), inside);
        found.addAll(inside);
    }

    private static void nonEmpty(JsonNode value, List<String> place, List<Violation> found) {
        Rule.text().check(value, place, found);
        if (value.isTextual() && value.textValue().isEmpty()) {
            found.add(Rule.at(List.of("messages"), "", "text content blocks must be non-empty"));
        }
    }

    private static void system(JsonNode value, List<String> place, List<Violation> found) {
        if (!value.isTextual()) {
            Rule.list(TEXT).check(value, place, found);
        }
    }

    private static void source(JsonNode value, List<String> place, List<Violation> found) {
        List<Violation> inside = SOURCE.violations(value, place);
        found.addAll(inside);
        if (inside.isEmpty()) {
            byte[] bytes = Base64.getDecoder().decode(value.path("data").asText());
            Picture.mismatch(bytes, value.path("media_type").asText())
                    .ifPresent(fault -> found.add(Rule.at(Rule.step(place, "base64"), "", fault)));
        }
    }

    private static void image(JsonNode value, List<String> place, List<Violation> found) {
        Rule.text().check(value, place, found);
        try {
            int size = Base64.getDecoder().decode(value.asText()).length;
            if (size == 0 || size > MAX_IMAGE) {
                found.add(Rule.at(
                        place, "", size == 0 ? "image cannot be empty" : "image exceeds 3.75 MB: " + size + " bytes"));
            }
        } catch (IllegalArgumentException e) {
            found.add(Rule.at(place, "", "invalid base64 data"));
        }
    }

    private static Rule outputConfig() {
        return Shape.object()
                .optional("effort", Rule.oneOf("low", "medium", "high", "xhigh", "max"))
                .optional("format", Rule.any());
    }
}
