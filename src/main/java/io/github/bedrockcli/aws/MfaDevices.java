package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;

/** What STS says of MFA devices, explained. */
final class MfaDevices {
    private MfaDevices() {}

    /**
     * Source of the words: "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA
     * serial number is valid and associated with this user.", STS.
     */
    static BedrockException explained(BedrockException failure, String serial) {
        return failure.kind() == Kind.ACCESS_DENIED
                        && failure.getMessage().startsWith("MultiFactorAuthentication failed")
                ? failure.about(
                        failure.getMessage(),
                        "check that " + serial + " is a device of the caller: aws iam list-mfa-devices")
                : failure;
    }
}
