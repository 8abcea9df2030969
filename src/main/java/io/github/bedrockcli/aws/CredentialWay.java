package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.SettingSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of the places where credentials stand, whether or not they are used.
 *
 * @param kind as in {@link io.github.bedrockcli.model.CredentialCandidate}
 * @param key the access key id that stands there, masked, or null
 * @param open finds out how to get them; throws a {@link BedrockException} where what stands there is broken
 */
record CredentialWay(
        String kind,
        String what,
        SettingSource source,
        @Nullable String key,
        Function<CredentialParts, Found> open) {}
