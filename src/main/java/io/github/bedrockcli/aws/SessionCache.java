package io.github.bedrockcli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Stopping;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The sessions of roles that the AWS CLI keeps between runs, in {@code ~/.aws/cli/cache/SHA1.json}: one that was made
 * with an MFA code serves both programs until it ends.
 *
 * <p>Source: botocore 1.43, credentials.py (CachedCredentialFetcher, BaseAssumeRoleCredentialFetcher) and utils.py
 * (JSONFileCache); awscli, customizations/assumerole.py.
 */
final class SessionCache {
    private final @Nullable Path home;
    private final Stopping stopping;

    /** @param home null to keep nothing */
    SessionCache(@Nullable Path home, Stopping stopping) {
        this.home = home;
        this.stopping = stopping;
    }

    /**
     * The name of a session: the SHA-1 of the arguments of the call as Python's {@code json.dumps} writes them.
     *
     * @param arguments flat, with their names in alphabetical order
     */
    static String key(ObjectNode arguments) {
        StringBuilder text = new StringBuilder("{");
        Iterator<Map.Entry<String, JsonNode>> members = arguments.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            text.append(CacheFiles.python(member.getKey())).append(": ");
            JsonNode value = member.getValue();
            text.append(value.isTextual() ? CacheFiles.python(value.asText()) : value.asText());
            text.append(members.hasNext() ? ", " : "");
        }
        return CacheFiles.sha1(text.append('}').toString());
    }

    /** A session that is kept under the key; empty when there is none, or none that can be understood. */
    Optional<AwsSessionCredentials> find(String key) {
        if (home == null) {
            return Optional.empty();
        }
        try {
            JsonNode keys = Json.parse(CacheFiles.bytes(file(home, key))).path("Credentials");
            String id = keys.path("AccessKeyId").asText("");
            String secret = keys.path("SecretAccessKey").asText("");
            String token = keys.path("SessionToken").asText("");
            if (id.isBlank() || secret.isBlank() || token.isBlank()) {
                return Optional.empty();
            }
            return Optional.of(AwsSessionCredentials.builder()
                    .accessKeyId(id)
                    .secretAccessKey(secret)
                    .sessionToken(token)
                    .accountId(keys.path("AccountId").asText(null))
                    .expirationTime(CacheFiles.time(keys.path("Expiration").asText("")))
                    .build());
        } catch (IOException e) {
            // As if it were not there: it is got anew and written over.
            return Optional.empty();
        }
    }

    /** Keeps a session; where it cannot be written it is good for this run all the same. */
    void keep(String key, AwsSessionCredentials session) {
        Instant end = session.expirationTime().orElse(null);
        if (home == null || end == null) {
            return;
        }
        ObjectNode keys = Json.object();
        keys.put("AccessKeyId", session.accessKeyId())
                .put("SecretAccessKey", session.secretAccessKey())
                .put("SessionToken", session.sessionToken())
                .put("Expiration", CacheFiles.time(end));
        session.accountId().ifPresent(account -> keys.put("AccountId", account));
        ObjectNode kept = Json.object();
        kept.set("Credentials", keys);
        try {
            CacheFiles.write(home, file(home, key), kept, stopping);
        } catch (IOException e) {
            // A home that cannot be written to is usual in containers.
        }
    }

    private static Path file(Path home, String key) {
        return home.resolve(".aws").resolve("cli").resolve("cache").resolve(key + ".json");
    }
}
