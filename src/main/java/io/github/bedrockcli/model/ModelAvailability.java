package io.github.bedrockcli.model;

import org.jspecify.annotations.Nullable;

/**
 * What GetFoundationModelAvailability says of one foundation model, in the service's own words.
 *
 * @param agreement {@code AVAILABLE PENDING NOT_AVAILABLE ERROR}: the licence agreement of a third-party model
 * @param agreementError why the agreement is in error, or null
 * @param authorization {@code AUTHORIZED NOT_AUTHORIZED}: whether the account was let to use the model
 * @param entitlement {@code AVAILABLE NOT_AVAILABLE}
 * @param region {@code AVAILABLE NOT_AVAILABLE}: whether the region has the model
 */
public record ModelAvailability(
        String modelId,
        @Nullable String agreement,
        @Nullable String agreementError,
        @Nullable String authorization,
        @Nullable String entitlement,
        @Nullable String region) {}
