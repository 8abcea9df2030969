package io.github.bedrockcli.access;

import io.github.bedrockcli.access.Doctor.Wanted;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import java.util.List;
import java.util.function.Consumer;

/** The step of a check-up that tells whether a model is called by its own id, or through which inference profile. */
final class ProfileCheck {
    private final Bedrock bedrock;
    private final Wanted wanted;
    private final RegionModels region;
    private final TimeLeft time;
    private final Consumer<Check> report;

    ProfileCheck(Bedrock bedrock, Wanted wanted, RegionModels region, TimeLeft time, Consumer<Check> report) {
        this.bedrock = bedrock;
        this.wanted = wanted;
        this.region = region;
        this.time = time;
        this.report = report;
    }

    /** Says by which id the model is called, and gives it. */
    ModelId of(ModelId id, Asked<List<ModelSummary>> models, Asked<List<ModelSummary>> profiles) {
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
                ? Asked.of(time.ask(() -> bedrock.inferenceProfile(id.value())))
                : new Asked<>(region.profile(id.value()).orElse(null), null);
        ModelSummary profile = asked.value();
        BedrockException failure = asked.failure();
        if (profile != null) {
            List<String> regions = RegionModels.destinations(profile);
            report.accept(
                    Check.ok("profile", id + (regions.isEmpty() ? "" : " routes to " + String.join(", ", regions))));
        } else if (failure != null) {
            report.accept(Check.unanswered("profile", "bedrock:GetInferenceProfile", failure));
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
}
