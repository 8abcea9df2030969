package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Bedrock.Endpoint;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.aws.Reached;
import io.github.bedrockcli.model.Access;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.CallerIdentity;
import io.github.bedrockcli.model.CredentialReport;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.SessionKeys;
import io.github.bedrockcli.model.Setting;
import io.github.bedrockcli.model.UsageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Goes step by step from this machine to one answer of one model, and tells of each step as it ends. A step that fails does
 * not end the check-up: what can still be looked at is.
 */
public final class Doctor {
    /** Source: AWS documentation of Signature Version 4: a request is taken within five minutes of its time stamp. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String ENDPOINT = "endpoint of ";

    /** For one answer of the control plane; networks that swallow packets are what a doctor is called for. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** For one try to reach an endpoint, with its name, proxy, TLS and answer. */
    private static final Duration REACH = Duration.ofSeconds(20);

    /** For credentials for which nobody is asked anything. */
    private static final Duration CREDENTIALS = Duration.ofSeconds(15);

    /** For everything but the one request: a check-up in which nothing answers is to end all the same. */
    private static final Duration WHOLE = Duration.ofSeconds(27);

    /** What is left in any case for what comes after the credentials, which a person may have kept waiting. */
    private static final Duration REST = Duration.ofSeconds(12);

    /** For looking up what to do about a model that the account has no access to. */
    private static final Duration ADVICE = Duration.ofSeconds(4);

    /** About what the smallest request takes: a word, what families put around it, and the answer. */
    private static final int TOKENS = 10;

    /** A model thinks before its first word. */
    private static final Duration MODEL_PATIENCE = Duration.ofSeconds(60);

    /** What tells nothing of the way to the model: the question itself was not allowed, or not answered now. */
    private static final Set<Kind> UNANSWERED =
            EnumSet.of(Kind.ACCESS_DENIED, Kind.THROTTLED, Kind.UNAVAILABLE, Kind.TIMEOUT);

    private final Bedrock bedrock;
    private final Wanted wanted;
    private final Clock clock;
    private final Consent consent;
    private final Duration credentialPatience;
    private final Consumer<Check> report;
    private final RegionModels region;
    private long end;

    /** Whether the one request that is paid for may be sent. */
    @FunctionalInterface
    public interface Consent {
        /**
         * Null to send it, or why it is not sent.
         *
         * @param tokens about how many it takes
         */
        @Nullable
        String refusal(int tokens);
    }

    /**
     * What would be invoked.
     *
     * @param typed the model as it was typed
     * @param id finds the id of a short name, which may ask the region's list
     * @param resolves whether a profile may take the place of a model that answers only through one
     * @param allowsGlobal whether it may be a global one
     * @param offline whether the emulator of this process answers: where its settings come from tells nothing
     */
    public record Wanted(String typed, Supplier<ModelId> id, boolean resolves, boolean allowsGlobal, boolean offline) {}

