package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a guardrail found, as lines for people: {@code guardrail: input: topic "Stocks" (DENY): BLOCKED}.
 *
 * <p>Sources: the runtime service model, {@code GuardrailTraceAssessment}, for Converse; recorded replies for InvokeModel,
 * whose members are {@code input} and {@code outputs} instead; 2026-11. Policies yet to come show under their own names.
 */
public final class GuardrailTrace {
    private static final Map<String, String> NOUNS = Map.of(
            "topicPolicy/topics", "topic",
            "contentPolicy/filters", "content",
            "wordPolicy/customWords", "word",
            "wordPolicy/managedWordLists", "word",
            "sensitiveInformationPolicy/piiEntities", "personal data",
            "sensitiveInformationPolicy/regexes", "pattern",
            "contextualGroundingPolicy/filters", "grounding",
            "automatedReasoningPolicy/findings", "reasoning");

    private GuardrailTrace() {}

    /** The lines; none where there is no trace. */
    public static List<String> lines(JsonNode trace) {
        if (!trace.isObject()) {
            return List.of();
        }
        Set<String> lines = new LinkedHashSet<>();
        for (String member : List.of("input", "inputAssessment")) {
            assessments(trace.path(member)).forEach(one -> add(lines, "input", one));
        }
        for (String member : List.of("outputs", "outputAssessments")) {
            assessments(trace.path(member)).forEach(one -> add(lines, "answer", one));
        }
        if (lines.isEmpty()) {
            String reason = trace.path("actionReason")
                    .asText("")
                    .replaceAll("\\s+", " ")
                    .strip();
            lines.add("guardrail: it found nothing" + (reason.isEmpty() ? "" : " (" + reason + ")"));
        }
        return List.copyOf(lines);
    }

    /** The assessments below a member: objects that have policies, however deep the guardrails' ids and lists put them. */
    private static List<JsonNode> assessments(JsonNode node) {
        List<JsonNode> found = new ArrayList<>();
        if (node.isObject() && names(node).stream().anyMatch(name -> name.endsWith("Policy"))) {
            found.add(node);
        } else {
            node.forEach(child -> found.addAll(assessments(child)));
        }
        return found;
    }

    private static void add(Set<String> lines, String side, JsonNode assessment) {
        for (String policy : names(assessment)) {
            for (String list : names(assessment.path(policy))) {
                if (!policy.endsWith("Policy")
                        || !assessment.path(policy).path(list).isArray()) {
                    continue;
                }
                for (JsonNode finding : assessment.path(policy).path(list)) {
                    String action = finding.path("action").asText("");
                    if (!action.equals("NONE")) {
                        String noun = NOUNS.getOrDefault(policy + "/" + list, policy + " " + list);
                        lines.add("guardrail: " + side + ": " + noun + details(finding)
                                + (action.isEmpty() ? "" : ": " + action));
                    }
                }
            }
        }
    }

    /** Names and matches in quotes, which also hides what a terminal might act on. */
    private static String details(JsonNode finding) {
        StringBuilder details = new StringBuilder();
        for (String quoted : List.of("name", "match")) {
            if (finding.path(quoted).isTextual()) {
                details.append(' ')
                        .append(Json.line(TextNode.valueOf(finding.path(quoted).textValue())));
            }
        }
        List<String> notes = new ArrayList<>();
        for (String member : List.of("type", "confidence", "filterStrength", "score", "threshold")) {
            JsonNode value = finding.path(member);
            if (value.isValueNode() && !value.isNull()) {
                boolean word = member.equals("type");
                notes.add(word ? value.asText() : member + " " + value.asText());
            }
        }
        if (!notes.isEmpty()) {
            details.append(" (").append(String.join(", ", notes)).append(')');
        }
        if (details.isEmpty() && finding.isObject()) {
            details.append(' ').append(String.join(", ", names(finding)));
        }
        return details.toString();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
