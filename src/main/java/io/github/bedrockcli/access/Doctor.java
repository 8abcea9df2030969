package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Bedrock.Endpoint;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Goes step by step from this machine to one answer of one model, and tells of each step as it ends. A step that fails does
 * not end the check-up: what can still be looked at is.
 */
public final class Doctor {
    private static final String ENDPOINT = "endpoint of ";

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

    private final Bedrock bedrock;
    private final Wanted wanted;
    private final Clock clock;
    private final Consent consent;
    private final Duration credentialPatience;
    private final Consumer<Check> report;
    private final RegionModels region;
    private final EndpointChecks endpoints;
    private final TimeLeft time = new TimeLeft(WHOLE);

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
        this.endpoints = new EndpointChecks(bedrock, clock, report);
    }

    /** Goes all steps. */
    public void run() {
        CredentialReport configured = bedrock.identity().report();
        if (!configuration(configured)) {
            unknown("needs a region", "credentials", "caller", "clock", "bedrock", "bedrock-runtime");
            unknown("needs a region", "models", "profiles", "model", "access", "profile", "request");
            return;
        }
        Bounded<EndpointChecks.Timed> control = endpoints.reach(Endpoint.BEDROCK);
        Bounded<EndpointChecks.Timed> runtime = endpoints.reach(Endpoint.BEDROCK_RUNTIME);
        boolean signed = credentials(configured);
        time.atLeast(REST);
        Asked<EndpointChecks.Timed> controlReached = Asked.of(control);
        Asked<EndpointChecks.Timed> runtimeReached = Asked.of(runtime);
        endpoints.clock(runtimeReached.value() == null ? controlReached : runtimeReached);
        endpoints.endpoint("bedrock", controlReached);
        endpoints.endpoint("bedrock-runtime", runtimeReached);
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
        Bounded<List<ModelSummary>> models = time.ask(region::models);
        Bounded<List<ModelSummary>> profiles = time.ask(region::profiles);
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
                ? Asked.of(time.ask(() -> bedrock.baseModel(called))).value()
                : null;
        BaseModel behind = told == null ? BaseModel.UNKNOWN : told;
        String arn = behind.arn();
        String base = id.base().orElse(arn == null ? null : RegionModels.baseOf(arn));
        access(id, base);
        return new Model(new ProfileCheck(bedrock, wanted, region, time, report).of(id, listed, routed), behind);
    }

    /** Says which model is meant; null where that could not be found out. */
    private @Nullable ModelId model() {
        try {
            ModelId id = time.ask(wanted.id()).get();
            boolean same = id.value().equals(wanted.typed());
            report.accept(Check.ok("model", same ? id.value() : wanted.typed() + " is " + id));
            return id;
        } catch (UsageException e) {
            report.accept(Check.problem("model", Kind.REFUSED, String.valueOf(e.getMessage()), e.fix()));
        } catch (BedrockException e) {
            report.accept(Check.unanswered("model", "bedrock:ListFoundationModels", e));
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

    private String expiry(SessionKeys keys) {
        Instant end = keys.expires();
        if (end == null) {
            return keys.temporary() ? "; temporary" : "";
        }
        return "; until " + end.truncatedTo(ChronoUnit.SECONDS) + ", in "
                + EndpointChecks.amount(Duration.between(clock.instant(), end));
    }

    private void caller(SessionKeys keys) {
        if (keys.key() == null) {
            report.accept(Check.unknown("caller", "whose a Bedrock API key is cannot be asked"));
            return;
        }
        Asked<CallerIdentity> asked = Asked.of(time.ask(() -> bedrock.identity().caller()));
        CallerIdentity caller = asked.value();
        BedrockException failure = asked.failure();
        if (caller != null) {
            report.accept(Check.ok("caller", caller.arn()));
        } else if (failure != null && failure.kind() == Kind.CREDENTIALS) {
            report.accept(Check.problem("caller", failure));
        } else if (failure != null) {
            // Networks that reach Bedrock alone are common: STS is nobody's way to a model.
            report.accept(Check.unknown("caller", Question.reason(failure, "sts:GetCallerIdentity")));
        }
    }

    private void list(String step, String operation, Asked<List<ModelSummary>> answered) {
        List<ModelSummary> list = answered.value();
        BedrockException failure = answered.failure();
        if (list != null) {
            report.accept(Check.ok(step, list.size() + " listed"));
        } else if (failure != null) {
            report.accept(Check.unanswered(step, "bedrock:" + operation, failure));
        }
    }

    private void access(ModelId id, @Nullable String base) {
        if (base == null) {
            report.accept(Check.unknown("access", "the foundation model behind the ARN is not known"));
            return;
        }
        Asked<ModelAvailability> asked = Asked.of(time.ask(() -> bedrock.availability(base)));
        ModelAvailability availability = asked.value();
        BedrockException failure = asked.failure();
        if (availability == null) {
            if (failure != null) {
                report.accept(Check.unanswered("access", "bedrock:GetFoundationModelAvailability", failure));
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

    private void request(Model model, @Nullable String closed) {
        ModelId called = model.called();
        if (closed != null || called == null) {
            unknown(closed == null ? "needs the model" : closed, "request");
            return;
        }
        // What is behind an ARN may be asked for once more.
        Optional<BedrockRequest> smallest = Asked.of(
                        time.ask(() -> new ProbeRequests(bedrock).of(row(called, model.behind()))))
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