    /**
     * @param credentialPatience for getting credentials, which may ask somebody for a code
     * @param report told of each step as it ends
     */
    public Doctor(
            Bedrock bedrock,
            Wanted wanted,
            Clock clock,
            Consent consent,
            Duration credentialPatience,
            Consumer<Check> report) {
        this.bedrock = bedrock;
        this.wanted = wanted;
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

    /** Goes all steps. */
    public void run() {
        end = System.nanoTime() + WHOLE.toNanos();
        CredentialReport configured = bedrock.identity().report();
        if (!configuration(configured)) {
            unknown("needs a region", "credentials", "caller", "clock", "bedrock", "bedrock-runtime");
            unknown("needs a region", "models", "profiles", "model", "access", "profile", "request");
            return;
        }
        Bounded<Timed> control = reach(Endpoint.BEDROCK);
        Bounded<Timed> runtime = reach(Endpoint.BEDROCK_RUNTIME);
        boolean signed = credentials(configured);
        end = Math.max(end, System.nanoTime() + REST.toNanos());
        Asked<Timed> controlReached = Asked.of(control);
        Asked<Timed> runtimeReached = Asked.of(runtime);
        clock(runtimeReached.value() == null ? controlReached : runtimeReached);
        endpoint("bedrock", controlReached);
        endpoint("bedrock-runtime", runtimeReached);
        String missing = signed ? null : "needs credentials";
        Model model = missing == null && controlReached.value() != null
                ? lists()
                : unlisted(missing == null ? "needs the endpoint bedrock" : missing);
        String closed =
                missing != null || runtimeReached.value() != null ? missing : "needs the endpoint bedrock-runtime";
        request(model, closed);
    }

    /**
     * What is known of the model by now.
     *
     * @param called the id that is called; null where that is not known
     */
    private record Model(@Nullable ModelId called, BaseModel behind) {}

    private void unknown(String why, String... steps) {
        for (String step : steps) {
            report.accept(Check.unknown(step, why));
        }
    }

    /** The model where no list can be had: a full id needs none. */
    private Model unlisted(String why) {
        unknown(why, "models", "profiles");
        ModelId id = ShortNames.isShort(wanted.typed()) && wanted.resolves() ? null : model();
        if (id == null) {
            unknown(why, "model");
        }
        unknown(why, "access", "profile");
        return new Model(id, BaseModel.UNKNOWN);
    }

    private Model lists() {
        Bounded<List<ModelSummary>> models = ask(region::models);
        Bounded<List<ModelSummary>> profiles = ask(region::profiles);
        Asked<List<ModelSummary>> listed = Asked.of(models);
        Asked<List<ModelSummary>> routed = Asked.of(profiles);
        list("models", "ListFoundationModels", listed);
        list("profiles", "ListInferenceProfiles", routed);
        BedrockException unlisted = listed.failure();
        boolean late = unlisted != null && unlisted.kind() == Kind.TIMEOUT;
        ModelId id = null;
        if (late && ShortNames.isShort(wanted.typed()) && wanted.resolves()) {
            unknown("needs the list of models", "model");
        } else {
            id = model();
        }
        if (id == null) {
            unknown("needs the model", "access", "profile");
            return new Model(null, BaseModel.UNKNOWN);
        }
        ModelId called = id;
        BaseModel told = called.hidesItsModel()
                ? Asked.of(ask(() -> bedrock.baseModel(called))).value()
                : null;
        BaseModel behind = told == null ? BaseModel.UNKNOWN : told;
        String arn = behind.arn();
        String base = id.base().orElse(arn == null ? null : RegionModels.baseOf(arn));
        access(id, base);
        return new Model(profile(id, listed, routed), behind);
    }

    /** Says which model is meant; null where that could not be found out. */
    private @Nullable ModelId model() {
        try {
            ModelId id = ask(wanted.id()).get();
            boolean same = id.value().equals(wanted.typed());
            report.accept(Check.ok("model", same ? id.value() : wanted.typed() + " is " + id));
            return id;
        } catch (UsageException e) {
            report.accept(Check.problem("model", Kind.REFUSED, String.valueOf(e.getMessage()), e.fix()));
        } catch (BedrockException e) {
            report.accept(unanswered("model", "bedrock:ListFoundationModels", e));
        }
        return null;
    }

    /** Whether there is a region, without which nothing else can be said. */
    private boolean configuration(CredentialReport configured) {
        try {
            String name = bedrock.region();
            Setting setting = configured.region();
            report.accept(Check.ok("region", setting == null || wanted.offline() ? name : shown(setting)));
        } catch (BedrockException e) {
            report.accept(Check.problem("region", e));
            return false;
        }
        if (wanted.offline()) {
            return true;
        }
        report.accept(Check.ok("aws profile", shown(configured.profile())));
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Setting setting : configured.settings()) {
            names.computeIfAbsent(shown(setting), key -> new ArrayList<>()).add(setting.name());
        }
        names.forEach((value, all) -> report.accept(Check.ok("setting", joined(all) + " " + value)));
        return true;
    }

