package io.github.bedrockcli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
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
        if (token.isBlank()) {
            AwsBasicCredentials.Builder keys =
                    AwsBasicCredentials.builder().accessKeyId(key).secretAccessKey(secret);
            return keys.build();
        }
        AwsSessionCredentials.Builder keys = AwsSessionCredentials.builder()
                .accessKeyId(key)
                .secretAccessKey(secret)
                .sessionToken(token);
        String expiration = tree.path("Expiration").asText("");
        if (!expiration.isBlank()) {
            try {
                keys.expirationTime(OffsetDateTime.parse(expiration).toInstant());
            } catch (DateTimeException e) {
                throw unusable(where + " gave an Expiration that is no time", fix);
            }
        }
        return keys.build();
    }

    private static BedrockException unusable(String message, @Nullable String fix) {
        return BedrockException.of(Kind.CREDENTIALS, message).fix(fix).build();
    }
}
