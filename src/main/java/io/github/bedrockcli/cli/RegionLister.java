package io.github.bedrockcli.cli;

import io.github.bedrockcli.access.ModelAccess;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.model.Access;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.render.ModelRow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lists one region, and finds out what can be called there.
 *
 * @param whole whether the list is to be known without the service's filters too
 * @param families whether rows tell the families that handle them
 */
record RegionLister(
        ModelFilters filters,
        boolean accessible,
        boolean probe,
        List<Required> required,
        boolean whole,
        boolean families,
        Clock clock) {

    RegionList list(Bedrock bedrock, Consumer<String> notes) throws InterruptedException {
        boolean contentWithNone = accessible && !required.isEmpty();
        ModelListings.Listed listed = new ModelListings(bedrock, filters, also(), notes).fetch(contentWithNone);
        List<ModelRow> rows =
                new ArrayList<>(new ModelList(filters, listed.models(), listed.others(), families).rows());
        List<ModelSummary> unlisted = unlisted(listed, bedrock.region());
        Map<String, Access> access = Map.of();
        if (accessible) {
            access = access(bedrock, rows, listed, unlisted, notes);
            unlisted.forEach(row -> rows.add(ModelList.unlisted(row)));
        }
        Map<String, Access> told = access;
        return new RegionList(
                bedrock.region(),
                rows.stream().map(row -> row.with(told.get(row.model().id()))).toList(),
                listed,
                access,
                unlisted);
    }

    /** The lists that what is required would stand in; with any of them, that of foundation models is wanted whole. */
    private Set<Listing> also() {
        EnumSet<Listing> also = EnumSet.noneOf(Listing.class);
        required.forEach(one -> also.add(one.listing()));
        if (whole) {
            also.add(Listing.FOUNDATION_MODELS);
        }
        return also;
    }

    private List<ModelSummary> unlisted(ModelListings.Listed listed, String region) {
        return required.stream()
                .filter(one -> listed.missing().containsKey(one.listing()))
                .map(one -> one.unlisted(region))
                .toList();
    }

    private Map<String, Access> access(
            Bedrock bedrock,
            List<ModelRow> rows,
            ModelListings.Listed listed,
            List<ModelSummary> unlisted,
            Consumer<String> notes)
            throws InterruptedException {
        Collection<ModelSummary> subjects = subjects(rows, listed, unlisted);
        ModelAccess model = new ModelAccess(bedrock, clock.instant(), notes);
        Map<String, Access> access = new LinkedHashMap<>(model.of(subjects, listed.all()));
        for (ModelSummary row : unlisted) {
            // That a model behind it is accessible does not prove that there is such an id.
            access.computeIfPresent(
                    row.id(),
                    (id, found) -> found.isYes()
                            ? Access.unknown("its list could not be seen").with(found.statuses())
                            : found);
        }
        return probe ? model.probed(subjects, listed.all(), access) : access;
    }

    /** What is shown and what is required, as it was listed: rows for show have lost their own status. */
    private Collection<ModelSummary> subjects(
            List<ModelRow> rows, ModelListings.Listed listed, List<ModelSummary> unlisted) {
        Map<String, ModelSummary> raw = new LinkedHashMap<>();
        listed.all().forEach(row -> raw.putIfAbsent(row.id(), row));
        Map<String, ModelSummary> subjects = new LinkedHashMap<>();
        for (ModelRow row : rows) {
            String id = row.model().id();
            subjects.put(id, raw.getOrDefault(id, row.model()));
        }
        for (Required one : required) {
            raw.values().stream().filter(one::isMetBy).forEach(row -> subjects.putIfAbsent(row.id(), row));
        }
        unlisted.forEach(row -> subjects.putIfAbsent(row.id(), row));
        return subjects.values();
    }
}