    /** {@code endpoint of bedrock, sts}: one variable sets many. */
    private static String joined(List<String> names) {
        String common = names.get(0).startsWith(ENDPOINT) ? ENDPOINT : "";
        return names.get(0)
                + names.stream()
                        .skip(1)
                        .map(name -> ", " + (name.startsWith(common) ? name.substring(common.length()) : name))
                        .collect(Collectors.joining());
    }

    private static String shown(Setting setting) {
        return setting.value() + " (" + setting.source().words() + ")";
    }

    private Bounded<Timed> reach(Endpoint endpoint) {
        return Bounded.start(REACH, () -> {
            Reached reached = bedrock.reach(endpoint);
            return new Timed(reached, clock.instant());
        });
    }

    /** Whether there are credentials. */
    private boolean credentials(CredentialReport configured) {
        Asked<SessionKeys> asked = Asked.of(
                Bounded.start(patience(configured), () -> bedrock.identity().session()));
        SessionKeys keys = asked.value();
        BedrockException failure = asked.failure();
        if (keys == null) {
            if (failure != null) {
                report.accept(Check.problem("credentials", failure));
            }
            unknown("needs credentials", "caller");
            return false;
        }
        String from = configured
                .winner()
                .map(winner -> winner.what() + " (" + winner.source().words() + ")")
                .orElse("found");
        report.accept(Check.ok("credentials", from + expiry(keys)));
        caller(keys);
        return true;
    }

    /** Only a code of a device, or another program, may keep somebody waiting for a person. */
    private Duration patience(CredentialReport configured) {
        boolean byHand = configured.steps().stream()
                .anyMatch(step -> step.mfa() != null || step.kind().equals("process"));
        return byHand || credentialPatience.compareTo(CREDENTIALS) < 0 ? credentialPatience : CREDENTIALS;
    }

    /** Begins a question that has the time of one, or what is left of the whole. */
    private <T> Bounded<T> ask(Supplier<T> question) {
        Duration left = Duration.ofNanos(
                Math.max(end - System.nanoTime(), Duration.ofSeconds(1).toNanos()));
        return Bounded.start(left.compareTo(PATIENCE) < 0 ? left : PATIENCE, question);
    }

    private String expiry(SessionKeys keys) {
        Instant end = keys.expires();
        if (end == null) {
            return keys.temporary() ? "; temporary" : "";
        }
        return "; until " + end.truncatedTo(ChronoUnit.SECONDS) + ", in "
                + amount(Duration.between(clock.instant(), end));
    }

    private void caller(SessionKeys keys) {
        if (keys.key() == null) {
            report.accept(Check.unknown("caller", "whose a Bedrock API key is cannot be asked"));
            return;
        }
        Asked<CallerIdentity> asked = Asked.of(ask(() -> bedrock.identity().caller()));
        CallerIdentity caller = asked.value();
        BedrockException failure = asked.failure();
        if (caller != null) {
            report.accept(Check.ok("caller", caller.arn()));
        } else if (failure != null && failure.kind() == Kind.CREDENTIALS) {
            report.accept(Check.problem("caller", failure));
        } else if (failure != null) {
            // Networks that reach Bedrock alone are common: STS is nobody's way to a model.
            report.accept(Check.unknown("caller", words(failure, "sts:GetCallerIdentity")));
        }
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
                                    off.abs().toSeconds() <= 1
                                            ? "the same as the service's"
                                            : how + (off.isNegative() ? "" : " of") + " the service's")
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

