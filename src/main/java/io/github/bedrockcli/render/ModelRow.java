package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Access;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelAvailability;
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
 * @param access whether it can be called; null where that was not asked
 * @param regions the regions of a list of several, in their order
 */
public record ModelRow(
        ModelSummary model,
        @Nullable String family,
        @Nullable Access access,
        List<RegionCell> regions) {
    public ModelRow {
        regions = List.copyOf(regions);
    }

    public ModelRow(ModelSummary model, @Nullable String family) {
        this(model, family, null, List.of());
    }

    public ModelRow with(@Nullable Access told) {
        return new ModelRow(model, family, told, regions);
    }

    public ModelRow in(List<RegionCell> cells) {
        return new ModelRow(model, family, access, cells);
    }

    /** The row as JSON: every field in every row of a list, the service's own words in the values. */
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
        if (access != null) {
            put(row, access);
        }
        if (!regions.isEmpty()) {
            ObjectNode cells = row.putObject("regions");
            regions.forEach(cell -> cells.set(cell.region(), cell.json()));
        }
        return row;
    }

    private static void put(ObjectNode row, Access access) {
        ModelAvailability statuses = access.statuses();
        row.put("access", access.verdict().word());
        row.put("access_reason", access.reason());
        row.put("authorization", statuses == null ? null : statuses.authorization());
        row.put("entitlement", statuses == null ? null : statuses.entitlement());
        row.put("agreement", statuses == null ? null : statuses.agreement());
        row.put("region_availability", statuses == null ? null : statuses.region());
    }

    /** {@code foundation_model}, {@code system_profile}, {@code custom_model} and so on. */
    public String kind() {
        return model.kind().name().toLowerCase(Locale.ROOT);
    }

    private static void put(ObjectNode row, String name, List<String> words) {
        words.forEach(row.putArray(name)::add);
    }
}
