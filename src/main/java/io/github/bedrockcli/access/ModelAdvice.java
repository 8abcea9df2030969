package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Bedrock.ModelFilter;
import io.github.bedrockcli.aws.Refusal;
import io.github.bedrockcli.aws.RefusalCause;
import io.github.bedrockcli.model.Arn;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which id, which region or which agreement a refused model wants: asked of the region's own lists, none is known here. */
final class ModelAdvice {
    private static final String ACCESS = "https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html";
    private static final String LIFECYCLE = "https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html";
    /** Regions that are named at most. */
    private static final int NAMED = 6;

    private final Bedrock bedrock;
    private final Asking asking;
    private final RegionModels here;

    ModelAdvice(Bedrock bedrock, Asking asking) {
        this(bedrock, asking, new RegionModels(bedrock));
    }

    /** @param here the region's lists, which may have been fetched already */
    ModelAdvice(Bedrock bedrock, Asking asking, RegionModels here) {
        this.bedrock = bedrock;
        this.asking = asking;
        this.here = here;
    }

    /** Profiles of the model are the ids that it is called by. */
    Advice onDemand(Refusal refusal, RefusedCall call) {
        String base = Optional.ofNullable(refusal.detail())
                .map(ModelAdvice::baseOf)
                .or(call::base)
                .orElse("");
        List<String> ids = profileIds(base);
        String fix = ids.isEmpty()
                ? noProfile(base)
                : "use -m " + ids.get(0)
                        + (ids.size() == 1 ? "" : " (or " + String.join(", ", ids.subList(1, ids.size())) + ")");
        return new Advice(
                refusal.cause().words(),
                fix,
                "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html");
    }

    /** What stands where none serves here: that of another geography, of the account, or none at all. */
    private String noProfile(String base) {
        String list = "use an inference profile that contains the model: bedrock list-models --profiles"
                + (base.isEmpty() ? "" : " --search " + base);
        return base.isEmpty()
                ? list
                : asking.ask(() -> new ProfileChoice(here, false).advice(base)).orElse(list);
    }

    /** The nearest id of the region; else the regions that have this one. */
    Advice unknownModel(Refusal refusal, RefusedCall call) {
        String id = call.model() == null ? "" : call.model().value();
        String why = refusal.cause().words();
        String list = "bedrock list-models shows the ids of " + region();
        if (id.isEmpty()) {
            return Advice.of(why, list);
        }
        if (id.startsWith("arn:")) {
            return Advice.of(why, foreign(id).orElse("check the ARN: " + list));
        }
        Optional<String> twin = twin(call.model());
        if (twin.isPresent()) {
            return Advice.of(why, "use -m " + twin.get() + ", which is that model's id in " + region());
        }
        String base = call.base().orElse(id);
        boolean listed = asking.ask(here::models).orElse(List.of()).stream()
                .anyMatch(model -> model.id().equals(base));
        Optional<String> near = listed ? Optional.empty() : nearest(id);
        if (near.isPresent()) {
            return Advice.of(why, "did you mean -m " + near.get() + "? " + list);
        }
        // What this region lists is not told to be elsewhere: then the id is right, and something else is wrong.
        Optional<String> regions = listed ? Optional.empty() : elsewhere(base);
        return Advice.of(why, regions.orElse(list));
    }

    /** The regions that have it. */
    Advice notInRegion(Refusal refusal, RefusedCall call) {
        return Advice.of(
                refusal.cause().words(),
                elsewhere(call.base().orElse(""))
                        .orElse("another region may have it: bedrock list-models --region REGION"));
    }

    /** The newest active model of the same line. */
    Advice retired(Refusal refusal, RefusedCall call) {
        String base = call.base().orElse("");
        String provider = call.model() == null ? "" : call.model().provider().orElse("");
        Optional<ModelSummary> next = base.isEmpty()
                ? Optional.empty()
                : asking.ask(here::models).flatMap(models -> Successors.of(models, base));
        String fix = next.map(model -> "use its successor: -m " + callable(model))
                .orElseGet(() -> "use a newer model" + example(base) + ": bedrock list-models --lifecycle active"
                        + (provider.isEmpty() ? "" : " --search " + provider));
        return new Advice(refusal.cause().words(), fix, LIFECYCLE);
    }

