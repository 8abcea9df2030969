package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Keeps the credentials of a source for as long as they last. */
final class Refreshing implements AwsCredentialsProvider {
    /** A request signed just before the end must still arrive in time. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    /** Between two tries to replace what is still good: a source may go on giving the same keys to their very end. */
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final CredentialSource source;
    private final Clock clock;
    /** Read without the lock while they are good: every call asks, and calls would wait for each other. */
    private volatile @Nullable AwsCredentials current;

    private Instant asked = Instant.MIN;

    Refreshing(CredentialSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        AwsCredentials known = current;
        return known == null || ended(known, MARGIN) ? renewed() : known;
    }

    private synchronized AwsCredentials renewed() {
        AwsCredentials known = current;
        if (known == null || ended(known, Duration.ZERO)) {
            return fetch();
        }
        if (!ended(known, MARGIN) || clock.instant().isBefore(asked.plus(PAUSE))) {
            return known;
        }
        try {
            return fetch();
        } catch (BedrockException e) {
            // These are still good; where getting others fails, the next request after the pause tries again.
            return known;
        }
    }

    private AwsCredentials fetch() {
        asked = clock.instant();
        AwsCredentials fresh = source.fetch();
        check(fresh.accessKeyId(), "access key id");
        if (fresh instanceof AwsSessionCredentials session) {
            check(session.sessionToken(), "session token");
        }
        current = fresh;
        return fresh;
    }

    /** Both become part of a header. */
    private static void check(String text, String what) {
        if (!Text.fitsHeader(text)) {
            throw BedrockException.of(
                            Kind.CREDENTIALS,
                            "the " + what + " of these credentials has a line break or the like in it")
                    .fix("copy it anew in one line to where bedrock whoami says that it stands")
                    .build();
        }
    }

    private boolean ended(AwsCredentials credentials, Duration margin) {
        return credentials
                .expirationTime()
                .map(end -> !clock.instant().plus(margin).isBefore(end))
                .orElse(false);
    }
}
