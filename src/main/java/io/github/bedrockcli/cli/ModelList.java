package io.github.bedrockcli.cli;

import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.ModelRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts models and profiles together: a profile takes what it does not say itself from the model it routes to, passes the
 * filters that this model passes, and stands below it.
 */
final class ModelList {
    private final ModelFilters filters;
    private final Map<String, ModelSummary> models = new LinkedHashMap<>();

    /** @param listed the models that passed the service's own filters */
    ModelList(ModelFilters filters, List<ModelSummary> listed) {
        this.filters = filters;
        listed.stream().filter(filters::matches).forEach(model -> models.putIfAbsent(model.id(), model));
    }

    /** The rows in order: by provider, then by model, each followed by its profiles. */
    List<ModelRow> rows(List<ModelSummary> profiles) {
        List<Placed> rows = new ArrayList<>();
        if (!filters.profilesOnly()) {
            models.values().stream()
                    .filter(model -> isFound(model, model))
                    .forEach(model -> rows.add(new Placed(model.id(), row(model, model.id()))));
        }
        profiles.forEach(profile -> place(profile).ifPresent(rows::add));
        return rows.stream().sorted(ORDER).map(Placed::row).toList();
    }

    /** @param base the model that the row is, or stands below */
    private record Placed(String base, ModelRow row) {
        @Nullable
        String provider() {
            return row.model().provider();
        }
    }

    private static final Comparator<Placed> ORDER = Comparator.comparing(
                    Placed::provider, Comparator.nullsLast(String.CASE_INSENSITIVE_ORDER))
            .thenComparing(Placed::base)
            .thenComparing(placed -> placed.row().model().kind())
            .thenComparing(placed -> placed.row().model().id());

    private Optional<Placed> place(ModelSummary profile) {
        List<String> routes = profile.models().stream()
                .flatMap(arn -> base(arn).stream())
                .distinct()
                .toList();
        ModelSummary model = routes.stream()
                .map(models::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (model == null && filters.asksOfModel()) {
            return Optional.empty();
        }
        if (!isFound(profile, model)) {
            return Optional.empty();
        }
        String base = model != null
                ? model.id()
                : routes.stream().findFirst().or(() -> base(profile.id())).orElse(profile.id());
        return Optional.of(new Placed(base, row(completed(profile, model), base)));
    }

    private boolean isFound(ModelSummary own, @Nullable ModelSummary model) {
        String wanted = filters.search();
        Stream<String> texts = Stream.of(
                        own.id(), own.name(), model == null ? null : model.id(), model == null ? null : model.name())
                .filter(Objects::nonNull);
        return wanted == null
                || texts.anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static ModelSummary completed(ModelSummary profile, @Nullable ModelSummary model) {
        List<String> types =
                profile.inferenceTypes().isEmpty() ? List.of("INFERENCE_PROFILE") : profile.inferenceTypes();
        return new ModelSummary(
                profile.kind(),
                profile.id(),
                profile.arn(),
                profile.name(),
                or(profile.provider(), model == null ? null : model.provider()),
                model == null ? profile.inputModalities() : model.inputModalities(),
                model == null ? profile.outputModalities() : model.outputModalities(),
                types,
                profile.customizations(),
                or(profile.streaming(), model == null ? null : model.streaming()),
                model == null ? profile.lifecycle() : model.lifecycle(),
                model == null ? profile.endOfLife() : model.endOfLife(),
                profile.models());
    }

    private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }

    private static ModelRow row(ModelSummary summary, String base) {
        String id = summary.kind() == Kind.APPLICATION_PROFILE ? base : summary.id();
        String family = parsed(id).flatMap(Families::of).map(Family::name).orElse(null);
        return new ModelRow(summary, family);
    }

    private static Optional<String> base(String idOrArn) {
        return parsed(idOrArn).flatMap(ModelId::base);
    }

    /** An id that we cannot read is still listed. */
    private static Optional<ModelId> parsed(String id) {
        try {
            return Optional.of(ModelId.of(id));
        } catch (UsageException e) {
            return Optional.empty();
        }
    }
}
