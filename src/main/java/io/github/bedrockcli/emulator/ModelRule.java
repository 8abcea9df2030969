package io.github.bedrockcli.emulator;

import org.jspecify.annotations.Nullable;

/** What an account file says of the models that a pattern fits; what it leaves out is null. */
record ModelRule(
        Wildcard pattern,
        @Nullable String authorization,
        @Nullable String entitlement,
        @Nullable String region,
        @Nullable String agreement,
        @Nullable String agreementError,
        @Nullable Boolean formMissing,
        @Nullable ModelRefusal refusal) {

    Standing over(Standing under) {
        return new Standing(
                authorization == null ? under.authorization() : authorization,
                entitlement == null ? under.entitlement() : entitlement,
                region == null ? under.region() : region,
                agreement == null ? under.agreement() : agreement,
                agreementError == null ? under.agreementError() : agreementError,
                formMissing == null ? under.formMissing() : formMissing,
                refusal == null ? under.refusal() : refusal);
    }
}
