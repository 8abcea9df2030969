package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.bulk.OrderedPool;
import io.github.bedrockcli.model.Access;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.ModelRow;
import io.github.bedrockcli.render.RegionCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists several regions at once, and puts them together; one that cannot be asked is named, and nothing is told of it. */
final class SeveralRegions {
    private static final int CONCURRENCY = 8;

    private final Bedrock bedrock;
    private final RegionLister lister;
    private final Consumer<String> notes;
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    SeveralRegions(Bedrock bedrock, RegionLister lister, Consumer<String> notes) {
        this.bedrock = bedrock;
        this.lister = lister;
        this.notes = notes;
    }

    private record Outcome(
            String region,
            @Nullable RegionList list,
            @Nullable RuntimeException failure,
            List<String> said) {}

    /** @throws BedrockException the first region's failure, where none could be listed */
    void ask(List<String> regions) throws InterruptedException {
        new OrderedPool(Math.min(CONCURRENCY, regions.size()))
                .run(regions.iterator(), this::list, (Outcome outcome) -> outcomes.put(outcome.region(), outcome));
        if (outcomes.values().stream().allMatch(outcome -> outcome.list() == null)) {
            outcomes.values().stream()
                    .map(Outcome::failure)
                    .filter(BedrockException.class::isInstance)
                    .findFirst()
                    .or(() -> outcomes.values().stream().map(Outcome::failure).findFirst())
                    .ifPresent(failure -> {
                        throw failure;
                    });
        }
        for (Outcome outcome : outcomes.values()) {
            outcome.said().forEach(line -> notes.accept(line.replaceFirst(": ", ": " + outcome.region() + ": ")));
            if (outcome.failure() instanceof BedrockException failure) {
                notes.accept("warning: " + outcome.region() + " could not be asked: " + failure.getMessage());
            }
        }
    }

    private Outcome list(String region) {
        List<String> said = new ArrayList<>();
        try {
            return new Outcome(region, lister.list(bedrock.in(region), said::add), null, said);
        } catch (BedrockException | UsageException e) {
            // A name that one region does not have may be another's: only where it is nobody's is it a mistake.
            return new Outcome(region, null, e, said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The regions that could be listed. */
    List<RegionList> lists() {
        List<RegionList> lists = new ArrayList<>();
        for (Outcome outcome : outcomes.values()) {
            if (outcome.list() != null) {
                lists.add(outcome.list());
            }
        }
        return lists;
    }

    /** Why a region could not be listed; null when it could. */
    @Nullable
    String failure(String region) {
        Outcome outcome = outcomes.get(region);
        RuntimeException failure = outcome == null ? null : outcome.failure();
        return failure instanceof BedrockException ? failure.getMessage() : null;
    }

    /** Every row of any region, with the facts of the first that has it. */
    List<ModelRow> rows() {
        List<ModelSummary> models = new ArrayList<>();
        List<ModelSummary> others = new ArrayList<>();
        List<ModelRow> unlisted = new ArrayList<>();
        for (RegionList list : lists()) {
            models.addAll(list.listed().models());
            others.addAll(list.listed().others());
            list.unlisted().forEach(row -> unlisted.add(ModelList.unlisted(row)));
        }
        Map<String, ModelSummary> distinct = new LinkedHashMap<>();
        others.forEach(row -> distinct.putIfAbsent(row.id(), row));
        List<ModelRow> rows = new ArrayList<>(
                new ModelList(lister.filters(), models, List.copyOf(distinct.values()), lister.families()).rows());
        Map<String, ModelRow> all = new LinkedHashMap<>();
        rows.forEach(row -> all.putIfAbsent(row.model().id(), row));
        unlisted.forEach(row -> all.putIfAbsent(row.model().id(), row));
        return all.values().stream()
                .map(row -> row.in(outcomes.values().stream()
                        .map(outcome -> cell(outcome, row.model()))
                        .toList()))
                .collect(Collectors.toList());
    }

    private RegionCell cell(Outcome outcome, ModelSummary model) {
        String region = outcome.region();
        RegionList list = outcome.list();
        if (list == null) {
            boolean mistaken = outcome.failure() instanceof UsageException;
            return mistaken ? unlisted(region) : unknown(region, "the region could not be asked");
        }
        Access access = list.access().get(model.id());
        if (list.listed().all().stream().anyMatch(row -> row.id().equals(model.id()))) {
            return new RegionCell(region, true, access);
        }
        if (list.missing(Listing.of(model.kind())) == null) {
            return unlisted(region);
        }
        return access == null ? unknown(region, "its list could not be seen") : new RegionCell(region, null, access);
    }

    private RegionCell unlisted(String region) {
        return new RegionCell(region, false, lister.accessible() ? Access.no("not listed") : null);
    }

    private RegionCell unknown(String region, String why) {
        return new RegionCell(region, null, lister.accessible() ? Access.unknown(why) : null);
    }
}