    /** A newer model of the provider that does the same, where the list has one. */
    private String example(String base) {
        return asking.ask(here::models)
                .flatMap(models -> Successors.alike(models, base))
                .map(model -> ", for example -m " + callable(model))
                .orElse("");
    }

    /** What GetFoundationModelAvailability says is missing. */
    Advice noAccess(Refusal refusal, RefusedCall call) {
        String base = foundation(call);
        Optional<ModelAvailability> told =
                base.isEmpty() ? Optional.empty() : asking.ask(() -> bedrock.availability(base));
        boolean restricted = refusal.cause() == RefusalCause.ACCOUNT_NOT_AUTHORIZED;
        if (told.isEmpty()) {
            String fix = "request access to " + (base.isEmpty() ? "the model" : base) + " in " + region() + ": "
                    + Partition.console(region(), "model-catalog")
                    + (restricted ? "; if it is granted, open a case with AWS Support" : "");
            return new Advice(refusal.cause().words(), fix, ACCESS);
        }
        return missing(base, told.get(), refusal.cause().words());
    }

    /** The model that access is granted for: an application profile does not tell it, but is asked. */
    private String foundation(RefusedCall call) {
        ModelId model = call.model();
        if (model == null || model.kind() != ModelId.Kind.APPLICATION_INFERENCE_PROFILE) {
            return call.base().orElse("");
        }
        return asking.ask(() -> bedrock.inferenceProfile(model.value()).models().stream()
                        .map(RegionModels::baseOf)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(""))
                .orElse("");
    }

    /** @param why what is said where no status stands in the way */
    Advice missing(String base, ModelAvailability told, String why) {
        if ("NOT_AVAILABLE".equals(told.region())) {
            return Advice.of(
                    region() + " does not have this model",
                    elsewhere(base).orElse("another region may have it: bedrock list-models --region REGION"));
        }
        String agreement = told.agreement();
        if ("PENDING".equals(agreement)) {
            return new Advice(
                    RefusalCause.AGREEMENT_PENDING.words(),
                    "wait some 15 minutes and try again; bedrock list-models --search " + base + " --accessible",
                    ACCESS);
        }
        if ("ERROR".equals(agreement)) {
            String error = told.agreementError();
            return new Advice(
                    "the account's agreement for this model failed" + (error == null ? "" : " (" + error + ")"),
                    "mend that, then call the model again",
                    ACCESS);
        }
        if ("NOT_AVAILABLE".equals(agreement)) {
            return new Advice("the account has not accepted the model's agreement", accept(base), ACCESS);
        }
        if ("NOT_AUTHORIZED".equals(told.authorization())) {
            return new Advice(
                    "the account is not authorized for this model",
                    "request access to " + base + ": " + Partition.console(region(), "model-catalog"),
                    ACCESS);
        }
        if ("NOT_AVAILABLE".equals(told.entitlement())) {
            return new Advice(
                    "the account is not entitled to this model",
                    "have someone with aws-marketplace:Subscribe and aws-marketplace:ViewSubscriptions call it once,"
                            + " then wait two minutes",
                    ACCESS);
        }
        return new Advice(
                why + ", although authorization, agreement and region are all granted",
                "granted lately: wait two minutes and try again; else open a case with AWS Support",
                ACCESS);
    }

    private String accept(String base) {
        String region = region();
        return "accept it: aws bedrock create-foundation-model-agreement --region " + region + " --model-id " + base
                + " --offer-token \"$(aws bedrock list-foundation-model-agreement-offers --region " + region
                + " --model-id " + base + " --query 'offers[0].offerToken' --output text)\"";
    }

