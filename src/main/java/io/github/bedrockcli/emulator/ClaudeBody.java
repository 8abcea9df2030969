package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Claude's Messages body has to be (models.md section 1, of 2026-11); parameters are judged by the family's table.
 * Wordings: {@code Field required} and the tag message are recorded; {@code Extra inputs are not permitted}, the order of
 * roles, the empty text and the temperature message are in public reports (BerriAI/litellm issue 13825,
 * anthropics/claude-code issue 1162, anomalyco/opencode issue 15715, aws-samples/bedrock-access-gateway issue 191), as are
 * those of effort (anthropics/claude-code issue 30795), of sampling and tools beside thinking
 * (router-for-me/CLIProxyAPI pull 2509), and of the prefill (anomalyco/opencode issue 29760).
 */
final class ClaudeBody {
    /** The largest picture: 3.75 MB. */
    private static final int MAX_IMAGE = 3_932_160;

    private static final Set<String> BLOCKS = Set.of(
            "text",
            "image",
            "document",
            "tool_use",
            "tool_result",
            "server_tool_use",
            "thinking",
            "redacted_thinking",
            "search_result");

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

    private final ParameterTable table;
    private final JsonNode fields;

    /** @param fields what holds Claude's own fields: its body, or what Converse passes on */
    private ClaudeBody(CatalogueModel model, JsonNode fields) {
        this.table = table(model);
        this.fields = fields;
    }

    /** Claude's own body. */
    static void check(CatalogueModel model, JsonNode body) {
        ClaudeBody claude = new ClaudeBody(model, body);
        claude.checkModel(body.path("temperature"), body.path("top_p"));
        List<Violation> found = shape(model).violations(body);
        if (!found.isEmpty()) {
            throw Violation.first(found);
        }
        checkRoles(body.path("messages"));
        claude.checkPrefill(body.path("messages"));
        String choice = body.path("tool_choice").path("type").asText();
        claude.checkThinking(
                body.path("max_tokens").asInt(),
                body.path("temperature"),
                body.path("top_p"),
                choice.equals("any") || choice.equals("tool"));
    }

    /** What a Converse body asks of Claude in particular. */
    static void checkConverse(CatalogueModel model, JsonNode body) {
        JsonNode fields = body.path("additionalModelRequestFields");
        JsonNode config = body.path("inferenceConfig");
        JsonNode choice = body.path("toolConfig").path("toolChoice");
        ClaudeBody claude = new ClaudeBody(model, fields);
        claude.checkModel(config.path("temperature"), config.path("topP"));
        claude.checkPrefill(body.path("messages"));
        claude.checkThinking(
                config.path("maxTokens").asInt(),
                config.path("temperature"),
                config.path("topP"),
                choice.has("any") || choice.has("tool"));
    }

    /** What Converse passes on to Claude beside its own members. */
    static Rule additional(CatalogueModel model) {
        return demanding(TableShape.beyondConverse(model)).optional("tool_choice", Rule.any());
    }

    /** Claude 2 and Instant take this body too, though they have another family. */
    private static ParameterTable table(CatalogueModel model) {
        return Families.named("claude", Family.class).parameters(ModelId.of(model.id()));
    }

    private static Shape shape(CatalogueModel model) {
        return demanding(TableShape.of(table(model)))
                .required("messages", Rule.list(message()))
                .optional("system", ClaudeBody::system)
                .optional(
                        "tools",
                        Rule.list(Shape.object().required("name", Rule.text()).andOthers()))
                .optional("metadata", Rule.any());
    }

    /** The members that objects must have, beside what each may be. */
    private static Shape demanding(Shape shape) {
        if (shape.has("thinking")) {
            shape.inner("thinking").must("type");
        }
        if (shape.has("tool_choice")) {
            shape.inner("tool_choice").must("type");
        }
        return shape;
    }

    /** What this model has no place for: models.md section 1, "Traps". The table knows, the words are Claude's own. */
    private void checkModel(JsonNode temperature, JsonNode topP) {
        boolean oneOnly = table.find("temperature")
                .map(row -> row.excludes().contains("top_p"))
                .orElse(false);
        if (oneOnly && !temperature.isMissingNode() && !topP.isMissingNode()) {
            throw ServiceError.validation(
                    "`temperature` and `top_p` cannot both be specified for this model. Please use only one.");
        }
        refuseWithoutRow("temperature", temperature);
        refuseWithoutRow("top_p", topP);
        refuseWithoutRow("top_k", fields.path("top_k"));
        String type = fields.path("thinking").path("type").asText("");
        List<String> kinds = table.find("thinking.type").map(Parameter::allowed).orElse(List.of());
        if (List.of("enabled", "adaptive", "disabled").contains(type) && !kinds.isEmpty() && !kinds.contains(type)) {
            throw ServiceError.validation(
                    type.equals("adaptive")
                            ? "adaptive thinking is not supported on this model"
                            : "\"thinking.type." + type + "\" is not supported for this model. "
                                    + "Use \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking "
                                    + "behavior.");
        }
        if (fields.path("output_config").has("effort")
                && table.find("output_config.effort").isEmpty()) {
            throw ServiceError.validation("This model does not support the effort parameter.");
        }
    }

    private void refuseWithoutRow(String name, JsonNode value) {
        if (!value.isMissingNode() && table.find(name).isEmpty()) {
            throw ServiceError.validation("`" + name + "` is not supported for this model.");
        }
    }

    private void checkThinking(int maxTokens, JsonNode temperature, JsonNode topP, boolean forced) {
        JsonNode thinking = fields.path("thinking");
        String type = thinking.path("type").asText("disabled");
        if (type.equals("enabled")) {
            if (!thinking.has("budget_tokens")) {
                throw ServiceError.validation("thinking.enabled.budget_tokens: Field required");
            }
            boolean interleaved = fields.path("anthropic_beta").toString().contains("interleaved-thinking");
            if (!interleaved
                    && maxTokens > 0
                    && maxTokens <= thinking.path("budget_tokens").asInt()) {
                throw ServiceError.validation("`max_tokens` must be greater than `thinking.budget_tokens`.");
            }
        }
        if (type.equals("disabled")) {
            return;
        }
        if (!temperature.isMissingNode() && temperature.asDouble() != 1) {
            throw ServiceError.validation(
                    "`temperature` may only be set to 1 when thinking is enabled or in adaptive mode.");
        }
        if (!topP.isMissingNode() && topP.asDouble() < 0.95) {
            throw ServiceError.validation("`top_p` must be greater than or equal to 0.95 or unset when thinking is "
                    + "enabled or in adaptive mode.");
        }
        if (fields.has("top_k")) {
            throw ServiceError.validation("`top_k` must be unset when thinking is enabled or in adaptive mode.");
        }
        if (forced) {
            throw ServiceError.validation("Thinking may not be enabled when tool_choice forces tool use.");
        }
    }

    /** Models with adaptive thinking begin their answers themselves. */
    private void checkPrefill(JsonNode messages) {
        boolean adaptive = table.find("thinking.type")
                .map(row -> row.allowed().contains("adaptive"))
                .orElse(false);
        JsonNode last = messages.path(messages.size() - 1);
        if (adaptive && last.path("role").asText().equals("assistant")) {
            throw ServiceError.validation("This model does not support assistant message prefill. "
                    + "The conversation must end with a user message.");
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
}
