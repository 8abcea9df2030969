package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import org.jspecify.annotations.Nullable;

/**
 * How an account stands to one model: the four words of GetFoundationModelAvailability, and what the service refuses that
 * they do not tell.
 *
 * @param agreementError told beside an agreement that failed
 * @param formMissing whether Anthropic's use case form was never sent
 */
record Standing(
        String authorization,
        String entitlement,
        String region,
        String agreement,
        @Nullable String agreementError,
        boolean formMissing,
        @Nullable ModelRefusal refusal) {
    static final String YES = "AVAILABLE";
    static final String NO = "NOT_AVAILABLE";

    /** Everything is to be had. */
    static final Standing OPEN = new Standing("AUTHORIZED", YES, YES, YES, null, false, null);

    Standing outsideTheRegion() {
        return new Standing(authorization, entitlement, NO, agreement, agreementError, formMissing, refusal);
    }

    /** Lets an invocation pass, or tells why not: what the file says outright, then what the statuses mean. */
    void check(CatalogueModel model) {
        if (refusal != null) {
            throw refusal.error(model);
        }
        if (region.equals(NO)) {
            throw ServiceError.unknownModel();
        }
        if (!authorization.equals("AUTHORIZED")) {
            throw ModelRefusal.ACCOUNT.error(model);
        }
        if (entitlement.equals(NO)) {
            throw ModelRefusal.ACCESS.error(model);
        }
        if (formMissing) {
            throw ModelRefusal.FORM.error(model);
        }
        switch (agreement) {
            case YES -> {}
            case "PENDING" -> throw ModelRefusal.SUBSCRIPTION_PENDING.error(model);
            case "ERROR" -> throw ModelRefusal.PAYMENT.error(model);
            default -> throw ModelRefusal.MARKETPLACE_RIGHTS.error(model);
        }
    }

    /** The reply of GetFoundationModelAvailability. */
    ObjectNode reply(String modelId) {
        ObjectNode reply = Json.object().put("modelId", modelId);
        ObjectNode agreed = reply.putObject("agreementAvailability").put("status", agreement);
        if (agreementError != null) {
            agreed.put("errorMessage", agreementError);
        }
        return reply.put("authorizationStatus", authorization)
                .put("entitlementAvailability", entitlement)
                .put("regionAvailability", region);
    }
}
