package io.github.bedrockcli.model;

import org.jspecify.annotations.Nullable;

/**
 * One step on the way to the credentials that sign: a role, or what it is assumed with.
 *
 * @param kind {@code role web-identity-role mfa-session keys sso process container instance api-key}
 * @param what in words, such as the role's ARN
 * @param mfa the serial number of the MFA device whose code the step takes, or null
 */
public record CredentialStep(
        String kind,
        String what,
        SettingSource source,
        @Nullable String mfa) {}