    private void access(ModelId id, @Nullable String base) {
        if (base == null) {
            report.accept(Check.unknown("access", "the foundation model behind the ARN is not known"));
            return;
        }
        Asked<ModelAvailability> asked = Asked.of(ask(() -> bedrock.availability(base)));
        ModelAvailability availability = asked.value();
        BedrockException failure = asked.failure();
        if (availability == null) {
            if (failure != null) {
                report.accept(unanswered("access", "bedrock:GetFoundationModelAvailability", failure));
            }
            return;
        }
        Access verdict = AccessRules.of(availability, bedrock.region(), false);
        String why = String.valueOf(verdict.reason());
        if (verdict.isYes()) {
            report.accept(Check.ok("access", "the account may use " + base));
        } else if (verdict.isUnknown() || (id.kind() == ModelId.Kind.INFERENCE_PROFILE && isElsewhere(availability))) {
            report.accept(Check.unknown("access", why));
        } else {
            try (Asking asking = new Asking(ADVICE)) {
                Advice advice = new ModelAdvice(bedrock, asking).missing(base, availability, why);
                report.accept(Check.problem("access", Kind.ACCESS_DENIED, why, advice.fix()));
            }
        }
    }

    /** Whether another region may have the model, which is what a profile is for. */
    private static boolean isElsewhere(ModelAvailability availability) {
        return "NOT_AVAILABLE".equals(availability.region());
    }

    /** Says by which id the model is called, and gives it. */
    private ModelId profile(ModelId id, Asked<List<ModelSummary>> models, Asked<List<ModelSummary>> profiles) {
        if (id.kind() == ModelId.Kind.FOUNDATION_MODEL) {
            return ofModel(id, models, profiles);
        }
        if (id.kind() == ModelId.Kind.INFERENCE_PROFILE || id.kind() == ModelId.Kind.APPLICATION_INFERENCE_PROFILE) {
            ofProfile(id, profiles);
        } else {
            report.accept(Check.ok("profile", "none is needed: called by its ARN"));
        }
        return id;
    }

    private void ofProfile(ModelId id, Asked<List<ModelSummary>> profiles) {
        Asked<ModelSummary> asked = profiles.value() == null
                ? Asked.of(ask(() -> bedrock.inferenceProfile(id.value())))
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

    private ModelId ofModel(ModelId id, Asked<List<ModelSummary>> models, Asked<List<ModelSummary>> profiles) {
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
        return through(id, base, life);
    }

    private ModelId through(ModelId id, String base, String life) {
        ProfileChoice choice = new ProfileChoice(region, wanted.allowsGlobal());
        ModelId chosen = choice.of(base).map(ProfileChoice.Chosen::id).orElse(null);
        boolean replaced = wanted.resolves() && !id.value().startsWith("arn:");
        if (chosen != null && replaced) {
            report.accept(Check.ok("profile", id + " answers only through one: " + chosen + life));
            return chosen;
        }
        report.accept(Check.problem(
                "profile",
                Kind.REFUSED,
                id + " answers only through an inference profile",
                chosen == null ? choice.advice(base) : "bedrock invoke -m " + chosen));
        return id;
    }

    private void request(Model model, @Nullable String closed) {
        ModelId called = model.called();
        if (closed != null || called == null) {
            unknown(closed == null ? "needs the model" : closed, "request");
            return;
        }
        // What is behind an ARN may be asked for once more.
        Optional<BedrockRequest> smallest = Asked.of(
                        ask(() -> new ProbeRequests(bedrock).of(row(called, model.behind()))))
                .value();
        BedrockRequest request = smallest == null ? null : smallest.orElse(null);
        if (request == null) {
            unknown(
                    "not tried: the smallest answer costs more than a few tokens, or its request is not known",
                    "request");
            return;
        }
        String refusal = consent.refusal(TOKENS);
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

    /** What is called as a list would have it, with what is known of it. */
    private static ModelSummary row(ModelId called, BaseModel behind) {
        return ModelSummary.of(
                ModelSummary.Kind.FOUNDATION_MODEL,
                called.value(),
                called.value(),
                behind.arn() == null ? List.of() : List.of(behind.arn()));
    }
}
