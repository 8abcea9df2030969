package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Knobs;

/** The part of a guardrail that stands in an InvokeModel body. */
final class GuardrailBody {
    /** Source: Bedrock user guide, "Use a guardrail with inference operations". */
    static final String FIELD = "amazon-bedrock-guardrailConfig";

    private GuardrailBody() {}

    static void add(ObjectNode body, Knobs knobs, boolean stream) {
        Knobs.Guardrail guardrail = knobs.guardrail();
        if (guardrail == null) {
            return;
        }
        String mode = guardrail.streamMode();
        if (stream && mode != null) {
            body.putObject(FIELD).put("streamProcessingMode", mode.equals("sync") ? "SYNCHRONOUS" : "ASYNCHRONOUS");
        }
    }
}
