package io.github.bedrockcli.cli;

import io.github.bedrockcli.access.ModelUse;
import io.github.bedrockcli.family.ModelTarget;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.ModelId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model is asked, and through which API. */
final class ModelOptions {
    static final String DEFAULT_MODEL = "amazon.nova-lite-v1:0";

    @Option(
            names = {"-m", "--model"},
            paramLabel = "ID",
            defaultValue = DEFAULT_MODEL,
            description =
                    "Model id, inference profile id, any ARN that Bedrock takes, or a short name such as haiku for"
                            + " the newest such model of the region; also BEDROCK_MODEL"
                            + " (default: " + DEFAULT_MODEL + ").")
    private String model = DEFAULT_MODEL;

    @Option(
            names = "--family",
            paramLabel = "NAME",
            completionCandidates = FamilyNames.OfAnswers.class,
            description = "Family of a model whose id does not tell it (custom, imported, provisioned):"
                    + " ${COMPLETION-CANDIDATES}.")
    private @Nullable String family;

    @Option(
            names = "--api",
            paramLabel = "API",
            defaultValue = "auto",
            description = "auto, invoke or converse; auto takes the family's own request where there is one, else"
                    + " Converse (default: auto).")
    private ApiChoice api = ApiChoice.AUTO;

    @Mixin
    private ResolveOptions resolve = new ResolveOptions();

    ResolveOptions resolve() {
        return resolve;
    }

    ModelId id(ModelQuestions questions, ModelUse use) {
        return questions.named(model, use);
    }

    @Nullable
    String family() {
        return family;
    }

    ApiChoice api() {
        return api;
    }

    /** The model that was typed; nobody has been asked what an ARN hides. */
    ModelTarget target(ModelQuestions questions, ModelUse use) {
        return new ModelTarget(id(questions, use), api, family);
    }
}
