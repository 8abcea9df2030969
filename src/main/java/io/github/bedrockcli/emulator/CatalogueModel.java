package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import java.util.ArrayList;
import java.util.List;

/** One foundation model of the catalogue, as the file has it. */
record CatalogueModel(ObjectNode row) {
    String id() {
        return row.path("modelId").asText();
    }

    String provider() {
        return row.path("providerName").asText();
    }

    /** Whether it has reached the end of its life: no longer listed, and refused. */
    boolean retired() {
        return row.path("retired").asBoolean();
    }

    boolean has(String member, String value) {
        return words(member).contains(value);
    }

    /** Whether an inference profile is the only way to it. */
    boolean needsProfile() {
        return words("inferenceTypesSupported").equals(List.of("INFERENCE_PROFILE"));
    }

    /** Whether it can only be had provisioned. */
    boolean needsThroughput() {
        return words("inferenceTypesSupported").equals(List.of("PROVISIONED"));
    }

    /** Geographies of the system-defined inference profiles that route to it. */
    List<String> profiles() {
        return words("profiles");
    }

    boolean takes(String modality) {
        return has("inputModalities", modality);
    }

    boolean gives(String modality) {
        return has("outputModalities", modality);
    }

    /** What its family says that it takes beside the prompt. */
    ParameterTable parameters() {
        ModelId id = ModelId.of(id());
        Family family = Families.of(id).orElseThrow(() -> new IllegalStateException("no family of " + id));
        return family.parameters(id);
    }

    /** What ListFoundationModels shows of it in a region. */
    ObjectNode summary(String region) {
        ObjectNode summary = row.objectNode();
        summary.put("modelArn", arn(region));
        summary.setAll(row);
        return summary.remove(List.of("profiles", "retired"));
    }

    String arn(String region) {
        return "arn:aws:bedrock:" + region + "::foundation-model/" + id();
    }

    private List<String> words(String member) {
        List<String> words = new ArrayList<>();
        row.path(member).forEach(word -> words.add(word.asText()));
        return words;
    }
}
