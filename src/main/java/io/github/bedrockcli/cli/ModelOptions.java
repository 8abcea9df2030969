package io.github.bedrockcli.cli;

import io.github.bedrockcli.access.ModelUse;
import io.github.bedrockcli.family.ModelTarget;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.ModelId;
import org.jspecify.annotations.Nullable;

/** Which model is asked, and through which API. */
final class ModelOptions {
    static final String DEFAULT_MODEL = "amazon.nova-lite-v1:0";

    private String model = DEFAULT_MODEL;
    private @Nullable String family;
    private ApiChoice api = ApiChoice.AUTO;
    private final ResolveOptions resolve = new ResolveOptions();

    void declare(Declarations command) {
        command.option(
                        "-m, --model",
                        "ID",
                        "Model id, inference profile id, any ARN that Bedrock takes, or a short name such as haiku for"
                                + " the newest such model of the region; also BEDROCK_MODEL"
                                + " (default: " + DEFAULT_MODEL + ").")
                .byDefault(DEFAULT_MODEL)
                .text(value -> model = value);
        command.option(
                        "--family",
                        "NAME",
                        "Family of a model whose id does not tell it (custom, imported, provisioned):"
                                + " ${COMPLETION-CANDIDATES}.")
                .suggesting(new FamilyNames.OfAnswers())
                .text(value -> family = value);
        command.option(
                        "--api",
                        "API",
                        "auto, invoke or converse; auto takes the family's own request where there is one, else"
                                + " Converse (default: auto).")
                .byDefault("auto")
                .word(ApiChoice.values(), value -> api = value);
        resolve.declare(command);
    }

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
