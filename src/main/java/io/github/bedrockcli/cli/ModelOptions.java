package io.github.bedrockcli.cli;

import io.github.bedrockcli.family.ImageRequest;
import io.github.bedrockcli.family.TextRequest;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.ModelId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model is asked, and through which API. */
final class ModelOptions {
    static final String DEFAULT_MODEL = "amazon.nova-lite-v1:0";

    @Option(
            names = {"-m", "--model"},
            paramLabel = "ID",
            defaultValue = DEFAULT_MODEL,
            description = "Model id, inference profile id, or any ARN that Bedrock takes; also BEDROCK_MODEL"
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

    ModelId id() {
        return ModelId.of(model);
    }

    @Nullable
    String family() {
        return family;
    }

    ApiChoice api() {
        return api;
    }

    /** The way to ask the model, if it is one that makes pictures. */
    Optional<ImageRequest> image() {
        return ImageRequest.choose(id(), family);
    }

    /** Who builds the request to a text model and reads the answer. */
    TextRequest choose() {
        return TextRequest.choose(id(), api, family);
    }
}
