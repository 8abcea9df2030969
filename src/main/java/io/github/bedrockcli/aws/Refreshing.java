package io.github.bedrockcli.aws;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Keeps the credentials of a source for as long as they last. */
final class Refreshing implements AwsCredentialsProvider {
    /** A request signed just before the end must still arrive in time. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final CredentialSource source;
    private final Clock clock;
    private @Nullable AwsCredentials current;

    Refreshing(CredentialSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        AwsCredentials known = current;
        if (known == null || expiring(known)) {
            known = source.fetch();
            current = known;
        }
        return known;
    }

    private boolean expiring(AwsCredentials credentials) {
        return credentials
                .expirationTime()
                .map(end -> clock.instant().plus(MARGIN).isAfter(end))
                .orElse(false);
    }
}
