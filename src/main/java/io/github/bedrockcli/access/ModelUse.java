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
    TEXT("gives text", " --output-modality TEXT", ModelUse::givesText),
    /** Text, else pictures, else whatever it gives. */
    ANSWER("answers a prompt", "", ModelUse::givesText, model -> gives(model, "IMAGE"), ModelUse::isNoHelper),
    /** What is written to S3. */
    ASYNC("answers asynchronously", "", ModelUse::answersLater),
    /** Vectors of texts: a model for texts alone goes before one that takes pictures too. */
    TEXT_VECTORS(
            "gives embeddings",
            " --output-modality EMBEDDING",
            model -> gives(model, "EMBEDDING") && model.inputModalities().equals(List.of("TEXT")),
            model -> gives(model, "EMBEDDING")),
    /** Vectors of pictures, with or without texts. */
    PICTURE_VECTORS(
            "gives embeddings",
            " --output-modality EMBEDDING",
            model -> gives(model, "EMBEDDING") && model.inputModalities().contains("IMAGE"),
            model -> gives(model, "EMBEDDING")),
    /** Documents in an order. */
    RANKING("ranks documents", " --search rerank", ModelUse::ranks),
    /** Whatever it is. */
    ANY("answers", "", model -> true);

    private final String words;
    private final String filter;
    private final List<Predicate<ModelSummary>> tiers;

    @SafeVarargs
    @SuppressWarnings("varargs")
    ModelUse(String words, String filter, Predicate<ModelSummary>... tiers) {
        this.words = words;
        this.filter = filter;
        this.tiers = List.of(tiers);
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
        return tiers;
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
