package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelSummary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of the model list.
 *
 * @param model the service's facts; completed by those of the foundation model behind it where it is not one itself
 * @param family our family that handles it, or null
 */
public record ModelRow(ModelSummary model, @Nullable String family) {
    /** The row as JSON: every field in every row, the service's own words in the values. */
    public ObjectNode json() {
        ObjectNode row = Json.object();
        row.put("id", model.id());
        row.put("arn", model.arn());
        row.put("kind", kind());
        row.put("name", model.name());
        row.put("provider", model.provider());
        put(row, "input_modalities", model.inputModalities());
        put(row, "output_modalities", model.outputModalities());
        put(row, "inference_types", model.inferenceTypes());
        put(row, "customizations", model.customizations());
        row.put("streaming", model.streaming());
        row.put("lifecycle", model.lifecycle());
        Instant end = model.endOfLife();
        row.put("end_of_life", end == null ? null : end.toString());
        put(row, "models", model.models());
        row.put("family", family);
        return row;
    }

    /** {@code foundation_model}, {@code system_profile}, {@code custom_model} and so on. */
    String kind() {
        return model.kind().name().toLowerCase(Locale.ROOT);
    }

    private static void put(ObjectNode row, String name, List<String> words) {
        words.forEach(row.putArray(name)::add);
    }
}
