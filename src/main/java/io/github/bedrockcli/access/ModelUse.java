package io.github.bedrockcli.access;

import io.github.bedrockcli.family.AsyncFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.RerankFamily;
import io.github.bedrockcli.family.TextFamily;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.function.Predicate;

/** What a model is wanted for, which decides the models that a short name may mean. */
public enum ModelUse {
    /** Text, as in a chat. */
    TEXT("gives text", " --output-modality TEXT"),
    /** Text, else pictures, else whatever it gives. */
    ANSWER("answers a prompt", ""),
    /** What is written to S3. */
    ASYNC("answers asynchronously", ""),
    /** Vectors of texts: a model for texts alone goes before one that takes pictures too. */
    TEXT_VECTORS("gives embeddings", " --output-modality EMBEDDING"),
    /** Vectors of pictures, with or without texts. */
    PICTURE_VECTORS("gives embeddings", " --output-modality EMBEDDING"),
    /** Documents in an order. */
    RANKING("ranks documents", " --search rerank"),
    /** Whatever it is. */
    ANY("answers", "");

    private final String words;
    private final String filter;

    ModelUse(String words, String filter) {
        this.words = words;
        this.filter = filter;
    }

    /** What the model has to do, for "no model that ...". */
    String words() {
        return words;
    }

    /** The command that lists such models. */
    String listing() {
        return "bedrock list-models" + filter;
    }

    /** Who fits, the best first: a later one counts where no model fits an earlier one. */
    List<Predicate<ModelSummary>> tiers() {
        return switch (this) {
            case TEXT -> List.of(ModelUse::givesText);
            case ANSWER -> List.of(ModelUse::givesText, model -> gives(model, "IMAGE"), ModelUse::isNoHelper);
            case ASYNC -> List.of(ModelUse::answersLater);
            case TEXT_VECTORS ->
                List.of(
                        model -> gives(model, "EMBEDDING")
                                && model.inputModalities().equals(List.of("TEXT")),
                        model -> gives(model, "EMBEDDING"));
            case PICTURE_VECTORS ->
                List.of(
                        model -> gives(model, "EMBEDDING")
                                && model.inputModalities().contains("IMAGE"),
                        model -> gives(model, "EMBEDDING"));
            case RANKING -> List.of(ModelUse::ranks);
            case ANY -> List.of(model -> true);
        };
    }

    private static boolean gives(ModelSummary model, String modality) {
        return model.outputModalities().contains(modality);
    }

    private static boolean givesText(ModelSummary model) {
        return (model.outputModalities().isEmpty() ? is(model, TextFamily.class) : gives(model, "TEXT"))
                && isNoHelper(model);
    }

    /** Rerank models are listed as giving text. Source: the recorded list of us-west-2. */
    private static boolean ranks(ModelSummary model) {
        return is(model, RerankFamily.class);
    }

    private static boolean isNoHelper(ModelSummary model) {
        return !ranks(model) && !gives(model, "EMBEDDING");
    }

    private static boolean answersLater(ModelSummary model) {
        return gives(model, "VIDEO") || is(model, AsyncFamily.class);
    }

    private static boolean is(ModelSummary model, Class<?> sort) {
        try {
            return Families.of(ModelId.of(model.id())).filter(sort::isInstance).isPresent();
        } catch (UsageException e) {
            return false;
        }
    }
}
