package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.AgreementOffer;
import io.github.bedrockcli.model.ModelAvailability;
import java.util.List;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.AgreementAvailability;
import software.amazon.awssdk.services.bedrock.model.DimensionalPriceRate;
import software.amazon.awssdk.services.bedrock.model.GetFoundationModelAvailabilityResponse;
import software.amazon.awssdk.services.bedrock.model.LegalTerm;
import software.amazon.awssdk.services.bedrock.model.Offer;
import software.amazon.awssdk.services.bedrock.model.PricingTerm;
import software.amazon.awssdk.services.bedrock.model.SupportTerm;
import software.amazon.awssdk.services.bedrock.model.TermDetails;
import software.amazon.awssdk.services.bedrock.model.ValidityTerm;

/** What the control plane says of an account's access to one model. Words stay as they came. */
final class ModelAccessCalls {
    private ModelAccessCalls() {}

    static ModelAvailability availability(BedrockClient client, String modelId) {
        GetFoundationModelAvailabilityResponse reply =
                client.getFoundationModelAvailability(request -> request.modelId(modelId));
        AgreementAvailability agreement = reply.agreementAvailability();
        return new ModelAvailability(
                modelId,
                agreement == null ? null : agreement.statusAsString(),
                agreement == null ? null : agreement.errorMessage(),
                reply.authorizationStatusAsString(),
                reply.entitlementAvailabilityAsString(),
                reply.regionAvailabilityAsString());
    }

    static List<AgreementOffer> offers(BedrockClient client, String modelId) {
        return client.listFoundationModelAgreementOffers(request -> request.modelId(modelId)).offers().stream()
                .map(ModelAccessCalls::offer)
                .toList();
    }

    private static AgreementOffer offer(Offer offer) {
        TermDetails terms = offer.termDetails();
        PricingTerm pricing = terms == null ? null : terms.usageBasedPricingTerm();
        LegalTerm legal = terms == null ? null : terms.legalTerm();
        SupportTerm support = terms == null ? null : terms.supportTerm();
        ValidityTerm validity = terms == null ? null : terms.validityTerm();
        return new AgreementOffer(
                offer.offerId(),
                pricing == null
                        ? List.of()
                        : pricing.rateCard().stream()
                                .map(ModelAccessCalls::price)
                                .toList(),
                legal == null ? null : legal.url(),
                support == null ? null : support.refundPolicyDescription(),
                validity == null ? null : validity.agreementDuration());
    }

    private static AgreementOffer.Price price(DimensionalPriceRate rate) {
        return new AgreementOffer.Price(rate.dimension(), rate.price(), rate.unit(), rate.description());
    }
}
