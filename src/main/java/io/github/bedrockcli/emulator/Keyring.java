package io.github.bedrockcli.emulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The access keys that the emulator knows: the fixed development key, and those it has issued itself. */
final class Keyring {
    /** The development access key: a fixed, documented value that opens nothing anywhere else. */
    static final String ACCESS_KEY_ID = "AKIAEMULATOR00000000";

    /** Its secret part, no more secret than the id. */
    static final String SECRET_ACCESS_KEY = "emulator/not+a+secret/0000000000000000000";

    /** The development API key, for {@code Authorization: Bearer}. */
    static final String BEARER_KEY = "bedrock-api-key-emulator-not-a-secret";

    private final Clock clock;
    private final AtomicLong issued = new AtomicLong();
    private final Map<String, Key> keys = new ConcurrentHashMap<>();

    Keyring(Clock clock) {
        this.clock = clock;
        keys.put(
                ACCESS_KEY_ID,
                new Key(
                        ACCESS_KEY_ID,
                        SECRET_ACCESS_KEY,
                        null,
                        null,
                        "arn:aws:iam::" + Caller.ACCOUNT + ":user/emulator",
                        "AIDAEMULATOR00000000"));
    }

    Optional<Key> find(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId));
    }

    /** Issues a temporary key that is good for {@code lifetime}. */
    Key issue(String arn, String userId, Duration lifetime) {
        String number = String.format(Locale.ROOT, "%08d", issued.incrementAndGet());
        Instant expires = Instant.ofEpochSecond(clock.instant().plus(lifetime).getEpochSecond());
        Key key = new Key(
                "ASIAEMULATOR" + number,
                "emulator/temporary/not+a+secret/" + number,
                "emulator-session-token-" + number,
                expires,
                arn,
                userId);
        keys.put(key.id(), key);
        return key;
    }

    /**
     * One access key.
     *
     * @param sessionToken what must come with it, for a temporary key
     * @param expires when a temporary key stops being good
     * @param arn who holds it
     */
    record Key(
            String id,
            String secret,
            @Nullable String sessionToken,
            @Nullable Instant expires,
            String arn,
            String userId) {
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }
}
