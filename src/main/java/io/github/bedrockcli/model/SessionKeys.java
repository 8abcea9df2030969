package io.github.bedrockcli.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that sign, without their secrets.
 *
 * @param key the access key id, masked but for its last four characters; null for a Bedrock API key
 * @param temporary whether they end, even where it is not known when
 * @param expires null for keys that do not end, or do not say when
 * @param account whose they are, where they themselves tell
 */
public record SessionKeys(
        @Nullable String key,
        boolean temporary,
        @Nullable Instant expires,
        @Nullable String account) {
    public SessionKeys(@Nullable String key, boolean temporary, @Nullable Instant expires) {
        this(key, temporary, expires, null);
    }

    /** Whether they are a Bedrock API key, whose caller STS does not tell. */
    public boolean apiKey() {
        return key == null;
    }
}
