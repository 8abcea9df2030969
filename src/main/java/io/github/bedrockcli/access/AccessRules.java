package io.github.bedrockcli.access;

import io.github.bedrockcli.access.Availabilities.Told;
import io.github.bedrockcli.model.Access;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether an id can be called as it stands, from what is listed of it and what was told of the foundation models behind it.
 *
 * <p>What an account made is judged by its own status: no operation tells more. Sources: Bedrock user guide, "Set up
 * inference for a custom model" (a custom model is called through a deployment or a provisioned throughput), "Model
 * lifecycle" (requests fail after the end of life); API reference, GetFoundationModelAvailability; 2026-11.
 */
final class AccessRules {
    /** An id with a context length behind its version, such as {@code :24k}, is for provisioned throughput. */
    private static final Pattern PROVISIONED_ID = Pattern.compile(".*:\\d+:\\w+");

    private final Known known;
    private final String region;
    private final Instant now;

    /** @param region where the calls would go to */
    AccessRules(Known known, String region, Instant now) {
        this.known = known;
        this.region = region;
        this.now = now;
    }

    /** Reasons collected for one id. What is certain stands before what could not be told. */
    private static final class Findings {
        private final List<String> against = new ArrayList<>();
        private final List<String> open = new ArrayList<>();

        Access access() {
            if (!against.isEmpty()) {
                return Access.no(String.join("; ", against));
            }
            return open.isEmpty() ? Access.yes() : Access.unknown(String.join("; ", open));
        }
    }

    /**
     * What the statuses of a foundation model come to by themselves.
     *
     * @param routesElsewhere whether what is called leads to other regions only than the one that was asked
     */
    static Access of(ModelAvailability statuses, String region, boolean routesElsewhere) {
        Findings findings = new Findings();
        weigh(statuses, region, routesElsewhere, "", findings);
        return findings.access().with(statuses);
    }

    /** Why the id cannot be called, whoever asks; empty where nothing that is listed stands against it. */
    Optional<Access> refusedByForm(ModelSummary row) {
        Findings findings = new Findings();
        byForm(row, findings);
        Access access = findings.access();
        return access.verdict() == Access.Verdict.NO ? Optional.of(access) : Optional.empty();
    }

    /** @param told what was told of foundation models, by id; one that is missing was not asked for */
    Access judge(ModelSummary row, Map<String, Told> told) {
        Findings findings = new Findings();
        byForm(row, findings);
        List<String> bases = Known.basesToAsk(row);
        for (String base : bases) {
            byAvailability(row, base, bases.size() > 1, told, findings);
        }
        Told first = bases.isEmpty() ? null : told.get(bases.get(0));
        return findings.access().with(first == null ? null : first.statuses());
    }

    private void byForm(ModelSummary row, Findings findings) {
        switch (row.kind()) {
            case FOUNDATION_MODEL -> {
                byThroughput(row, findings);
                byEnd(row.endOfLife(), findings);
            }
            case SYSTEM_PROFILE, APPLICATION_PROFILE -> byProfile(row, findings);
            case CUSTOM_MODEL -> byCustomModel(row, findings);
            case CUSTOM_MODEL_DEPLOYMENT -> byStatus(row, "Active", findings);
            case PROVISIONED_MODEL -> byStatus(row, "InService", findings);
            case MARKETPLACE_ENDPOINT -> byEndpoint(row, findings);
            case IMPORTED_MODEL -> {
                // On demand under its own ARN as soon as it is listed: user guide, "Invoke your imported model".
            }
        }
    }

    private void byThroughput(ModelSummary model, Findings findings) {
        List<String> types = model.inferenceTypes();
        if (types.contains("ON_DEMAND")) {
            return;
        }
        if (types.contains("INFERENCE_PROFILE")) {
            List<String> profiles = known.profilesOf(model.id());
            findings.against.add("only through a profile" + (profiles.isEmpty() ? "" : " (" + some(profiles) + ")"));
        } else if (types.contains("PROVISIONED")
                || (types.isEmpty() && PROVISIONED_ID.matcher(model.id()).matches())) {
            findings.against.add("only through provisioned throughput");
        } else {
            findings.open.add(
                    types.isEmpty()
                            ? "how it is called is not told"
                            : "called in an unknown way (" + some(types) + ")");
        }
    }

    private void byEnd(@Nullable Instant end, Findings findings) {
        if (end != null && !end.isAfter(now)) {
            findings.against.add("ended on " + end.atZone(ZoneOffset.UTC).toLocalDate());
        }
    }

