package io.github.bedrockcli.model;

import org.jspecify.annotations.Nullable;

/**
 * Credentials that are there, whether they are used or not.
 *
 * @param kind {@code api-key environment web-identity profile container instance}
 * @param what in words, such as {@code profile dev}
 * @param key the access key id, masked but for its last four characters; null where none stands there
 * @param lost why others were taken; null for the ones that are used
 */
public record CredentialCandidate(
        String kind,
        String what,
        SettingSource source,
        @Nullable String key,
        @Nullable String lost) {
    public boolean won() {
        return lost == null;
    }
}
