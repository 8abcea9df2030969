package io.github.bedrockcli.access;

import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import io.github.bedrockcli.model.UsageException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that was listed of a region, as the rules of access look things up in it. */
final class Known {
    private final Map<String, ModelSummary> models = new HashMap<>();
    private final List<ModelSummary> rows;

    Known(Collection<ModelSummary> listed) {
        this.rows = List.copyOf(listed);
        rows.stream()
                .filter(row -> row.kind() == Kind.FOUNDATION_MODEL)
                .forEach(row -> models.putIfAbsent(row.id(), row));
    }

    Optional<ModelSummary> model(String id) {
        return Optional.ofNullable(models.get(id));
    }

    /** Ids of the system-defined profiles of a model, those that stay in a geography first. */
    List<String> profilesOf(String modelId) {
        return rows.stream()
                .filter(row -> row.kind() == Kind.SYSTEM_PROFILE)
                .filter(row -> bases(row).contains(modelId))
                .map(ModelSummary::id)
                .sorted(Comparator.comparing((String id) -> id.startsWith("global."))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** ARNs of what serves a custom model now. */
    List<String> servers(String customModelArn) {
        return rows.stream()
                .filter(row -> row.kind() == Kind.CUSTOM_MODEL_DEPLOYMENT || row.kind() == Kind.PROVISIONED_MODEL)
                .filter(row -> "Active".equals(row.lifecycle()) || "InService".equals(row.lifecycle()))
                .filter(row -> row.models().contains(customModelArn))
                .map(ModelSummary::arn)
                .toList();
    }

    /** The foundation models whose availability counts for a row: for what an account made its own status does. */
    static List<String> basesToAsk(ModelSummary row) {
        return switch (row.kind()) {
            case FOUNDATION_MODEL -> List.of(row.id());
            case SYSTEM_PROFILE, APPLICATION_PROFILE -> bases(row);
            default -> List.of();
        };
    }

    /** The foundation models behind a row, each once. */
    static List<String> bases(ModelSummary row) {
        return row.models().stream()
                .flatMap(arn -> base(arn).stream())
                .distinct()
                .toList();
    }

    private static Optional<String> base(String arn) {
        try {
            return ModelId.of(arn).base();
        } catch (UsageException e) {
            // Not an ARN that we can read: which model it names is not told.
            return Optional.empty();
        }
    }
}
