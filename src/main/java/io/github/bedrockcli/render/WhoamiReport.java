package io.github.bedrockcli.render;

import io.github.bedrockcli.model.CallerIdentity;
import io.github.bedrockcli.model.CredentialReport;
import io.github.bedrockcli.model.SessionKeys;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the caller.
 *
 * @param keys null when the credentials could not be had
 * @param caller null when STS was not asked, or did not say
 * @param problem why something is not known, in one line; null when nothing went wrong
 */
public record WhoamiReport(
        CredentialReport report,
        @Nullable SessionKeys keys,
        @Nullable CallerIdentity caller,
        @Nullable String problem) {
    /** As STS says, or else as the keys themselves tell. */
    @Nullable
    String account() {
        if (caller != null) {
            return caller.account();
        }
        return keys == null ? null : keys.account();
    }
}
