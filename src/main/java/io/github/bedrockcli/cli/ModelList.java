package io.github.bedrockcli.cli;

import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.ModelRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts models and what is made of them together: a profile, a custom model or a provisioned throughput takes what it does
 * not say itself from the foundation model behind it, passes the filters that this model passes, and stands below it.
 */
final class ModelList {
    private final ModelFilters filters;
    private final Map<String, ModelSummary> models = new LinkedHashMap<>();
    private final List<ModelSummary> others;
    private final boolean families;

    /**
     * @param listed the foundation models that passed the service's own filters
     * @param others everything else that is to be shown, unfiltered
     * @param families whether the rows are to tell their families, which takes milliseconds for a list
     */
    ModelList(ModelFilters filters, List<ModelSummary> listed, List<ModelSummary> others, boolean families) {
        this.filters = filters;
        this.families = families;
        this.others = List.copyOf(others);
        listed.stream().filter(filters::matches).forEach(model -> models.putIfAbsent(model.id(), model));
    }

    /** The rows in order: by provider, then by model, each followed by what is made of it. */
    List<ModelRow> rows() {
        List<Placed> rows = new ArrayList<>();
        if (filters.listings().contains(Listing.FOUNDATION_MODELS)) {
            models.values().stream()
                    .filter(model -> isFound(model, model))
                    .forEach(model -> rows.add(new Placed(model.id(), row(model, model.id(), families))));
        }
        others.stream()
                .filter(filters::matchesOwn)
                .forEach(other -> place(other).ifPresent(rows::add));
        return rows.stream().sorted(ModelList::order).map(Placed::row).toList();
    }

    /** @param base the model that the row is, or stands below */
    private record Placed(String base, ModelRow row) {
        @Nullable
        String provider() {
            return row.model().provider();
        }
    }

    /** Spelled out: what Comparator.comparing gives is made at run time, for milliseconds. */
    private static int order(Placed one, Placed other) {
        int order = byName(one.provider(), other.provider());
        order = order != 0 ? order : one.base().compareTo(other.base());
        order = order != 0
                ? order
                : one.row().model().kind().compareTo(other.row().model().kind());
        return order != 0
                ? order
                : one.row().model().id().compareTo(other.row().model().id());
    }

    /** What has no name comes last. */
    private static int byName(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return Boolean.compare(one == null, other == null);
        }
        return String.CASE_INSENSITIVE_ORDER.compare(one, other);
    }

    private Optional<Placed> place(ModelSummary other) {
        List<String> routes = other.models().stream()
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
        if (!isFound(other, model)) {
            return Optional.empty();
        }
        String base = model != null
                ? model.id()
                : routes.stream().findFirst().or(() -> base(other.id())).orElse(other.id());
        return Optional.of(new Placed(base, row(completed(other, model), base, families)));
    }

    private boolean isFound(ModelSummary own, @Nullable ModelSummary model) {
        String wanted = filters.search();
        Stream<String> texts = Stream.of(
                        own.id(), own.name(), model == null ? null : model.id(), model == null ? null : model.name())
                .filter(Objects::nonNull);
        return wanted == null
                || texts.anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    /** A profile lives as long as its model; what an account made has a status of its own. */
    private static ModelSummary completed(ModelSummary own, @Nullable ModelSummary model) {
        boolean profile = Listing.of(own.kind()) == Listing.INFERENCE_PROFILES;
        List<String> types =
                profile && own.inferenceTypes().isEmpty() ? List.of("INFERENCE_PROFILE") : own.inferenceTypes();
        return new ModelSummary(
                own.kind(),
                own.id(),
                own.arn(),
                own.name(),
                or(own.provider(), model == null ? null : model.provider()),
                model == null ? own.inputModalities() : model.inputModalities(),
                model == null ? own.outputModalities() : model.outputModalities(),
                types,
                own.customizations(),
                or(own.streaming(), model == null ? null : model.streaming()),
                model != null && profile ? model.lifecycle() : own.lifecycle(),
                model != null && profile ? model.endOfLife() : own.endOfLife(),
                own.models());
    }

    private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }

    /** A row that no list has. */
    static ModelRow unlisted(ModelSummary summary) {
        return row(
                summary,
                summary.models().stream()
                        .flatMap(arn -> base(arn).stream())
                        .findFirst()
                        .orElse(summary.id()),
                true);
    }

    private static ModelRow row(ModelSummary summary, String base, boolean families) {
        if (!families) {
            return new ModelRow(summary, null);
        }
        boolean telling = summary.kind() == Kind.FOUNDATION_MODEL || summary.kind() == Kind.SYSTEM_PROFILE;
        String id = telling ? summary.id() : base;
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
