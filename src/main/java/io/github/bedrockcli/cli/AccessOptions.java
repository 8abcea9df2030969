package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code list-models} finds out and checks beside listing. */
final class AccessOptions {
    private static final String EVERY = "all";
    private static final String REGION = "[a-z]{2,}(-[a-z]+)+-\\d+";
    private static final int USUAL_DAYS = 90;

    private boolean accessible;
    private boolean probe;
    private List<String> regions = List.of();
    private List<String> required = List.of();
    private @Nullable String diff;
    private @Nullable Integer within;

    void declare(Declarations command) {
        command.flag(
                "--accessible",
                "Ask for each model whether this account can call it: yes, no: WHY or unknown: WHY; with"
                        + " -o ids only those that it can.",
                value -> accessible = value);
        command.flag(
                "--probe",
                "As --accessible, and send the smallest request to each model that can be called, which is the"
                        + " surest answer: one token of output each, which is paid for; how many requests is said.",
                value -> probe = value);
        command.option("--regions", "REGION,...", "A column for each of these regions, or for all.")
                .separated()
                .texts(value -> regions = value);
        command.option(
                        "--require",
                        "ID",
                        "Exit 9 unless this id or ARN is listed, and accessible with --accessible or --probe, in every"
                                + " region asked; filters do not count; repeatable.")
                .texts(value -> required = value);
        command.option(
                        "--diff",
                        "FILE",
                        "Print what changed since a list was saved with -o json or jsonl, instead of the list: gone, new,"
                                + " access, lifecycle; exit 9 when anything did.")
                .text(value -> diff = value);
        command.option(
                        "--within",
                        "DAYS",
                        "With --diff: every model whose end of life is as near as that counts as changed (default: those"
                                + " within " + USUAL_DAYS + " days whose date the saved list has not).")
                .whole(value -> within = value);
    }

    /** @throws UsageException when options do not go together */
    void check() {
        if (within != null && diff == null) {
            throw new UsageException("--within goes with --diff FILE");
        }
        if (within != null && within < 0) {
            throw new UsageException("--within is a number of days from 0 on, not " + within);
        }
        if (diff != null && !regions.isEmpty()) {
            throw new UsageException(
                    "--diff compares one region's list, and --regions lists several",
                    "save and compare a list for each: bedrock list-models --region REGION --diff FILE");
        }
    }

    boolean accessible() {
        return accessible || probe;
    }

    boolean probe() {
        return probe;
    }

    boolean severalRegions() {
        return !regions.isEmpty();
    }

    boolean everyRegion() {
        return regions.stream().anyMatch(name -> name.strip().equalsIgnoreCase(EVERY));
    }

    /** The named regions, each once. */
    List<String> regions() {
        Set<String> named = new LinkedHashSet<>();
        for (String typed : regions) {
            String name = typed.strip();
            if (!name.matches(REGION)) {
                throw new UsageException(
                        "--regions: '" + name + "' is no region", "such as --regions us-east-1,eu-west-1");
            }
            named.add(name);
        }
        return List.copyOf(named);
    }

    List<String> required() {
        return List.copyOf(new LinkedHashSet<>(required));
    }

    @Nullable
    String diff() {
        return diff;
    }

    int days() {
        return within == null ? USUAL_DAYS : within;
    }

    boolean everyNearEndCounts() {
        return within != null;
    }
}
