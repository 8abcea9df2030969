package io.github.bedrockcli.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a region's list: a foundation model, an inference profile, or a model of the account's own. Words are the
 * service's own, so that values newer than the SDK (modality VIDEO, inference type INFERENCE_PROFILE) stay visible.
 *
 * @param id what {@code -m} takes
 * @param streaming null where the service does not say
 * @param lifecycle {@code ACTIVE} or {@code LEGACY}; for what an account made its own status, such as {@code Creating}
 *     or {@code InService}; null where the service does not say
 * @param endOfLife when requests begin to fail, or null
 * @param models ARNs: for a profile, of the models it routes to; for a custom model, of its base; for a provisioned
 *     throughput, of what it serves and of the foundation model below; empty for a foundation or an imported model
 */
public record ModelSummary(
        Kind kind,
        String id,
        String arn,
        @Nullable String name,
        @Nullable String provider,
        List<String> inputModalities,
        List<String> outputModalities,
        List<String> inferenceTypes,
        List<String> customizations,
        @Nullable Boolean streaming,
        @Nullable String lifecycle,
        @Nullable Instant endOfLife,
        List<String> models) {

    /** What sort of row it is. */
    public enum Kind {
        FOUNDATION_MODEL,
        SYSTEM_PROFILE,
        APPLICATION_PROFILE,
        CUSTOM_MODEL,
        CUSTOM_MODEL_DEPLOYMENT,
        IMPORTED_MODEL,
        PROVISIONED_MODEL,
        MARKETPLACE_ENDPOINT
    }

    public ModelSummary {
        inputModalities = List.copyOf(inputModalities);
        outputModalities = List.copyOf(outputModalities);
        inferenceTypes = List.copyOf(inferenceTypes);
        customizations = List.copyOf(customizations);
        models = List.copyOf(models);
    }

    /** A row of which only the id is known, and what it leads to. */
    public static ModelSummary of(Kind kind, String id, String arn, List<String> models) {
        return new ModelSummary(
                kind, id, arn, null, null, List.of(), List.of(), List.of(), List.of(), null, null, null, models);
    }
}
