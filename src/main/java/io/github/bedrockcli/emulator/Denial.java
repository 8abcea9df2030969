package io.github.bedrockcli.emulator;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A right that the emulated caller lacks.
 *
 * @param action the IAM action; a star stands for any characters
 * @param resource the ARNs that it speaks of; null for every call of the action
 * @param by the kind of policy
 * @param policy ARN of the policy, which the service has told since 2026 where a policy forbids outright
 */
record Denial(
        Wildcard action,
        @Nullable Wildcard resource,
        By by,
        @Nullable String policy) {
    /**
     * The kinds of policy, and the words in which a refusal tells them.
     *
     * <p>Source: IAM user guide, "Troubleshoot access denied error messages", its examples.
     */
    enum By {
        IDENTITY("identity-based policy", false),
        IDENTITY_EXPLICIT("identity-based policy", true),
        SCP("service control policy", true),
        SCP_IMPLICIT("service control policy", false),
        RCP("resource control policy", true),
        BOUNDARY("permissions boundary", false),
        BOUNDARY_EXPLICIT("permissions boundary", true),
        SESSION("session policy", false),
        SESSION_EXPLICIT("session policy", true),
        RESOURCE("resource-based policy", true),
        ENDPOINT("VPC endpoint policy", false),
        ENDPOINT_EXPLICIT("VPC endpoint policy", true);

        private final String kind;
        private final boolean explicit;

        By(String kind, boolean explicit) {
            this.kind = kind;
            this.explicit = explicit;
        }

        /** As the account file has it, such as {@code identity-explicit}. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private String because(String action) {
            return explicit
                    ? "with an explicit deny in " + (kind.startsWith("i") ? "an " : "a ") + kind
                    : "because no " + kind + " allows the " + action + " action";
        }
    }

    /** @param asked the resource's ARN; null for an action that is granted for all resources or for none */
    boolean refuses(String asking, @Nullable String asked) {
        return action.fits(asking) && (resource == null || (asked != null && resource.fits(asked)));
    }

    /**
     * The refusal: 403, its text in a member with a capital, as the layer writes it that asks the policies (public report,
     * BerriAI/litellm pull request 39166). Lists name no resource (public report of a denied bedrock:ListGuardrails).
     */
    ServiceError error(Caller caller, String asking, @Nullable String asked) {
        return ServiceError.unauthorized("User: " + caller.arn() + " is not authorized to perform: " + asking
                + (asked == null ? "" : " on resource: " + asked) + " " + by.because(asking)
                + (policy == null ? "" : ": " + policy));
    }
}
