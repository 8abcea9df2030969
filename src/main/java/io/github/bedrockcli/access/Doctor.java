package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Bedrock.Endpoint;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.aws.Reached;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.CallerIdentity;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelReport.Verdict;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.UsageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes step by step from this machine to one answer of one model, and tells of each step as it ends. A step that fails does
 * not end the check-up: what can still be looked at is.
 */
public final class Doctor {
    /** Source: AWS documentation of Signature Version 4: a request is taken within five minutes of its time stamp. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** For one answer of the control plane; networks that swallow packets are what a doctor is called for. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    /** A model thinks before its first word. */
    private static final Duration MODEL_PATIENCE = Duration.ofSeconds(60);

    /** What tells nothing of the way to the model: the question itself was not allowed, or not answered now. */
    private static final Set<Kind> UNANSWERED =
            EnumSet.of(Kind.ACCESS_DENIED, Kind.THROTTLED, Kind.UNAVAILABLE, Kind.TIMEOUT);

    private final Bedrock bedrock;
    private final ModelId id;
    private final Clock clock;
    private final Consent consent;
    private final Duration credentialPatience;
    private final Consumer<Check> report;
    private final RegionModels region;

    /** Whether the one request that is paid for may be sent. */
    @FunctionalInterface
    public interface Consent {
        /** @param tokens about how many it takes; @return null to send it, or why it is not sent */
        @Nullable
        String refusal(int tokens);
    }

    /**
     * @param id what would be invoked
     * @param credentialPatience for getting credentials, which may ask somebody for a code
     * @param report told of each step as it ends
     */
    public Doctor(
            Bedrock bedrock,
            ModelId id,
            Clock clock,
            Consent consent,
            Duration credentialPatience,
            Consumer<Check> report) {
        this.bedrock = bedrock;
        this.id = id;
        this.clock = clock;
        this.consent = consent;
        this.credentialPatience = credentialPatience;
        this.report = report;
        this.region = new RegionModels(bedrock);
    }

    /** An answer, and what this machine's clock said when it came. */
    private record Timed(Reached reached, Instant here) {}

    /** What came of a question: its answer or its failure. */
    private record Asked<T>(@Nullable T value, @Nullable BedrockException failure) {
        static <T> Asked<T> of(Bounded<T> call) {
            return of(call::get);
        }

        static <T> Asked<T> of(Supplier<T> call) {
            try {
                return new Asked<>(call.get(), null);
            } catch (BedrockException e) {
                if (e.kind() == Kind.CANCELLED) {
                    throw e;
                }
                return new Asked<>(null, e);
            }
        }
    }

    /** Goes all steps. The region is known, or that it is not was told already. */
    public void run() {
        Bounded<Timed> control = reach(Endpoint.BEDROCK);
        Bounded<Timed> runtime = reach(Endpoint.BEDROCK_RUNTIME);
        String missing = credentials();
        Asked<Timed> controlReached = Asked.of(control);
        Asked<Timed> runtimeReached = Asked.of(runtime);
        clock(runtimeReached.value() == null ? controlReached : runtimeReached);
        endpoint("bedrock", controlReached);
        endpoint("bedrock-runtime", runtimeReached);
        String closed =
                missing != null ? missing : controlReached.value() == null ? "needs the endpoint bedrock" : null;
        BaseModel behind = BaseModel.UNKNOWN;
        ModelId called = id;
        if (closed == null) {
            Bounded<List<ModelSummary>> models = Bounded.start(PATIENCE, region::models);
            Bounded<List<ModelSummary>> profiles = Bounded.start(PATIENCE, region::profiles);
            if (id.hidesItsModel()) {
                BaseModel told = Asked.of(Bounded.start(PATIENCE, () -> bedrock.baseModel(id)))
                        .value();
                behind = told == null ? BaseModel.UNKNOWN : told;
            }
            String arn = behind.arn();
            String base = id.base().orElse(arn == null ? null : RegionModels.baseOf(arn));
            Bounded<ModelAvailability> access =
                    base == null ? null : Bounded.start(PATIENCE, () -> bedrock.availability(base));
            Asked<List<ModelSummary>> listed = Asked.of(models);
            Asked<List<ModelSummary>> routed = Asked.of(profiles);
            list("models", "ListFoundationModels", listed);
            list("profiles", "ListInferenceProfiles", routed);
            access(access);
            called = profile(listed, routed);
        } else {
            for (String step : List.of("models", "profiles", "access", "profile")) {
                report.accept(Check.unknown(step, closed));
            }
        }
        request(called, behind, missing, runtimeReached.value() != null);
    }

    private Bounded<Timed> reach(Endpoint endpoint) {
        return Bounded.start(Duration.ofSeconds(25), () -> {
            Reached reached = bedrock.reach(endpoint);
            return new Timed(reached, clock.instant());
        });
    }

