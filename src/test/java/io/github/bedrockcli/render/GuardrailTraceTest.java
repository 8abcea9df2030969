package io.github.bedrockcli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.bedrockcli.model.Json;
import org.junit.jupiter.api.Test;

/** A guardrail's findings as lines. */
final class GuardrailTraceTest {
    @Test
    void everyPolicyIsNamedWithWhatItDid() throws JsonProcessingException {
        assertThat(GuardrailTrace.lines(Json.parse("""
                        {"inputAssessment": {"g1": {
                          "topicPolicy": {"topics": [{"name": "Stocks", "type": "DENY", "action": "BLOCKED"}]},
                          "contentPolicy": {"filters": [
                            {"type": "HATE", "confidence": "NONE", "action": "NONE", "detected": false},
                            {"type": "PROMPT_ATTACK", "confidence": "HIGH", "filterStrength": "LOW", "action": "BLOCKED"}]},
                          "wordPolicy": {"customWords": [{"match": "a\\u001bb", "action": "BLOCKED"}]},
                          "invocationMetrics": {"guardrailProcessingLatency": 1}}},
                         "outputAssessments": {"g1": [{
                          "sensitiveInformationPolicy": {"piiEntities": [
                            {"type": "ADDRESS", "match": "Rome", "action": "ANONYMIZED"}]},
                          "contextualGroundingPolicy": {"filters": [
                            {"type": "GROUNDING", "score": 0.25, "threshold": 0.7, "action": "BLOCKED"}]},
                          "automatedReasoningPolicy": {"findings": [{"invalid": {}}]},
                          "newPolicy": {"things": [{"name": "x", "action": "BLOCKED"}]}}]}}""")))
                .containsExactly(
                        "guardrail: input: topic \"Stocks\" (DENY): BLOCKED",
                        "guardrail: input: content (PROMPT_ATTACK, confidence HIGH, filterStrength LOW): BLOCKED",
                        "guardrail: input: word \"a\\u001Bb\": BLOCKED",
                        "guardrail: answer: personal data \"Rome\" (ADDRESS): ANONYMIZED",
                        "guardrail: answer: grounding (GROUNDING, score 0.25, threshold 0.7): BLOCKED",
                        "guardrail: answer: reasoning invalid",
                        "guardrail: answer: newPolicy things \"x\": BLOCKED");
    }

    @Test
    void theTraceOfInvokeModelHasMembersOfItsOwn() throws JsonProcessingException {
        assertThat(GuardrailTrace.lines(Json.parse("""
                        {"input": {"g1": {"invocationMetrics": {}}},
                         "outputs": [{"g1": {"sensitiveInformationPolicy": {"regexes": [
                           {"name": "Account Number", "regex": "[0-9]{10}", "match": "1234561666", "action": "ANONYMIZED"}]}}}]}""")))
                .containsExactly("guardrail: answer: pattern \"Account Number\" \"1234561666\": ANONYMIZED");
    }

    @Test
    void nothingFoundIsSaidAndNoTraceIsNot() throws JsonProcessingException {
        assertThat(GuardrailTrace.lines(Json.parse("{\"actionReason\":\"No action.\"}")))
                .containsExactly("guardrail: it found nothing (No action.)");
        assertThat(GuardrailTrace.lines(MissingNode.getInstance())).isEmpty();
    }
}
