package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.bedrockcli.model.CredentialCandidate;
import io.github.bedrockcli.model.CredentialReport;
import io.github.bedrockcli.model.CredentialStep;
import io.github.bedrockcli.model.SessionKeys;
import io.github.bedrockcli.model.Setting;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where region and credentials come from, to the line. */
class ProvenanceTest {
    @TempDir
    Path home;

    private Path config;
    private Path credentials;

    @BeforeEach
    void configure() throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        config = Files.writeString(home.resolve(".aws/config"), """
                # region = comment
                [default]
                region = us-east-1

                [profile dev]
                  # indented comment
                region=us-east-2
                region=eu-west-3
                role_arn = arn:aws:iam::1:role/top
                source_profile = middle
                services = local
                use_fips_endpoint = true
                [profile middle]
                role_arn = arn:aws:iam::1:role/middle
                source_profile = base
                mfa_serial = arn:aws:iam::1:mfa/me
                [services local]
                sts =
                  endpoint_url = http://me:top-secret@localhost:1
                """);
        credentials = Files.writeString(home.resolve(".aws/credentials"), """

                [default]
                aws_access_key_id = AKIADEFAULT00001234
                aws_secret_access_key = top-secret
                [base]
                aws_access_key_id = AKIABASE0000005678
                aws_secret_access_key = top-secret
                """);
    }

    @Test
    void keysInTheEnvironmentWinOverTheDefaultProfile() {
        CredentialReport report = report(Connections.bare().home(home).keys().region(null));

        assertThat(words(report.region())).isEqualTo("us-east-1: profile default in " + config + " line 3");
        assertThat(words(report.profile())).isEqualTo("default: no profile was named");
        assertThat(report.candidates())
                .extracting(
                        CredentialCandidate::kind,
                        one -> one.source().words(),
                        CredentialCandidate::key,
                        one -> one.lost())
                .containsExactly(
                        tuple("environment", "AWS_ACCESS_KEY_ID in the environment", "****************", null),
                        tuple(
                                "profile",
                                "profile default in " + credentials + " line 3",
                                "****************1234",
                                "keys in the environment come first (--profile default would choose it)"));
        assertThat(report.settings()).isEmpty();
    }

    @Test
    void aProfileThatWasAskedForWinsOverEverythingAndShowsItsChain() {
        CredentialReport report = report(Connections.bare()
                .home(home)
                .keys()
                .env("AWS_BEARER_TOKEN_BEDROCK", "ABSK-top-secret")
                .region(null)
                .profile("dev"));

        assertThat(words(report.region())).isEqualTo("eu-west-3: profile dev in " + config + " line 8");
        assertThat(words(report.profile())).isEqualTo("dev: --profile");
        assertThat(report.winner()).hasValueSatisfying(one -> {
            assertThat(one.what()).isEqualTo("profile dev");
            assertThat(one.source().line()).isEqualTo(9);
        });
        assertThat(report.candidates())
                .extracting(CredentialCandidate::kind)
                .containsExactly("profile", "environment", "api-key");
        assertThat(report.candidates().subList(1, 3))
                .extracting(CredentialCandidate::lost)
                .containsOnly("--profile was given");
        assertThat(report.steps())
                .extracting(
                        CredentialStep::what,
                        CredentialStep::mfa,
                        step -> step.source().words())
                .containsExactly(
                        tuple("arn:aws:iam::1:role/top", null, "profile dev in " + config + " line 9"),
                        tuple(
                                "arn:aws:iam::1:role/middle",
                                "arn:aws:iam::1:mfa/me",
                                "profile middle in " + config + " line 14"),
                        tuple("keys of profile base", null, "profile base in " + credentials + " line 6"));
        assertThat(report.settings())
                .extracting(ProvenanceTest::words)
                .containsExactly(
                        "http://localhost:1: services local in " + config + " line 19",
                        "true: profile dev in " + config + " line 12");
        assertThat(report.toString()).doesNotContain("top-secret");
    }

    @Test
    void optionsAndVariablesAreNamed() {
        CredentialReport report = report(Connections.bare()
                .home(home)
                .keys()
                .env("AWS_PROFILE", "base")
                .env("AWS_ENDPOINT_URL", "http://localhost:2")
                .endpoint(URI.create("http://localhost:3"))
                .role("arn:aws:iam::1:role/r", null, null, null));

        assertThat(words(report.region())).isEqualTo("us-west-2: --region");
        assertThat(words(report.profile())).isEqualTo("base: AWS_PROFILE in the environment");
        assertThat(report.steps())
                .extracting(step -> step.source().words())
                .containsExactly("--role-arn", "AWS_ACCESS_KEY_ID in the environment");
        assertThat(report.settings())
                .extracting(setting -> setting.name() + " " + words(setting))
                .containsExactly(
                        "endpoint of bedrock, bedrock-runtime http://localhost:3: --endpoint-url",
                        "endpoint of sts, sso, sso-oidc http://localhost:2: AWS_ENDPOINT_URL in the environment");
    }

    @Test
    void whatIsBrokenIsLeftOutAndTheRestIsThere() throws IOException {
        CredentialReport missing =
                report(Connections.bare().home(home).keys().profile("nope").region("us-east-1"));
        assertThat(missing.steps()).isEmpty();
        assertThat(missing.winner())
                .hasValueSatisfying(one -> assertThat(one.what()).isEqualTo("profile nope"));
        assertThat(missing.region()).isNotNull();

        Files.writeString(config, "[default]\nregion = eu-west-1\ngarbage\n");
        CredentialReport garbage = report(Connections.bare()
                .home(home)
                .keys()
                .env("AWS_REGION", "eu-west-2")
                .region(null));
        assertThat(words(garbage.region())).isEqualTo("eu-west-2: AWS_REGION in the environment");
        assertThat(garbage.winner())
                .hasValueSatisfying(one -> assertThat(one.kind()).isEqualTo("environment"));
    }

    @Test
    void nothingAtAllHasNoWinner() throws IOException {
        Files.delete(credentials);
        CredentialReport report = report(Connections.bare().home(home));

        assertThat(report.winner()).isEmpty();
        assertThat(report.candidates()).isEmpty();
        assertThat(report.steps()).isEmpty();
    }

    @Test
    void theFullFormOfTheDefaultProfileGoesBeforeTheShortOne() throws IOException {
        Files.writeString(config, "[default]\nregion = us-east-1\n[profile default]\nregion = eu-west-1\n");

        assertThat(words(report(Connections.bare().home(home).region(null)).region()))
                .isEqualTo("eu-west-1: profile default in " + config + " line 4");
    }

    @Test
    void anApiKeyTellsWhatItKnowsOfItself() {
        assertThat(
                        session(
                                "bedrock-api-key-"
                                        + base64(
                                                "bedrock.amazonaws.com/?Action=CallWithBearerToken"
                                                        + "&X-Amz-Credential=ASIATOPSECRET&X-Amz-Date=20261122T080000Z&X-Amz-Expires=3600&Version=1")))
                .isEqualTo(new SessionKeys(null, true, Instant.parse("2026-11-22T09:00:00Z"), null));
        assertThat(session("ABSK" + base64("BedrockAPIKey-ab12-at-123456789012:top-secret")))
                .isEqualTo(new SessionKeys(null, false, null, "123456789012"));
        for (String odd : List.of(
                "ABSK",
                "ABSK%%%",
                "bedrock-api-key-x",
                "other",
                "bedrock-api-key-" + base64("X-Amz-Date=20269999T990000Z&X-Amz-Expires=1"))) {
            assertThat(session(odd)).as(odd).isEqualTo(new SessionKeys(null, false, null, null));
        }
    }

    @Test
    void theSessionTellsKeyAndEnd() {
        try (FakeAws aws = new FakeAws();
                Bedrock bedrock = aws.connections()
                        .home(home)
                        .keys()
                        .role("arn:aws:iam::123456789012:role/a-long-enough-name", null, null, null)
                        .open()) {
            assertThat(bedrock.identity().session())
                    .isEqualTo(
                            new SessionKeys("****************name", true, Instant.parse("2099-01-01T00:00:00Z"), null));
        }
        try (Bedrock bedrock = Connections.bare().home(home).profile("nope").open()) {
            assertThat(catchThrowableOfType(
                            BedrockException.class, () -> bedrock.identity().session()))
                    .hasMessageStartingWith("no profile 'nope'");
        }
    }

    private static SessionKeys session(String apiKey) {
        try (Bedrock bedrock =
                Connections.bare().env("AWS_BEARER_TOKEN_BEDROCK", apiKey).open()) {
            return bedrock.identity().session();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String words(Setting setting) {
        return setting.value() + ": " + setting.source().words();
    }

    private static CredentialReport report(Connections connections) {
        try (Bedrock bedrock = connections.open()) {
            return bedrock.identity().report();
        }
    }
}
