package io.github.bedrockcli.access;

import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelReport.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the four statuses of a model's access come to. A status that is missing or new is never taken for a no. */
final class Verdicts {
    private Verdicts() {}

    /** The first status that stands in the way is the one named: the region, then what the account lacks. */
    static Verdict of(ModelAvailability access) {
        if ("NOT_AVAILABLE".equals(access.region())) {
            return no("this region does not have the model");
        }
        if ("NOT_AUTHORIZED".equals(access.authorization())) {
            return no("the account is not authorised to use the model");
        }
        if (List.of("NOT_AVAILABLE", "PENDING", "ERROR").contains(String.valueOf(access.agreement()))) {
            return no(agreement(access));
        }
        if ("NOT_AVAILABLE".equals(access.entitlement())) {
            return no("the account has no entitlement to the model");
        }
        String missing = missing(access);
        return missing == null ? new Verdict(true, "") : new Verdict(null, missing);
    }

    private static String agreement(ModelAvailability access) {
        return switch (String.valueOf(access.agreement())) {
            case "PENDING" -> "the agreement for the model is pending";
            case "ERROR" ->
                "the agreement for the model failed"
                        + (access.agreementError() == null ? "" : ": " + access.agreementError());
            default -> "the agreement for the model is not accepted";
        };
    }

    private static @Nullable String missing(ModelAvailability access) {
        if (!"AVAILABLE".equals(access.region())) {
            return unsaid("region", access.region());
        }
        if (!"AUTHORIZED".equals(access.authorization())) {
            return unsaid("authorization", access.authorization());
        }
        if (!"AVAILABLE".equals(access.agreement())) {
            return unsaid("agreement", access.agreement());
        }
        return "AVAILABLE".equals(access.entitlement()) ? null : unsaid("entitlement", access.entitlement());
    }

    private static String unsaid(String status, @Nullable String word) {
        return word == null ? "the service does not tell the " + status : status + " is " + word;
    }

    private static Verdict no(String why) {
        return new Verdict(false, why);
    }
}
