package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.ModelLookup;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;

/** Who tells what is behind an ARN: Bedrock, or nobody where a request is only shown, which takes no credentials. */
@FunctionalInterface
interface ModelQuestions {
    BaseModel ask(ModelId id);

    static ModelQuestions to(Bedrock bedrock, Notes notes) {
        return new ModelLookup(bedrock, notes::note, notes::detail)::ask;
    }

    /** For a request that can be shown without the answer, but may not be the one that would be sent. */
    static ModelQuestions unasked(Notes notes) {
        return id -> {
            if (id.kind() == ModelId.Kind.IMPORTED_MODEL) {
                return refused().ask(id);
            }
            notes.note("note: --print-request does not ask what is behind " + id
                    + "; to see the request of its family, name it with --family");
            return BaseModel.UNKNOWN;
        };
    }

    /** For a request that cannot be built without the answer. */
    static ModelQuestions refused() {
        return id -> {
            throw new UsageException(
                    "the family of " + id + " cannot be told from its id, and --print-request does not ask",
                    "name it with --family NAME; bedrock params shows the families");
        };
    }
}