    /** Null where there are credentials; else what later steps lack. */
    private @Nullable String credentials() {
        Asked<CallerIdentity> asked = Asked.of(
                Bounded.start(credentialPatience, () -> bedrock.identity().caller()));
        CallerIdentity caller = asked.value();
        BedrockException failure = asked.failure();
        if (caller != null) {
            report.accept(Check.ok("credentials", caller.arn()));
            return null;
        }
        if (failure == null || isApiKey(failure)) {
            report.accept(Check.ok("credentials", "a Bedrock API key; whose it is cannot be asked"));
            return null;
        }
        if (failure.kind() == Kind.CREDENTIALS || failure.kind() == Kind.CONFIGURATION) {
            report.accept(Check.problem("credentials", failure));
            return "needs credentials";
        }
        report.accept(Check.unknown("credentials", "whose they are: " + words(failure, "sts:GetCallerIdentity")));
        return null;
    }

    /** STS takes no API keys: nobody was asked. */
    private static boolean isApiKey(BedrockException failure) {
        return failure.kind() == Kind.CONFIGURATION && failure.getMessage().contains("Bedrock API key");
    }

    private void clock(Asked<Timed> answered) {
        Timed timed = answered.value();
        Instant there = timed == null ? null : timed.reached().serverTime();
        if (timed == null) {
            report.accept(Check.unknown("clock", "needs an answer of the endpoint"));
        } else if (there == null) {
            report.accept(Check.unknown("clock", "the endpoint's reply has no date"));
        } else {
            // A Date is cut to the second.
            Duration off = Duration.between(there, timed.here());
            String how = amount(off.abs()) + (off.isNegative() ? " behind" : " ahead");
            report.accept(
                    off.abs().compareTo(TOLERANCE) < 0
                            ? Check.ok(
                                    "clock",
                                    off.abs().toSeconds() <= 1 ? "the same as the service's" : how + " the service's")
                            : Check.problem(
                                    "clock",
                                    Kind.CREDENTIALS,
                                    "this machine's clock is " + how + "; a signature is taken within five minutes",
                                    "set the clock: sudo timedatectl set-ntp true"));
        }
    }

    private static String amount(Duration time) {
        if (time.toMinutes() < 2) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 3 ? time.toMinutes() + " minutes" : time.toHours() + " hours";
    }

    private void endpoint(String step, Asked<Timed> answered) {
        Timed timed = answered.value();
        BedrockException failure = answered.failure();
        if (timed == null) {
            report.accept(failure == null ? Check.unknown(step, "not asked") : Check.problem(step, failure));
            return;
        }
        Reached reached = timed.reached();
        StringBuilder text = new StringBuilder(reached.endpoint().toString());
        if (reached.proxy() != null) {
            text.append(" through the proxy ").append(reached.proxy());
        } else if (reached.address() != null) {
            text.append(" (").append(reached.address()).append(")");
        }
        if (reached.protocol() != null) {
            text.append(", ").append(reached.protocol());
        }
        if (reached.issuer() != null) {
            text.append(", certificate of ").append(reached.issuer());
        }
        text.append(", HTTP ").append(reached.status());
        text.append(", ").append(reached.took().toMillis()).append(" ms");
        report.accept(Check.ok(step, text.toString()));
    }

    private void list(String step, String operation, Asked<List<ModelSummary>> answered) {
        List<ModelSummary> list = answered.value();
        BedrockException failure = answered.failure();
        if (list != null) {
            report.accept(Check.ok(step, list.size() + " listed"));
        } else if (failure != null) {
            report.accept(unanswered(step, "bedrock:" + operation, failure));
        }
    }

    /** Not to be let to ask stands in nobody's way; anything else would stop a call to the model as well. */
    private static Check unanswered(String step, String action, BedrockException failure) {
        return UNANSWERED.contains(failure.kind())
                ? Check.unknown(step, words(failure, action), failure.fix().orElse(null))
                : Check.problem(step, failure);
    }

    private static String words(BedrockException failure, String action) {
        return Question.reason(failure, action);
    }

    private void access(@Nullable Bounded<ModelAvailability> asking) {
        if (asking == null) {
            report.accept(Check.unknown("access", "the foundation model behind the ARN is not known"));
            return;
        }
        Asked<ModelAvailability> asked = Asked.of(asking);
        ModelAvailability availability = asked.value();
        BedrockException failure = asked.failure();
        if (availability == null) {
            if (failure != null) {
                report.accept(unanswered("access", "bedrock:GetFoundationModelAvailability", failure));
            }
            return;
        }
        Verdict verdict = Verdicts.of(availability);
        if (verdict.accessible() == null) {
            report.accept(Check.unknown("access", verdict.why()));
        } else if (verdict.accessible()) {
            report.accept(Check.ok("access", "the account may use " + availability.modelId()));
        } else {
            report.accept(Check.problem(
                    "access",
                    Kind.ACCESS_DENIED,
                    verdict.why(),
                    "bedrock show-model " + id + " shows the" + " four statuses; " + remedy(availability)));
        }
    }

    private String remedy(ModelAvailability availability) {
        if ("NOT_AVAILABLE".equals(availability.region())) {
            return "use a region that has the model: --region";
        }
        if ("NOT_AUTHORIZED".equals(availability.authorization())) {
            return "ask the account's administrator for access to the model";
        }
        return "open the model in the Bedrock console's model catalog of " + bedrock.region()
                + " once, as somebody who may aws-marketplace:Subscribe";
    }