    /** The regions that list a model, those of the same geography first. */
    private Optional<String> elsewhere(String base) {
        if (base.isEmpty()) {
            return Optional.empty();
        }
        String own = region();
        String geography = own.substring(0, Math.max(0, own.indexOf('-')));
        List<String> others = asking.ask(bedrock::regions).orElse(List.of()).stream()
                .filter(region -> !region.equals(own))
                .sorted(Comparator.comparing((String region) -> !region.startsWith(geography + "-")))
                .toList();
        Map<String, Boolean> answers = asking.askEach(
                others,
                region -> bedrock.in(region).foundationModels(ModelFilter.NONE).stream()
                        .anyMatch(model -> model.id().equals(base)));
        List<String> having = others.stream()
                .filter(region -> answers.getOrDefault(region, false))
                .toList();
        if (having.isEmpty()) {
            return Optional.empty();
        }
        String named = String.join(", ", having.subList(0, Math.min(NAMED, having.size())));
        String more = having.size() > NAMED ? " and " + (having.size() - NAMED) + " more" : "";
        return Optional.of("use --region " + having.get(0) + ": " + base + " is in " + named + more);
    }

    /** A model that is called through profiles only is called by one of them. */
    private String callable(ModelSummary model) {
        return model.inferenceTypes().contains("ON_DEMAND")
                ? model.id()
                : profileIds(model.id()).stream().findFirst().orElse(model.id());
    }

    /** System-defined profiles of the model that serve here, in the order in which one is chosen. */
    private List<String> profileIds(String base) {
        return base.isEmpty()
                ? List.of()
                : asking.ask(() -> new ProfileChoice(here, true).ids(base)).orElse(List.of());
    }

    /** A profile of another geography, or a model behind profiles only: what this region calls it. */
    private Optional<String> twin(@Nullable ModelId model) {
        if (model == null || model.kind() != ModelId.Kind.INFERENCE_PROFILE) {
            return Optional.empty();
        }
        String base = model.base().orElse("");
        return profileIds(base).stream()
                .filter(id -> !id.equals(model.value()))
                .findFirst()
                .or(() -> asking.ask(here::models).orElse(List.of()).stream()
                        .filter(listed -> listed.id().equals(base))
                        .filter(listed -> listed.inferenceTypes().contains("ON_DEMAND"))
                        .map(ModelSummary::id)
                        .findFirst());
    }

    /** Ids end in versions that people leave out: what goes on from the typed is nearer than what is spelled alike. */
    private Optional<String> nearest(String id) {
        boolean profile = ModelId.of(id).geography().isPresent();
        List<String> known = profile
                ? asking.ask(here::profiles).orElse(List.of()).stream()
                        .filter(row -> row.kind() == ModelSummary.Kind.SYSTEM_PROFILE)
                        .map(ModelSummary::id)
                        .toList()
                : active().map(ModelSummary::id).toList();
        Optional<String> near = known.stream()
                .filter(candidate -> id.length() > 4 && (candidate.startsWith(id) || candidate.contains("." + id)))
                .max(Comparator.naturalOrder())
                .or(() -> Spelling.nearest(id, known));
        return profile
                ? near
                : near.flatMap(found -> active().filter(model -> model.id().equals(found))
                                .findFirst())
                        .map(this::callable);
    }

    private Stream<ModelSummary> active() {
        return asking.ask(here::models).orElse(List.of()).stream().filter(model -> !"LEGACY".equals(model.lifecycle()));
    }

    /** An ARN of another region than the one that was asked. */
    private Optional<String> foreign(String arn) {
        return Arn.regionOf(arn)
                .filter(there -> !there.equals(region()))
                .map(there -> "--region " + there + ": the ARN is of that region, the call went to " + region());
    }

    private String region() {
        return asking.ask(bedrock::region).orElse("this region");
    }

    private static String baseOf(String id) {
        try {
            return ModelId.of(id).base().orElse(id);
        } catch (UsageException e) {
            return id;
        }
    }
}
