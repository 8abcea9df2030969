package io.github.bedrockcli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The JSON in which credential processes, containers and instances hand out keys: {@code AccessKeyId},
 * {@code SecretAccessKey}, {@code SessionToken} or {@code Token}, {@code Expiration}. Nothing of it is ever quoted.
 */
final class KeyDocument {
    private KeyDocument() {}

    /** @param where who gave it, for messages */
    static AwsCredentials read(byte[] bytes, String where) {
        return read(bytes, where, null);
    }

    /** @param fix what to do where it cannot be used, or null */
    static AwsCredentials read(byte[] bytes, String where, @Nullable String fix) {
        JsonNode tree;
        try {
            tree = Json.parse(bytes);
        } catch (JsonProcessingException e) {
            // The parser's own message would quote what may be a secret.
            throw unusable(where + " gave no JSON", fix);
        }
        String key = tree.path("AccessKeyId").asText("");
        String secret = tree.path("SecretAccessKey").asText("");
        String token = tree.path("SessionToken").asText(tree.path("Token").asText(""));
        if (key.isBlank() || secret.isBlank()) {
            throw unusable(where + " gave no AccessKeyId or no SecretAccessKey", fix);
        }
        Instant end = end(tree.path("Expiration").asText(""), where, fix);
        return token.isBlank()
                ? new Keys(key.strip(), secret.strip(), Optional.ofNullable(end))
                : AwsSessionCredentials.builder()
                        .accessKeyId(key)
                        .secretAccessKey(secret)
                        .sessionToken(token)
                        .expirationTime(end)
                        .build();
    }

    /** Keys without a session that may end all the same, which those of the SDK cannot. */
    private record Keys(String accessKeyId, String secretAccessKey, Optional<Instant> expirationTime)
            implements AwsCredentials {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Keys[" + accessKeyId + "]";
        }
    }

    private static @Nullable Instant end(String expiration, String where, @Nullable String fix) {
        if (expiration.isBlank()) {
            return null;
        }
        Instant end = CacheFiles.time(expiration);
        if (end == null) {
            throw unusable(where + " gave an Expiration that is no time", fix);
        }
        return end;
    }

    private static BedrockException unusable(String message, @Nullable String fix) {
        return BedrockException.of(Kind.CREDENTIALS, message).fix(fix).build();
    }
}
