package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Stopping;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets show neither in the text form of a value nor in the stack trace that --debug prints, nor go to strangers. */
@Timeout(30)
class SecretsTest {
    @Test
    void valuesThatHoldSecretsDoNotShowThem() {
        Map<String, String> environment = Map.of("AWS_SECRET_ACCESS_KEY", "top-secret");
        Connection connection = Connections.bare()
                .env("AWS_SECRET_ACCESS_KEY", "top-secret")
                .endpoint(URI.create("http://me:top-secret@localhost"))
                .build();

        assertThat(connection.toString()).doesNotContain("top-secret");
        assertThat(new CredentialParts(environment, null, null, null, null, Clock.systemUTC(), new Stopping())
                        .toString())
                .doesNotContain("top-secret");
        assertThat(new Proxies.Proxy(false, "h", 1, "Basic top-secret").toString())
                .doesNotContain("top-secret");
        assertThat(new SsoRegistration("id", "top-secret", Instant.EPOCH).toString())
                .doesNotContain("top-secret");
        assertThat(new SignInPrompt.Approval("corp", "https://x/?state=top-secret", null, "top-secret", Instant.EPOCH)
                        .toString())
                .doesNotContain("top-secret");
        assertThat(Auth.bearer("top-secret").toString()).doesNotContain("top-secret");
        assertThat(String.valueOf(Auth.bearer("top-secret").token())).doesNotContain("top-secret");
    }

    @Test
    void aDamagedSignInIsNotQuotedByTheStackTrace(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve(".aws/sso/cache"));
        SsoTokens tokens = new SsoTokens(home, null, Clock.systemUTC(), new Stopping());
        SsoProfile profile = new SsoProfile("p", new SsoSession(null, "https://x", "us-east-1", List.of()), "1", "r");
        BedrockException missing = catchThrowableOfType(BedrockException.class, () -> tokens.token(profile));
        Path file = Path.of(String.valueOf(missing.getCause().getMessage()));
        Files.writeString(file, "{\"accessToken\": topsecret}");

        BedrockException failure = catchThrowableOfType(BedrockException.class, () -> tokens.token(profile));
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains("cannot be read").doesNotContain("topsecret");
    }

    @Test
    void aRelativeContainerAddressCannotNameAnotherHost() {
        BedrockException failure = catchThrowableOfType(
                BedrockException.class,
                () -> ContainerCredentials.of(Map.of(
                                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                                "@localhost:1/creds",
                                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                                "top-secret"))
                        .orElseThrow()
                        .fetch());
        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(ContainerCredentials.of(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", " ")))
                .isEmpty();
    }
}
