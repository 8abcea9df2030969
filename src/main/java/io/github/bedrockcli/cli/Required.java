package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import io.github.bedrockcli.model.UsageException;
import java.util.List;

/**
 * One {@code --require}.
 *
 * @param listing the list that would have it
 */
record Required(ModelId id, Listing listing) {
    /** @throws UsageException when it is no id, or one of what is never listed */
    static Required of(String typed) {
        ModelId id = ModelId.of(typed);
        return new Required(id, Listing.of(kind(id)));
    }

    boolean isMetBy(ModelSummary row) {
        return row.id().equals(id.value()) || row.arn().equals(id.value());
    }

    /** The row that a list would have, as far as the id tells it: for a list that may not be seen. */
    ModelSummary unlisted(String region) {
        List<String> models = listing == Listing.FOUNDATION_MODELS
                ? List.of()
                : id.base().stream()
                        .map(base -> "arn:aws:bedrock:" + region + "::foundation-model/" + base)
                        .toList();
        String value = id.kind() == ModelId.Kind.FOUNDATION_MODEL ? id.base().orElse(id.value()) : id.value();
        return ModelSummary.of(kind(id), value, id.value(), models);
    }

    private static Kind kind(ModelId id) {
        return switch (id.kind()) {
            case FOUNDATION_MODEL -> Kind.FOUNDATION_MODEL;
            case INFERENCE_PROFILE -> Kind.SYSTEM_PROFILE;
            case APPLICATION_INFERENCE_PROFILE -> Kind.APPLICATION_PROFILE;
            case PROVISIONED_MODEL -> Kind.PROVISIONED_MODEL;
            case CUSTOM_MODEL -> Kind.CUSTOM_MODEL;
            case CUSTOM_MODEL_DEPLOYMENT -> Kind.CUSTOM_MODEL_DEPLOYMENT;
            case IMPORTED_MODEL -> Kind.IMPORTED_MODEL;
            case MARKETPLACE_ENDPOINT -> Kind.MARKETPLACE_ENDPOINT;
            case PROMPT, PROMPT_ROUTER ->
                throw new UsageException("--require: prompts and prompt routers are not listed: " + id);
        };
    }
}
