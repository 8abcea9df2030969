package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** How long credentials are kept. */
class RefreshingTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicInteger fetched = new AtomicInteger();
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

    @Test
    void keysThatEndAreFetchedAgainShortlyBefore() {
        Refreshing keys = new Refreshing(
                () -> AwsSessionCredentials.builder()
                        .accessKeyId("k" + fetched.incrementAndGet())
                        .secretAccessKey("s")
                        .sessionToken("t")
                        .expirationTime(now.get().plusSeconds(3600))
                        .build(),
                clock);

        assertThat(keys.resolveCredentials().accessKeyId()).isEqualTo("k1");
        now.set(now.get().plusSeconds(3400));
        assertThat(keys.resolveCredentials().accessKeyId()).isEqualTo("k1");
        now.set(now.get().plusSeconds(100));
        assertThat(keys.resolveCredentials().accessKeyId()).isEqualTo("k2");
    }

    @Test
    void keysWithoutAnEndAreFetchedOnce() {
        Refreshing keys = new Refreshing(() -> AwsBasicCredentials.create("k" + fetched.incrementAndGet(), "s"), clock);

        keys.resolveCredentials();
        now.set(now.get().plusSeconds(1_000_000));
        assertThat(keys.resolveCredentials().accessKeyId()).isEqualTo("k1");
    }
}
