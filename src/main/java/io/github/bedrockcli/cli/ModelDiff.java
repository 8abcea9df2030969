package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.Access;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.render.ModelChange;
import io.github.bedrockcli.render.ModelChange.Kind;
import io.github.bedrockcli.render.ModelRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A saved list held against the present one. What could not be asked now is no difference: a list that may not be seen takes
 * nothing away, and access that cannot be told is not lost.
 */
final class ModelDiff {
    private final SavedList saved;
    private final RegionList present;
    private final ModelFilters filters;
    private final Instant now;
    private final int days;
    private final boolean everyNearEndCounts;
    private final List<ModelChange> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int untold;
    private int near;

    /**
     * @param days how near an end of life is near
     * @param everyNearEndCounts whether one counts that the saved list had already
     */
    ModelDiff(
            SavedList saved,
            RegionList present,
            ModelFilters filters,
            Instant now,
            int days,
            boolean everyNearEndCounts) {
        this.saved = saved;
        this.present = present;
        this.filters = filters;
        this.now = now;
        this.days = days;
        this.everyNearEndCounts = everyNearEndCounts;
    }

    /** The differences: what went, what came, then what changed, each in the lists' order. */
    List<ModelChange> changes() {
        Map<String, ModelRow> shown = new LinkedHashMap<>();
        present.rows().forEach(row -> shown.put(row.model().id(), row));
        Map<String, ModelSummary> listed = new LinkedHashMap<>();
        present.listed().all().forEach(row -> listed.putIfAbsent(row.id(), row));
        Set<String> uncovered = new TreeSet<>();
        saved.region()
                .filter(region -> !region.equals(present.region()))
                .ifPresent(region ->
                        notes.add("warning: the saved list is of " + region + ", this one of " + present.region()));
        for (SavedList.Row row : saved.rows().values()) {
            ModelSummary before = row.model();
            Listing listing = Listing.of(before.kind());
            ModelRow current = shown.get(before.id());
            if (current != null) {
                compare(row, current);
            } else if (!filters.listings().contains(listing) || present.missing(listing) != null) {
                uncovered.add(listing.plural());
            } else if (!listed.containsKey(before.id()) && filters.wouldHaveShown(before)) {
                changes.add(new ModelChange(Kind.GONE, before.id(), null, null, lastWords(before)));
            } else if (listed.containsKey(before.id()) && filters.wouldHaveShown(before)) {
                lifecycle(before, withModelsLife(Objects.requireNonNull(listed.get(before.id())), listed));
            }
        }
        for (ModelRow row : present.rows()) {
            if (!saved.rows().containsKey(row.model().id())) {
                Access access = row.access();
                changes.add(new ModelChange(
                        Kind.NEW, row.model().id(), null, null, access == null ? null : access.toString()));
                nearEnd(null, row.model());
            }
        }
        if (!uncovered.isEmpty()) {
            notes.add("note: not compared, as they are not in this list: " + String.join(", ", uncovered));
        }
        sayWhatDoesNotCount();
        changes.sort(Comparator.comparing(ModelChange::kind));
        return changes;
    }

    /** What is to be said beside the differences. */
    List<String> notes() {
        return notes;
    }

    private void sayWhatDoesNotCount() {
        if (untold > 0) {
            notes.add("warning: access to " + untold + (untold == 1 ? " model" : " models")
                    + " that could be called cannot be told now");
        }
        if (near > 0) {
            notes.add("note: " + near + (near == 1 ? " model ends" : " models end") + " within " + days
                    + " days, as the saved list says already; --within DAYS makes that a difference");
        }
    }

    private void compare(SavedList.Row before, ModelRow current) {
        ModelSummary model = current.model();
        Access access = current.access();
        if (access != null && before.access() != null) {
            access(before.access(), access, model.id());
        }
        lifecycle(before.model(), model);
    }

    private void access(String before, Access access, String id) {
        boolean could = before.equals(Access.Verdict.YES.word());
        boolean couldNot = before.equals(Access.Verdict.NO.word());
        if (could && access.isUnknown()) {
            untold++;
        } else if (could && !access.isYes()) {
            changes.add(new ModelChange(
                    Kind.ACCESS_LOST, id, before, access.verdict().word(), access.reason()));
        } else if (couldNot && access.isYes()) {
            changes.add(new ModelChange(
                    Kind.ACCESS_GAINED, id, before, access.verdict().word(), null));
        }
    }

    private void lifecycle(ModelSummary before, ModelSummary model) {
        String was = before.lifecycle();
        String is = model.lifecycle();
        if (!Objects.equals(was, is)) {
            Kind kind = "LEGACY".equals(is) ? Kind.BECAME_LEGACY : Kind.LIFECYCLE;
            changes.add(new ModelChange(kind, model.id(), word(was), word(is), null));
        }
        Instant ended = before.endOfLife();
        Instant ends = model.endOfLife();
        if (!Objects.equals(ended, ends)) {
            changes.add(new ModelChange(Kind.END_OF_LIFE, model.id(), date(ended), date(ends), null));
        }
        nearEnd(ended, model);
    }

    private void nearEnd(@Nullable Instant before, ModelSummary model) {
        Instant end = model.endOfLife();
        if (end == null || end.isAfter(now.plus(Duration.ofDays(days)))) {
            return;
        }
        if (end.equals(before) && !everyNearEndCounts) {
            near++;
            return;
        }
        long left = Duration.between(now, end).toDays();
        String when = end.isAfter(now) ? "in " + left + (left == 1 ? " day" : " days") : "ended";
        changes.add(new ModelChange(Kind.NEARS_END, model.id(), null, date(end), when));
    }

    /** A profile lives as long as its model: lists show it so. */
    private static ModelSummary withModelsLife(ModelSummary row, Map<String, ModelSummary> listed) {
        if (Listing.of(row.kind()) != Listing.INFERENCE_PROFILES) {
            return row;
        }
        return listed.values().stream()
                .filter(model -> model.kind() == ModelSummary.Kind.FOUNDATION_MODEL)
                .filter(model -> row.models().stream().anyMatch(arn -> arn.endsWith("/" + model.id())))
                .findFirst()
                .map(model -> new ModelSummary(
                        row.kind(),
                        row.id(),
                        row.arn(),
                        row.name(),
                        row.provider(),
                        row.inputModalities(),
                        row.outputModalities(),
                        row.inferenceTypes(),
                        row.customizations(),
                        row.streaming(),
                        model.lifecycle(),
                        model.endOfLife(),
                        row.models()))
                .orElse(row);
    }

    private static @Nullable String lastWords(ModelSummary before) {
        Instant end = before.endOfLife();
        return end == null ? null : "its end of life was " + date(end);
    }

    private static @Nullable String word(@Nullable String status) {
        return status == null ? null : status.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String date(@Nullable Instant instant) {
        return instant == null
                ? null
                : instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
