package io.github.bedrockcli.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** A session that is kept between runs. */
final class CachedSession implements CredentialSource {
    /**
     * How long a kept session must still be good. More than {@link Refreshing} wants, which would otherwise be given
     * the same again; less than the quarter of an hour of the AWS CLI, which never uses a role of 15 minutes twice.
     */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final SessionCache cache;
    private final Supplier<String> key;
    private final CredentialSource source;
    private final Clock clock;

    CachedSession(SessionCache cache, Supplier<String> key, CredentialSource source, Clock clock) {
        this.cache = cache;
        this.key = key;
        this.source = source;
        this.clock = clock;
    }

    @Override
    public AwsCredentials fetch() {
        String name = key.get();
        Optional<AwsSessionCredentials> kept = cache.find(name).filter(this::good);
        if (kept.isPresent()) {
            return kept.get();
        }
        AwsCredentials fresh = source.fetch();
        if (fresh instanceof AwsSessionCredentials session) {
            cache.keep(name, session);
        }
        return fresh;
    }

    private boolean good(AwsSessionCredentials session) {
        return session.expirationTime()
                .map(end -> clock.instant().plus(MARGIN).isBefore(end))
                .orElse(false);
    }
}
