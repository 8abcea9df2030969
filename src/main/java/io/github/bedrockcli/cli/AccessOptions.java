package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code list-models} finds out and checks beside listing. */
final class AccessOptions {
    private static final String EVERY = "all";
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");
    private static final int USUAL_DAYS = 90;

    @Option(
            names = "--accessible",
            description = "Ask for each model whether this account can call it: yes, no: WHY or unknown: WHY; with"
                    + " -o ids only those that it can.")
    private boolean accessible;

    @Option(
            names = "--probe",
            description =
                    "As --accessible, and send the smallest request to each model that can be called, which is the"
                            + " surest answer: one token of output each, which is paid for; how many requests is said.")
    private boolean probe;

    @Option(
            names = "--regions",
            paramLabel = "REGION,...",
            hideParamSyntax = true,
            split = ",",
            description = "A column for each of these regions, or for all.")
    private List<String> regions = List.of();

    @Option(
            names = "--require",
            paramLabel = "ID",
            description =
                    "Exit 9 unless this id or ARN is listed, and accessible with --accessible or --probe, in every"
                            + " region asked; filters do not count; repeatable.")
    private List<String> required = List.of();

    @Option(
            names = "--diff",
            paramLabel = "FILE",
            description =
                    "Print what changed since a list was saved with -o json or jsonl, instead of the list: gone, new,"
                            + " access, lifecycle; exit 9 when anything did.")
    private @Nullable String diff;

    @Option(
            names = "--within",
            paramLabel = "DAYS",
            description =
                    "With --diff: every model whose end of life is as near as that counts as changed (default: those"
                            + " within " + USUAL_DAYS + " days whose date the saved list has not).")
    private @Nullable Integer within;

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
            if (!REGION.matcher(name).matches()) {
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