    private void byProfile(ModelSummary profile, Findings findings) {
        String status = profile.lifecycle();
        // ACTIVE is the only status documented, and a list without any says as much.
        if (status != null && !status.equals("ACTIVE")) {
            findings.open.add("the profile's status is " + Words.few(status));
        }
        List<String> bases = Known.bases(profile);
        if (bases.isEmpty()) {
            findings.open.add("its model is not told");
        }
        bases.stream().flatMap(base -> known.model(base).stream()).forEach(model -> byEnd(model.endOfLife(), findings));
    }

    private void byCustomModel(ModelSummary model, Findings findings) {
        if ("Creating".equals(model.lifecycle()) || "Failed".equals(model.lifecycle())) {
            byStatus(model, "Active", findings);
        }
        List<String> ways = known.servers(model.arn());
        findings.against.add("only through a deployment or provisioned throughput"
                + (ways.isEmpty() ? "" : " (" + some(ways) + ")"));
    }

    /** The words are those of the service model. */
    private static void byStatus(ModelSummary row, String ready, Findings findings) {
        String status = row.lifecycle();
        if (ready.equals(status)) {
            return;
        }
        if ("Creating".equals(status)) {
            findings.against.add("still being created");
        } else if ("Failed".equals(status)) {
            findings.against.add("creating it failed");
        } else {
            findings.open.add(status == null ? "its status is not told" : "its status is " + Words.few(status));
        }
    }

    private static void byEndpoint(ModelSummary endpoint, Findings findings) {
        String status = endpoint.lifecycle();
        if ("INCOMPATIBLE_ENDPOINT".equals(status)) {
            findings.against.add("the endpoint is incompatible with Bedrock");
        } else if (!"REGISTERED".equals(status)) {
            findings.open.add(status == null ? "its status is not told" : "its status is " + Words.few(status));
        }
    }

    private void byAvailability(
            ModelSummary row, String base, boolean several, Map<String, Told> answers, Findings findings) {
        Told told = answers.get(base);
        String of = several ? base + ": " : "";
        if (told == null) {
            findings.open.add(of + "not asked");
        } else if (told.statuses() == null) {
            findings.open.add(of + told.reason());
        } else {
            weigh(told.statuses(), region, routesElsewhere(row), of, findings);
        }
    }

    /** In the order in which it helps to know: another region, then what the account must do, then who must let it. */
    private static void weigh(
            ModelAvailability statuses, String region, boolean routesElsewhere, String of, Findings findings) {
        if ("NOT_AVAILABLE".equals(statuses.region()) && routesElsewhere) {
            findings.open.add(of + "not available in " + region + ", and the profile's own regions were not asked");
        } else {
            flag("region availability", statuses.region(), "AVAILABLE", "not available in " + region, of, findings);
        }
        agreement(statuses, of, findings);
        flag("authorization", statuses.authorization(), "AUTHORIZED", "account not authorized", of, findings);
        flag("entitlement", statuses.entitlement(), "AVAILABLE", "no entitlement", of, findings);
    }

    /** Whether the region that was asked is none of those that answer. */
    private boolean routesElsewhere(ModelSummary row) {
        return row.kind() != Kind.FOUNDATION_MODEL
                && !RegionModels.destinations(row).contains(region);
    }

    private static void agreement(ModelAvailability statuses, String of, Findings findings) {
        String status = statuses.agreement();
        String error = statuses.agreementError();
        if ("PENDING".equals(status)) {
            findings.against.add(of + "agreement pending");
        } else if ("ERROR".equals(status)) {
            findings.against.add(
                    of + "agreement failed" + (error == null || error.isBlank() ? "" : ": " + Words.few(error)));
        } else {
            flag("agreement", status, "AVAILABLE", "agreement not accepted", of, findings);
        }
    }

    /** A word that is neither the good one nor its opposite tells nothing. */
    private static void flag(
            String what, @Nullable String word, String good, String against, String of, Findings findings) {
        if (good.equals(word)) {
            return;
        }
        if (("NOT_" + good).equals(word)) {
            findings.against.add(of + against);
        } else {
            findings.open.add(of + (word == null ? what + " not told" : what + " is " + Words.few(word)));
        }
    }

    private static String some(List<String> ids) {
        return ids.size() <= 1 ? String.join("", ids) : ids.get(0) + " or " + (ids.size() - 1) + " more";
    }
}
