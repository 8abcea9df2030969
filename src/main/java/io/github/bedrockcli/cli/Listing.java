package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.ModelSummary.Kind;
import java.util.Locale;

/** The lists of which a model list is put together: each is a call of its own, with a permission of its own. */
enum Listing {
    FOUNDATION_MODELS,
    INFERENCE_PROFILES,
    CUSTOM_MODELS,
    CUSTOM_MODEL_DEPLOYMENTS,
    IMPORTED_MODELS,
    PROVISIONED_THROUGHPUTS,
    MARKETPLACE_ENDPOINTS;

    static Listing of(Kind kind) {
        return switch (kind) {
            case FOUNDATION_MODEL -> FOUNDATION_MODELS;
            case SYSTEM_PROFILE, APPLICATION_PROFILE -> INFERENCE_PROFILES;
            case CUSTOM_MODEL -> CUSTOM_MODELS;
            case CUSTOM_MODEL_DEPLOYMENT -> CUSTOM_MODEL_DEPLOYMENTS;
            case IMPORTED_MODEL -> IMPORTED_MODELS;
            case PROVISIONED_MODEL -> PROVISIONED_THROUGHPUTS;
            case MARKETPLACE_ENDPOINT -> MARKETPLACE_ENDPOINTS;
        };
    }

    /** What it lists, as people call it: {@code custom models}. */
    String plural() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
