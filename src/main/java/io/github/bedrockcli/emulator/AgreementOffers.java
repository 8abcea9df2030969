package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The one offer that the emulator has for a model of another maker than Amazon: always the same for the same model.
 *
 * <p>Source of the members: the service model of {@code bedrock} (botocore 1.43). No recording of an offer was found, so the
 * values are made up and say so.
 */
final class AgreementOffers {
    private AgreementOffers() {}

    static ObjectNode of(CatalogueModel model, String region) {
        UUID id = UUID.nameUUIDFromBytes(model.id().getBytes(StandardCharsets.UTF_8));
        ObjectNode offer = Json.object()
                .put("offerId", "offer-emulated-" + id.toString().substring(0, 8))
                .put("offerToken", "emulated-offer-token-" + id);
        ObjectNode terms = offer.putObject("termDetails");
        ArrayNode card = terms.putObject("usageBasedPricingTerm").putArray("rateCard");
        if (model.gives("TEXT")) {
            card.add(rate(region, "InputTokenCount", "0.001", "1K input tokens"));
            card.add(rate(region, "OutputTokenCount", "0.002", "1K output tokens"));
        } else {
            card.add(rate(region, "Requests", "0.01", "request"));
        }
        terms.putObject("legalTerm").put("url", "https://example.com/emulated-terms/" + model.id());
        terms.putObject("supportTerm").put("refundPolicyDescription", "Emulated: there is nothing to refund.");
        terms.putObject("validityTerm").put("agreementDuration", "P365D");
        return offer;
    }

    private static ObjectNode rate(String region, String dimension, String price, String unit) {
        return Json.object()
                .put("dimension", region + "_" + dimension)
                .put("price", price)
                .put("description", "Emulated price for one " + unit)
                .put("unit", unit);
    }
}