    /** Says by which id the model is called, and gives it. */
    private ModelId profile(Asked<List<ModelSummary>> models, Asked<List<ModelSummary>> profiles) {
        if (id.kind() == ModelId.Kind.FOUNDATION_MODEL) {
            return ofModel(models, profiles);
        }
        if (id.kind() == ModelId.Kind.INFERENCE_PROFILE || id.kind() == ModelId.Kind.APPLICATION_INFERENCE_PROFILE) {
            ofProfile(profiles);
        } else {
            report.accept(Check.ok("profile", "none is needed: called by its ARN"));
        }
        return id;
    }

    private void ofProfile(Asked<List<ModelSummary>> profiles) {
        Asked<ModelSummary> asked = profiles.value() == null
                ? Asked.of(Bounded.start(PATIENCE, () -> bedrock.inferenceProfile(id.value())))
                : new Asked<>(region.profile(id.value()).orElse(null), null);
        ModelSummary profile = asked.value();
        BedrockException failure = asked.failure();
        if (profile != null) {
            List<String> regions = RegionModels.destinations(profile);
            report.accept(
                    Check.ok("profile", id + (regions.isEmpty() ? "" : " routes to " + String.join(", ", regions))));
        } else if (failure != null) {
            report.accept(unanswered("profile", "bedrock:GetInferenceProfile", failure));
        } else {
            report.accept(Check.problem(
                    "profile",
                    Kind.REFUSED,
                    "no inference profile '" + id + "' in " + bedrock.region(),
                    "bedrock list-models --profiles"));
        }
    }

    private ModelId ofModel(Asked<List<ModelSummary>> models, Asked<List<ModelSummary>> profiles) {
        String base = id.base().orElse(id.value());
        if (models.value() == null) {
            report.accept(Check.unknown("profile", "needs the list of models"));
            return id;
        }
        ModelSummary row = region.model(base).orElse(null);
        if (row == null) {
            report.accept(Check.problem(
                    "profile",
                    Kind.REFUSED,
                    "no model '" + base + "' in " + bedrock.region(),
                    "bedrock list-models shows the ids of " + bedrock.region()));
            return id;
        }
        String life = "LEGACY".equals(row.lifecycle()) ? "; the model is legacy: bedrock show-model " + id : "";
        if (row.inferenceTypes().isEmpty() || row.inferenceTypes().contains("ON_DEMAND")) {
            report.accept(Check.ok("profile", "none is needed: called on demand" + life));
            return id;
        }
        if (!row.inferenceTypes().contains("INFERENCE_PROFILE")) {
            report.accept(Check.problem(
                    "profile",
                    Kind.REFUSED,
                    id + " is to be had with provisioned throughput only",
                    "bedrock list-models --provisioned"));
            return id;
        }
        if (profiles.value() == null) {
            report.accept(Check.unknown("profile", id + " answers only through one; needs the list of profiles"));
            return id;
        }
        return through(base, life);
    }

    private ModelId through(String base, String life) {
        List<ModelSummary> routes = region.profilesOf(base).stream()
                .filter(profile -> profile.kind() == ModelSummary.Kind.SYSTEM_PROFILE)
                .toList();
        ModelSummary near = routes.stream()
                .filter(profile -> !profile.id().startsWith("global."))
                .findFirst()
                .orElse(null);
        if (near == null || id.value().startsWith("arn:")) {
            report.accept(Check.problem(
                    "profile",
                    Kind.REFUSED,
                    id + " answers only through an inference profile",
                    routes.isEmpty()
                            ? "bedrock list-models --profiles"
                            : "bedrock invoke -m " + routes.get(0).id()));
            return id;
        }
        report.accept(Check.ok("profile", id + " answers only through one: " + near.id() + life));
        return ModelId.of(near.id());
    }

    private void request(ModelId called, BaseModel behind, @Nullable String missing, boolean reached) {
        if (missing != null || !reached) {
            report.accept(Check.unknown("request", missing != null ? missing : "needs the endpoint bedrock-runtime"));
            return;
        }
        BedrockRequest request;
        try {
            request = SmallestRequest.of(called, behind);
        } catch (UsageException e) {
            report.accept(Check.unknown("request", "not tried: " + e.getMessage()));
            return;
        }
        String refusal = consent.refusal(SmallestRequest.TOKENS);
        if (refusal != null) {
            report.accept(Check.unknown("request", refusal));
            return;
        }
        Asked<BedrockResponse> asked = Asked.of(Bounded.start(MODEL_PATIENCE, () -> bedrock.invoke(request)));
        BedrockResponse answer = asked.value();
        BedrockException failure = asked.failure();
        if (answer != null) {
            report.accept(Check.ok(
                    "request", called + " answered in " + answer.total().toMillis() + " ms"));
        } else if (failure != null) {
            report.accept(Check.problem("request", failure));
        }
    }
}
