package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.UsageException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What Claude makes of several values together: what one requires of another, and pairs that it refuses though each is
 * good by itself. The same in its own body and through Converse, where its own fields stand in
 * {@code additionalModelRequestFields}.
 *
 * <p>Sources: Bedrock user guide, "Extended thinking" and "Adaptive thinking"; Anthropic's reference of thinking and
 * effort; for the prefill also public reports of Bedrock's refusal; 2026-11.
 */
final class ClaudeRules {
    /** Added to a thinking budget where the user set no limit: room for the answer. */
    private static final int ROOM = 4096;

    private static final String INTERLEAVED = "interleaved-thinking";

    private final Draft draft;
    private final String owner;
    private final Optional<ClaudeVersion> version;
    /** What holds Claude's own fields. */
    private final JsonNode fields;
    /** Whether the model must call a tool. */
    private final boolean forced;

    private ClaudeRules(Draft draft, JsonNode fields, boolean forced) {
        this.draft = draft;
        this.owner = draft.id().base().orElse("Claude");
        this.version = draft.id().base().flatMap(ClaudeVersion::of);
        this.fields = fields;
        this.forced = forced;
    }

    /** For Claude's own body. */
    static void settle(Draft draft) {
        JsonNode choice = draft.body().path("tool_choice");
        fill(choice, "name", "type", "tool");
        String type = choice.path("type").asText();
        new ClaudeRules(draft, draft.body(), type.equals("any") || type.equals("tool")).settle();
    }

    /** For a body of Converse. */
    static void settleConverse(Draft draft) {
        JsonNode choice = draft.body().path("toolConfig").path("toolChoice");
        new ClaudeRules(
                        draft,
                        draft.body().path("additionalModelRequestFields"),
                        choice.has("any") || choice.has("tool"))
                .settle();
    }

    private void settle() {
        if (version.map(known -> known.thinking().contains("enabled")).orElse(true)) {
            fill(fields.path("thinking"), "budget_tokens", "type", "enabled");
        }
        fill(fields.path("output_config").path("format"), "schema", "type", "json_schema");
        makeRoom();
        if (draft.validate()) {
            checkThinking();
            checkEffort();
            checkPrefill();
            if (forced && version.map(ClaudeVersion::alwaysThinks).orElse(false)) {
                throw new UsageException(
                        owner + " chooses its tools itself: no tool_choice of any or tool", "leave it to auto");
            }
        }
    }

    /** Names the kind of an object where one of its members leaves no doubt about it. */
    private static void fill(JsonNode object, String given, String member, String value) {
        if (object instanceof ObjectNode node && node.has(given) && !node.has(member)) {
            node.put(member, value);
        }
    }

    /** The limit counts the thinking too, so the one that is sent by default grows with the budget. */
    private void makeRoom() {
        JsonNode budget = fields.path("thinking").path("budget_tokens");
        JsonNode limit = draft.value(Common.MAX_TOKENS);
        boolean needed = budget.isIntegralNumber() && limit.isIntegralNumber() && limit.asLong() <= budget.asLong();
        if (needed && !draft.isGiven(Common.MAX_TOKENS)) {
            draft.put(Common.MAX_TOKENS, LongNode.valueOf(budget.asLong() + ROOM));
        }
    }

    private void checkThinking() {
        JsonNode thinking = fields.path("thinking");
        if (thinking.has("effort")) {
            throw new UsageException(
                    "effort is no part of thinking", "-p output_config.effort=" + word(thinking.path("effort")));
        }
        boolean budgeted =
                version.map(known -> known.thinking().contains("enabled")).orElse(true);
        if (thinking.has("budget_tokens") && !budgeted) {
            throw new UsageException(
                    owner + " takes no budget for its thinking",
                    "-p thinking.type=adaptive -p output_config.effort=high");
        }
        String type = thinking.path("type").asText("disabled");
        if (type.equals("enabled")) {
            checkBudget(thinking.path("budget_tokens"));
        }
        if (!type.equals("disabled")) {
            checkSampling();
            if (forced) {
                throw refused("no tool_choice of any or tool", "leave it to auto");
            }
        }
    }

    private void checkBudget(JsonNode budget) {
        if (budget.isMissingNode()) {
            throw new UsageException(
                    "thinking of type enabled needs a budget", "-p thinking.budget_tokens=N, from 1024 on");
        }
        // Between tool calls, thinking may go beyond the limit of one answer.
        boolean interleaved = false;
        for (JsonNode beta : fields.path("anthropic_beta")) {
            interleaved |= beta.asText().startsWith(INTERLEAVED);
        }
        JsonNode limit = draft.value(Common.MAX_TOKENS);
        if (!interleaved && limit.isNumber() && limit.asLong() <= budget.asLong()) {
            throw new UsageException(
                    "thinking.budget_tokens is " + budget.asLong() + ", and --max-tokens, which counts it too, is "
                            + limit.asLong(),
                    "--max-tokens " + (budget.asLong() + ROOM) + " leaves room for the answer");
        }
    }

    private void checkSampling() {
        JsonNode temperature = draft.value(Common.TEMPERATURE);
        if (temperature.isNumber() && temperature.decimalValue().compareTo(BigDecimal.ONE) != 0) {
            throw refused("a temperature of 1 only", "leave --temperature out");
        }
        JsonNode topP = draft.value(Common.TOP_P);
        if (topP.isNumber() && topP.decimalValue().compareTo(new BigDecimal("0.95")) < 0) {
            throw refused("a top_p of 0.95 to 1 only", "leave --top-p out");
        }
        if (!draft.value(Common.TOP_K).isMissingNode()) {
            throw refused("no top_k", "leave --top-k out");
        }
    }

    private void checkEffort() {
        JsonNode effort = fields.path("output_config").path("effort");
        if (!effort.isMissingNode()
                && version.map(known -> known.efforts().isEmpty()).orElse(false)) {
            throw new UsageException(owner + " has no effort to set", "leave output_config.effort out");
        }
        boolean off = fields.path("thinking").path("type").asText().equals("disabled");
        boolean beyond = effort.asText().equals("xhigh") || effort.asText().equals("max");
        if (off && beyond && version.map(ClaudeVersion::thinksToExertItself).orElse(false)) {
            throw new UsageException(
                    owner + " without thinking takes efforts up to high, not " + effort.asText(),
                    "leave thinking.type out");
        }
    }

    private void checkPrefill() {
        JsonNode turns = draft.body().path("messages");
        JsonNode last = turns.path(turns.size() - 1);
        JsonNode content = last.path("content");
        boolean text = content.isTextual() || content.path(content.size() - 1).has("text");
        if (!last.path("role").asText().equals("assistant") || !text) {
            return;
        }
        if (version.map(known -> known.atLeast(4, 6)).orElse(false)) {
            throw new UsageException(
                    owner + " begins its answers itself: no --prefill, no last turn of the assistant's",
                    "say in the prompt how the answer shall begin");
        }
        String type = fields.path("thinking").path("type").asText("disabled");
        if (!type.equals("disabled")) {
            throw refused("no start of the answer", "leave --prefill out");
        }
    }

    private UsageException refused(String what, String fix) {
        return new UsageException(owner + " takes " + what + " while it thinks", fix);
    }

    private static String word(JsonNode value) {
        return value.asText().isEmpty() ? "high" : value.asText();
    }
}
