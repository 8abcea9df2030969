package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.Refusal;
import io.github.bedrockcli.aws.RefusalCause;
import io.github.bedrockcli.model.Spelling;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Why a call failed and what this caller does next: told from the refusal, and where that is not enough asked of Bedrock,
 * for a few seconds at most. What goes wrong while explaining leaves the failure as it was.
 */
final class Explainer {
    /** The longest that an explanation may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** How many regions are named. */
    private static final int NAMED = 8;

    /** How many explanations are kept. */
    private static final int REMEMBERED = 50;

    /** Nothing to explain: it was asked for, is ours, or its advice stands already. */
    private static final Set<Kind> PLAIN = EnumSet.of(
            Kind.CONFIGURATION, Kind.CANCELLED, Kind.INTERNAL, Kind.TIMEOUT, Kind.BROKEN_STREAM, Kind.UNREADABLE);

    private final Bedrock bedrock;
    private final Function<RefusalCause, String> renewal;
    private final Duration patience;
    private final Map<String, Advice> told = new ConcurrentHashMap<>();

    Explainer(Bedrock bedrock, Function<RefusalCause, String> renewal) {
        this(bedrock, renewal, PATIENCE);
    }

    /** @param patience the longest that an explanation may take */
    Explainer(Bedrock bedrock, Function<RefusalCause, String> renewal, Duration patience) {
        this.bedrock = bedrock;
        this.renewal = renewal;
        this.patience = patience;
    }

    /** The same failure, with its explanation where there is one. */
    BedrockException explain(BedrockException failure, RefusedCall call) {
        if (PLAIN.contains(failure.kind()) || failure.reason().isPresent()) {
            return failure;
        }
        try {
            Advice advice = advice(failure, call);
            if (advice.why().isEmpty() && advice.fix() == null) {
                return failure;
            }
            return failure.explained(advice.why().isEmpty() ? null : advice.why(), advice.fix(), advice.docs());
        } catch (RuntimeException e) {
            if (e instanceof BedrockException told && told.kind() == Kind.CANCELLED) {
                return told;
            }
            return failure;
        }
    }

    /** Many calls may fail in the same way: the reason is asked for once. */
    private Advice advice(BedrockException failure, RefusedCall call) {
        String key = String.join(
                "\n", call.operation(), call.modelName(), failure.code().orElse(""), failure.getMessage());
        Advice known = told.get(key);
        if (known == null) {
            known = failure.kind() == Kind.NETWORK ? ofNetwork(failure) : ofRefusal(failure, call);
            if (told.size() < REMEMBERED) {
                told.put(key, known);
            }
        }
        return known;
    }

    private Advice ofRefusal(BedrockException failure, RefusedCall call) {
        // Without a code and a status nobody was asked: what is wrong is known and said already.
        boolean asked = failure.code().isPresent() || failure.status() != 0;
        // Advice that came with the failure, such as of a role that was not assumed, is about another call.
        if (!asked || failure.fix().isPresent()) {
            return Advice.of("", null);
        }
        Refusal refusal = Refusal.of(failure);
        try (Asking asking = new Asking(patience)) {
            return switch (refusal.cause()) {
                case NOT_ALLOWED -> new PermissionAdvice(bedrock, asking).notAllowed(refusal, call);
                case DENIED -> new PermissionAdvice(bedrock, asking).denied(refusal, call);
                case MARKETPLACE_RIGHT ->
                    new PermissionAdvice(bedrock, asking)
                            .marketplace(refusal, call, refusal.cause().words());
                case NO_MODEL_ACCESS, ACCOUNT_NOT_AUTHORIZED -> ofModel(refusal, call, asking);
                case ON_DEMAND -> new ModelAdvice(bedrock, asking).onDemand(refusal, call);
                case UNKNOWN_MODEL -> new ModelAdvice(bedrock, asking).unknownModel(refusal, call);
                case NOT_IN_REGION -> new ModelAdvice(bedrock, asking).notInRegion(refusal, call);
                case END_OF_LIFE, LEGACY_UNUSED -> new ModelAdvice(bedrock, asking).retired(refusal, call);
                default ->
                    refusal.cause() == RefusalCause.OTHER && passes(failure)
                            ? Advice.of("", null)
                            : PlainAdvice.of(
                                    refusal,
                                    call,
                                    region(),
                                    failure.getMessage(),
                                    () -> renewal.apply(refusal.cause()));
            };
        }
    }

    /** Whether the same may succeed in a while: whoever prints it says so. */
    private static boolean passes(BedrockException failure) {
        return failure.kind() == Kind.UNAVAILABLE || failure.kind() == Kind.THROTTLED;
    }

    /** A list is refused for the account, not for a model. */
    private Advice ofModel(Refusal refusal, RefusedCall call, Asking asking) {
        return call.callsModel()
                ? new ModelAdvice(bedrock, asking).noAccess(refusal, call)
                : Advice.of(
                        RefusalCause.ACCOUNT_RESTRICTED.words(),
                        "enable " + region() + " for the account if it is not; else open a case with AWS Support");
    }

    /** A host that nobody knows: a region without Bedrock has none. */
    private Advice ofNetwork(BedrockException failure) {
        String region = region();
        boolean unknown = inChain(failure) && failure.getMessage().contains(region);
        List<String> regions = unknown ? bedrock.regions() : List.of();
        if (!unknown || regions.isEmpty() || regions.contains(region)) {
            return Advice.of("", null);
        }
        List<String> nearest = Spelling.byDistance(region, regions).stream()
                .sorted(Comparator.comparing(other -> !area(other).equals(area(region))))
                .toList();
        int more = nearest.size() - NAMED;
        return new Advice(
                region + " has no Bedrock that is known here",
                "go to a region that has it: --region " + nearest.get(0)
                        + (nearest.size() == 1
                                ? ""
                                : " (or " + String.join(", ", nearest.subList(1, Math.min(NAMED, nearest.size())))
                                        + (more > 0 ? ", and " + more + " more" : "") + ")"),
                "https://docs.aws.amazon.com/general/latest/gr/bedrock.html");
    }

    /** The part of the world that a region's name begins with. */
    private static String area(String region) {
        return region.split("-", 2)[0];
    }

    private static boolean inChain(Throwable failure) {
        int depth = 0;
        for (Throwable link = failure; link != null && depth < 20; link = link.getCause(), depth++) {
            if (link instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    private String region() {
        return bedrock.region();
    }
}
