package io.github.bedrockcli.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.token.credentials.SdkToken;
import software.amazon.awssdk.auth.token.credentials.SdkTokenProvider;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;

/**
 * How requests are signed: with keys, with a Bedrock API key, or, for a preview, not at all. Always pinned: left to
 * itself the SDK takes an API key from the environment of the process over the profile that was asked for.
 */
record Auth(
        String scheme,
        AwsCredentialsProvider keys,
        @Nullable SdkTokenProvider token) {
    static Auth keys(AwsCredentialsProvider keys) {
        return new Auth("aws.auth#sigv4", keys, null);
    }

    static Auth bearer(String key) {
        if (!Text.fitsHeader(key)) {
            throw BedrockException.of(
                            BedrockException.Kind.CREDENTIALS, "the Bedrock API key has a line break or the like in it")
                    .fix("copy it anew into AWS_BEARER_TOKEN_BEDROCK, in one line")
                    .build();
        }
        return new Auth("smithy.api#httpBearerAuth", AnonymousCredentialsProvider.create(), () -> new ApiKey(key));
    }

    static Auth unsigned() {
        return new Auth("smithy.api#noAuth", AnonymousCredentialsProvider.create(), null);
    }

    /** Of the ways that the service takes, the pinned one. */
    List<AuthSchemeOption> only(List<AuthSchemeOption> options) {
        List<AuthSchemeOption> pinned = options.stream()
                .filter(option -> option.schemeId().equals(scheme))
                .toList();
        return pinned.isEmpty()
                ? List.of(AuthSchemeOption.builder().schemeId(scheme).build())
                : pinned;
    }

    /** A Bedrock API key; not a record, whose text form would show it. */
    private static final class ApiKey implements SdkToken {
        private final String key;

        ApiKey(String key) {
            this.key = key;
        }

        @Override
        public String token() {
            return key;
        }

        @Override
        public java.util.Optional<java.time.Instant> expirationTime() {
            return java.util.Optional.ofNullable(ApiKeyFacts.of(key).expires());
        }
    }
}
