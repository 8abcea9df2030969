package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.Refusal;
import io.github.bedrockcli.aws.RefusalCause;
import io.github.bedrockcli.model.AgreementOffer;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelDetails;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelReport;
import io.github.bedrockcli.model.ModelReport.Route;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.Told;
import io.github.bedrockcli.model.UsageException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks everything that the control plane tells of one model, all at the same time; what is refused stays open. */
public final class ModelInquiry {
    /** For one answer; what an ARN hides takes two, one after the other. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    /** For looking up what was meant instead of an id that nobody has. */
    private static final Duration ADVICE = Duration.ofSeconds(4);

    private final Bedrock bedrock;
    private final Duration patience;
    private final RegionModels region;

    public ModelInquiry(Bedrock bedrock) {
        this(bedrock, PATIENCE);
    }

    /** @param patience the longest that one answer is waited for */
    ModelInquiry(Bedrock bedrock, Duration patience) {
        this.bedrock = bedrock;
        this.patience = patience;
        this.region = new RegionModels(bedrock);
    }

    /**
     * Asks of a model. The report has no parameters yet.
     *
     * @throws BedrockException when there is no such model, or when nothing at all was answered
     */
    public ModelReport ask(ModelId id) {
        if (id.kind() == ModelId.Kind.PROMPT) {
            throw new UsageException(
                    "what is behind a prompt is not told by Bedrock's model lists: " + id,
                    "bedrock show-model of the model that the prompt names");
        }
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "bedrock-question");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return ask(id, threads);
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        } finally {
            threads.shutdown();
        }
    }

    private ModelReport ask(ModelId id, ExecutorService threads) {
        bedrock.region(); // No region: said once, before anything is asked.
        var models = later("ListFoundationModels", region::models, threads);
        var profiles = later("ListInferenceProfiles", region::profiles, threads);
        var own = own(id, threads);
        var behind = id.hidesItsModel() && !isProfile(id)
                ? later(behindOperation(id), () -> bedrock.baseModel(id), threads)
                : CompletableFuture.completedFuture(Question.<BaseModel>unasked());
        String base = id.base().orElseGet(() -> base(own.join(), behind.join()));
        var details = of(base, "GetFoundationModel", bedrock::foundationModel, threads);
        boolean called = isProfile(id) || id.kind() == ModelId.Kind.FOUNDATION_MODEL;
        var access = of(called ? base : null, "GetFoundationModelAvailability", bedrock::availability, threads);
        boolean foreign = called && base != null && !base.startsWith("amazon.");
        var offers = of(foreign ? base : null, "ListFoundationModelAgreementOffers", bedrock::agreementOffers, threads);
        Answers answers = new Answers(
                id,
                base,
                models.join(),
                profiles.join(),
                own.join(),
                behind.join(),
                details.join(),
                access.join(),
                offers.join());
        return report(answers);
    }

    private <T> CompletableFuture<Question<T>> later(String operation, Supplier<T> call, ExecutorService threads) {
        return CompletableFuture.supplyAsync(() -> Question.ask(operation, call), threads)
                .completeOnTimeout(Question.late(operation, patience), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <T> CompletableFuture<Question<T>> of(
            @Nullable String base,
            String operation,
            java.util.function.Function<String, T> call,
            ExecutorService threads) {
        return base == null
                ? CompletableFuture.completedFuture(Question.unasked())
                : later(operation, () -> call.apply(base), threads);
    }

    /** What the id is, where it is no foundation model's. */
    private CompletableFuture<Question<ModelSummary>> own(ModelId id, ExecutorService threads) {
        return switch (id.kind()) {
            case FOUNDATION_MODEL, PROMPT, PROMPT_ROUTER -> CompletableFuture.completedFuture(Question.unasked());
            case INFERENCE_PROFILE, APPLICATION_INFERENCE_PROFILE ->
                later("GetInferenceProfile", () -> bedrock.inferenceProfile(id.value()), threads);
            case PROVISIONED_MODEL ->
                later("ListProvisionedModelThroughputs", () -> listed(id, bedrock.provisionedModels()), threads);
            case CUSTOM_MODEL -> later("ListCustomModels", () -> listed(id, bedrock.customModels()), threads);
            case CUSTOM_MODEL_DEPLOYMENT ->
                later("ListCustomModelDeployments", () -> listed(id, bedrock.customDeployments()), threads);
            case IMPORTED_MODEL -> later("ListImportedModels", () -> listed(id, bedrock.importedModels()), threads);
            case MARKETPLACE_ENDPOINT ->
                later("ListMarketplaceModelEndpoints", () -> listed(id, bedrock.marketplaceEndpoints()), threads);
        };
    }

    private ModelSummary listed(ModelId id, List<ModelSummary> list) {
        return list.stream()
                .filter(model -> id.value().equals(model.arn()))
                .findFirst()
                .orElseThrow(() -> BedrockException.of(
                                Kind.REFUSED, "it is not in the account's list in " + bedrock.region())
                        .build());
    }

    /** The operation that {@link Bedrock#baseModel} uses; also the name of the permission. */
    private static String behindOperation(ModelId id) {
        return switch (id.kind()) {
            case PROVISIONED_MODEL -> "GetProvisionedModelThroughput";
            case CUSTOM_MODEL -> "GetCustomModel";
            case CUSTOM_MODEL_DEPLOYMENT -> "GetCustomModelDeployment";
            case IMPORTED_MODEL -> "GetImportedModel";
            default -> "GetPromptRouter";
        };
    }

    private static boolean isProfile(ModelId id) {
        return id.kind() == ModelId.Kind.INFERENCE_PROFILE || id.kind() == ModelId.Kind.APPLICATION_INFERENCE_PROFILE;
    }

    /** The foundation model that was told; null where none was. */
    private static @Nullable String base(Question<ModelSummary> own, Question<BaseModel> behind) {
        Stream<String> listed = own.value() == null ? Stream.of() : own.value().models().stream();
        String told = behind.value() == null ? null : behind.value().arn();
        return Stream.concat(Stream.ofNullable(told), listed)
                .flatMap(arn -> shownBase(arn).stream())
                .findFirst()
                .orElse(null);
    }

    /** The ARN of a custom model shows its base too. */
    private static Optional<String> shownBase(String arn) {
        try {
            return ModelId.of(arn).base();
        } catch (UsageException e) {
            return Optional.empty();
        }
    }

    /** What was answered to all questions. */
    private record Answers(
            ModelId id,
            @Nullable String base,
            Question<List<ModelSummary>> models,
            Question<List<ModelSummary>> profiles,
            Question<ModelSummary> own,
            Question<BaseModel> behind,
            Question<ModelDetails> details,
            Question<ModelAvailability> access,
            Question<List<AgreementOffer>> offers) {}

    private ModelReport report(Answers answers) {
        Told<ModelDetails> details = details(answers);
        Told<ModelSummary> own = own(answers);
        requireFound(answers, details, own);
        BaseModel behind = answers.behind.value();
        ModelAvailability access = answers.access.value();
        String base = answers.base;
        return new ModelReport(
                answers.id,
                bedrock.region(),
                base,
                details,
                own,
                behind == null ? null : behind.architecture(),
                base == null ? Told.nothing() : answers.profiles.told(all -> routes(base)),
                base == null
                        ? Told.nothing()
                        : answers.models.told(all -> Successors.of(all, base).orElse(null)),
                answers.access.told(),
                access == null ? null : AccessRules.of(access, bedrock.region(), routesElsewhere(own.value())),
                answers.offers.told(),
                null);
    }

    /** The row of the list stands in where the details may not be asked for. */
    private Told<ModelDetails> details(Answers answers) {
        String base = answers.base;
        if (base == null || answers.details.value() != null || answers.models.value() == null) {
            return answers.details.told();
        }
        return region.model(base)
                .map(row -> new Told<>(new ModelDetails(row, null, null, null), answers.details.why()))
                .orElseGet(answers.details::told);
    }

    private Told<ModelSummary> own(Answers answers) {
        if (answers.own.value() != null || !isProfile(answers.id) || answers.profiles.value() == null) {
            return answers.own.told();
        }
        return region.profile(answers.id.value()).map(Told::answer).orElseGet(answers.own::told);
    }

    /** A profile need not lead to the region that it is asked in. */
    private boolean routesElsewhere(@Nullable ModelSummary own) {
        return own != null && !RegionModels.destinations(own).contains(bedrock.region());
    }

    private List<Route> routes(String base) {
        return region.profilesOf(base).stream()
                .map(profile -> new Route(
                        profile.kind(),
                        profile.id(),
                        profile.name(),
                        RegionModels.destinations(profile),
                        profile.models().stream().anyMatch(arn -> arn.contains(":bedrock:::")),
                        profile.models()))
                .toList();
    }

    /** @throws BedrockException when nothing tells that there is such a model */
    private void requireFound(Answers answers, Told<ModelDetails> details, Told<ModelSummary> own) {
        boolean foundation = answers.id.kind() == ModelId.Kind.FOUNDATION_MODEL;
        BaseModel behind = answers.behind.value();
        boolean found = foundation
                ? details.value() != null
                : own.value() != null || (behind != null && !behind.equals(BaseModel.UNKNOWN));
        if (found) {
            return;
        }
        Question<?> asked = foundation
                ? answers.details
                : answers.id.kind() == ModelId.Kind.PROMPT_ROUTER ? answers.behind : answers.own;
        Question<List<ModelSummary>> list = foundation ? answers.models : answers.profiles;
        boolean listTells = (foundation || answers.id.kind() == ModelId.Kind.INFERENCE_PROFILE) && list.value() != null;
        if (asked.refused() || listTells) {
            throw unknown(answers, asked.failure());
        }
        boolean anything = answers.access.value() != null || details.value() != null;
        if (!anything && asked.failure() != null) {
            throw asked.failure();
        }
    }

    private BedrockException unknown(Answers answers, @Nullable BedrockException failure) {
        BedrockException.Builder unknown = BedrockException.of(
                        Kind.REFUSED, "no model '" + answers.id.value() + "' in " + bedrock.region())
                .cause(failure)
                .fix(near(answers).map(id -> "did you mean " + id + "?").orElseGet(() -> instead(answers.id)));
        if (failure != null) {
            unknown.code(failure.code().orElse(null))
                    .status(failure.status())
                    .requestId(failure.requestId().orElse(null));
        }
        return unknown.build();
    }

    /** An id that is a slip away, legacy or not: whoever asks what a model is may well ask of an old one. */
    private static Optional<String> near(Answers answers) {
        List<String> known = Stream.of(answers.models, answers.profiles)
                .map(Question::value)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(ModelSummary::id)
                .filter(Objects::nonNull)
                .toList();
        return Spelling.nearest(answers.id.value(), known);
    }

    /** What a call to it would be told; the model stands without an option here. */
    private String instead(ModelId id) {
        Refusal refusal = new Refusal(RefusalCause.UNKNOWN_MODEL, null, null, null, null, null, null);
        try (Asking asking = new Asking(ADVICE)) {
            String fix = new ModelAdvice(bedrock, asking, region)
                    .unknownModel(refusal, new RefusedCall("GetFoundationModel", id))
                    .fix();
            return fix == null ? "bedrock list-models shows the ids of " + bedrock.region() : fix.replace("-m ", "");
        }
    }
}
