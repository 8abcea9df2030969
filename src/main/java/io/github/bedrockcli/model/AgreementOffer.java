package io.github.bedrockcli.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One offer of ListFoundationModelAgreementOffers: on what terms a third-party model is to be had. The offer's token,
 * which accepts it, is left out: it is not ours to show.
 *
 * @param legalUrl where the licence stands
 * @param refundPolicy of the support term
 * @param duration of the agreement, ISO 8601
 */
public record AgreementOffer(
        @Nullable String id,
        List<Price> prices,
        @Nullable String legalUrl,
        @Nullable String refundPolicy,
        @Nullable String duration) {
    public AgreementOffer {
        prices = List.copyOf(prices);
    }

    /** One line of the rate card, in the service's own words. */
    public record Price(
            @Nullable String dimension,
            @Nullable String price,
            @Nullable String unit,
            @Nullable String description) {}
}
