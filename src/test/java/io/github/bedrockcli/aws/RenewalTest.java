package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.model.Stopping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What renews credentials goes by where they come from. */
final class RenewalTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    private String renewal(String profile) {
        return renewal(profile, RefusalCause.UNKNOWN_KEYS);
    }

    private String renewal(String profile, RefusalCause cause) {
        environment.put("AWS_CONFIG_FILE", folder.resolve("config").toString());
        environment.put(
                "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString());
        return Renewal.of(
                new Connection(
                        profile,
                        "us-east-1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        false,
                        false,
                        null,
                        new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), null, 1, false),
                        environment,
                        line -> {},
                        null,
                        new Stopping()),
                cause);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sso     | bedrock login --profile sso
            legacy  | bedrock login --profile legacy
            chained | bedrock login --profile sso
            process | sign in to what credential_process of profile process runs
            keys    | put keys that are valid into profile keys: aws configure --profile keys
            session | put new temporary keys into profile session (aws_access_key_id, aws_secret_access_key, aws_session_token)
            loop    | check the credentials that bedrock whoami shows, then try again
            """)
    void ofAProfile(String profile, String expected) throws IOException {
        Files.writeString(folder.resolve("config"), """
                [profile sso]
                sso_session = corp
                [profile legacy]
                sso_start_url = https://x
                [profile chained]
                role_arn = arn:aws:iam::123456789012:role/r
                source_profile = sso
                [profile process]
                credential_process = /bin/secret --password hunter2
                [profile keys]
                aws_access_key_id = AKIAEXAMPLE
                aws_secret_access_key = x
                [profile session]
                aws_access_key_id = ASIAEXAMPLE
                aws_secret_access_key = x
                aws_session_token = y
                [profile loop]
                role_arn = arn:aws:iam::123456789012:role/r
                source_profile = loop2
                [profile loop2]
                role_arn = arn:aws:iam::123456789012:role/r
                source_profile = loop
                """);
        assertThat(renewal(profile)).isEqualTo(expected);
    }

    @Test
    void ofTheEnvironment() {
        assertThat(renewal(null)).startsWith("check the credentials");
        environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/run/token");
        assertThat(renewal(null)).contains("/run/token");
        environment.put("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE");
        assertThat(renewal(null)).startsWith("check AWS_ACCESS_KEY_ID").doesNotContain("AKIAEXAMPLE");
        assertThat(renewal(null, RefusalCause.EXPIRED))
                .startsWith("get new keys with their session token (the session of these has ended)")
                .endsWith("AWS_SESSION_TOKEN, which is not set, or unset the keys to use a profile");
        environment.put("AWS_SESSION_TOKEN", "secret");
        assertThat(renewal(null)).contains("AWS_SESSION_TOKEN").doesNotContain("secret");
        assertThat(renewal(null, RefusalCause.EXPIRED))
                .startsWith("get new keys and a new session token where these came from (their session has ended)")
                .endsWith("or unset all three to use a profile")
                .doesNotContain("secret");
        environment.put("AWS_BEARER_TOKEN_BEDROCK", "secret");
        assertThat(renewal(null)).startsWith("make a new Bedrock API key").doesNotContain("secret");
    }
}
