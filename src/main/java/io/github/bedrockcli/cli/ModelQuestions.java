package io.github.bedrockcli.cli;

import io.github.bedrockcli.access.ModelUse;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.ModelLookup;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Who tells which model is meant, and what is behind an ARN: Bedrock, or nobody where a request is only shown, which takes no
 * credentials.
 */
final class ModelQuestions {
    private final Function<ModelId, BaseModel> behind;
    private final BiFunction<String, ModelUse, ModelId> names;

    private ModelQuestions(Function<ModelId, BaseModel> behind, BiFunction<String, ModelUse, ModelId> names) {
        this.behind = behind;
        this.names = names;
    }

    static ModelQuestions to(Bedrock bedrock, ResolveOptions resolve, Notes notes) {
        return new ModelQuestions(
                new ModelLookup(bedrock, notes::note, notes::detail)::ask, resolve.names(bedrock, notes));
    }

    /** For a request that can be shown without the answer, but may not be the one that would be sent. */
    static ModelQuestions unasked(ResolveOptions resolve, Notes notes) {
        return new ModelQuestions(
                id -> {
                    if (id.kind() == ModelId.Kind.IMPORTED_MODEL) {
                        throw needed(id);
                    }
                    notes.note("note: --print-request does not ask what is behind " + id
                            + "; to see the request of its family, name it with --family");
                    return BaseModel.UNKNOWN;
                },
                resolve.unaskedNames());
    }

    /** For a request that cannot be built without the answer. */
    static ModelQuestions refused(ResolveOptions resolve) {
        return new ModelQuestions(
                id -> {
                    throw needed(id);
                },
                resolve.unaskedNames());
    }

    /** The model that was typed, or that a short name stands for. */
    ModelId named(String typed, ModelUse use) {
        return names.apply(typed, use);
    }

    /** What is behind an ARN that hides its model. */
    BaseModel ask(ModelId id) {
        return behind.apply(id);
    }

    /** For a model that was named already, and behind which nothing is to be looked for. */
    static ModelQuestions answered(ModelId known) {
        return new ModelQuestions(id -> BaseModel.UNKNOWN, (typed, use) -> known);
    }

    private static UsageException needed(ModelId id) {
        return new UsageException(
                "the family of " + id + " cannot be told from its id, and --print-request does not ask",
                "name it with --family NAME; bedrock params shows the families");
    }
}
