package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    /** As at the end of a sign-in, or from an instance whose metadata service lags: the same keys to their very end. */
    @Test
    void keysThatCannotBeReplacedYetServeToTheirEndWithoutAskingForEveryRequest() {
        Instant end = now.get().plusSeconds(60);
        Refreshing keys = new Refreshing(() -> ending("k" + fetched.incrementAndGet(), end), clock);

        for (int request = 0; request < 10; request++) {
            keys.resolveCredentials();
        }
        assertThat(fetched).hasValue(1);
        now.set(now.get().plusSeconds(30));
        keys.resolveCredentials();
        assertThat(fetched).hasValue(2);
        now.set(end);
        keys.resolveCredentials();
        assertThat(fetched).hasValue(3);
    }

    @Test
    void keysThatAreStillGoodServeWhenOthersCannotBeHad() {
        Instant end = now.get().plusSeconds(600);
        Refreshing keys = new Refreshing(
                () -> {
                    if (fetched.incrementAndGet() > 1) {
                        throw BedrockException.of(BedrockException.Kind.NETWORK, "no way")
                                .build();
                    }
                    return ending("k1", end);
                },
                clock);

        keys.resolveCredentials();
        now.set(end.minusSeconds(30));
        assertThat(keys.resolveCredentials().accessKeyId()).isEqualTo("k1");
        now.set(end);
        assertThatThrownBy(keys::resolveCredentials).hasMessage("no way");
    }

    private static AwsSessionCredentials ending(String key, Instant end) {
        return AwsSessionCredentials.builder()
                .accessKeyId(key)
                .secretAccessKey("s")
                .sessionToken("t")
                .expirationTime(end)
                .build();
    }
}
