package io.github.bedrockcli.access;

import io.github.bedrockcli.model.ModelId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The call that failed.
 *
 * @param operation the API's name of it, which is the name of its permission unless a model is called
 * @param model that was called, or null for what calls none
 */
record RefusedCall(String operation, @Nullable ModelId model) {
    /** The permission it takes. Source: Service Authorization Reference, Amazon Bedrock: Converse has none of its own. */
    String action() {
        return "bedrock:" + operation;
    }

    boolean callsModel() {
        return model != null;
    }

    /** The foundation model, where the id tells it. */
    Optional<String> base() {
        return Optional.ofNullable(model).flatMap(ModelId::base);
    }

    String modelName() {
        return model == null ? "the model" : model.value();
    }
}
