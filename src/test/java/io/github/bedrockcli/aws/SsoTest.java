package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles of IAM Identity Center, in both forms, against a portal on the loopback interface. */
class SsoTest {
    private static final String CONFIG = """
            [default]
            sso_session = corp
            sso_account_id = 111111111111
            sso_role_name = reader
            region = eu-west-1
            [profile writer]
            sso_session = corp
            sso_account_id = 222222222222
            sso_role_name = writer
            region = ap-northeast-1
            [profile old]
            sso_start_url = https://old.awsapps.com/start
            sso_region = us-east-2
            sso_account_id = 333333333333
            sso_role_name = legacy
            [profile top]
            role_arn = arn:aws:iam::444444444444:role/top
            source_profile = writer
            [sso-session corp]
            sso_start_url = https://corp.awsapps.com/start
            sso_region = ap-southeast-2
            sso_registration_scopes = sso:account:access
            """;

    @TempDir
    Path home;

    private final FakeAws aws = new FakeAws();

    @BeforeEach
    void configure() throws IOException {
        Files.createDirectories(home.resolve(".aws/sso/cache"));
        Files.writeString(home.resolve(".aws/config"), CONFIG);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void profilesThatShareASessionShareItsToken() throws IOException {
        token("corp", "tok-corp", "2099-01-01T00:00:00Z");

        assertThat(aws.keyUsed(connections().region(null))).isEqualTo("ASIA-111111111111-reader");
        assertThat(aws.keyUsed(connections().region(null).profile("writer"))).isEqualTo("ASIA-222222222222-writer");
        LoopbackServer.Request portal = aws.server().requests().get(0);
        assertThat(portal.header("x-amz-sso_bearer_token")).isEqualTo("tok-corp");
        assertThat(portal.header("authorization")).isEmpty();
        assertThat(aws.server().requests().get(1).header("authorization")).contains("/eu-west-1/bedrock/");
        assertThat(aws.server().requests().get(3).header("authorization")).contains("/ap-northeast-1/bedrock/");
    }

    @Test
    void theRegionOfTheCallIsNotThatOfTheSignIn() throws IOException {
        token("corp", "tok-corp", "2099-01-01T00:00:00Z");

        aws.keyUsed(connections().profile("writer").region("ap-southeast-1"));
        assertThat(aws.server().requests().get(1).header("authorization")).contains("/ap-southeast-1/bedrock/");
    }

    @Test
    void theLegacyFormKeepsItsTokenUnderTheStartUrl() throws IOException {
        token("https://old.awsapps.com/start", "tok-old", "2099-01-01T00:00:00UTC");

        assertThat(aws.keyUsed(connections().profile("old"))).isEqualTo("ASIA-333333333333-legacy");
        assertThat(aws.server().requests().get(0).header("x-amz-sso_bearer_token"))
                .isEqualTo("tok-old");
    }

    @Test
    void aSignInMayBeTheSourceOfARole() throws IOException {
        token("corp", "tok-corp", "2099-01-01T00:00:00Z");

        assertThat(aws.keyUsed(connections().profile("top"))).isEqualTo("ASIA-top");
        assertThat(FakeAws.signer(aws.stsRequest(0))).isEqualTo("ASIA-222222222222-writer");
    }

    @Test
    void notSignedInSaysTheCommand() {
        BedrockException failure = failure(connections().profile("writer"));

        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure).hasMessage("profile 'writer' is not signed in");
        assertThat(failure.fix()).contains("bedrock login --profile writer");
    }

    @Test
    void theDefaultProfileNeedsNoName() {
        assertThat(failure(connections().region(null)).fix()).contains("bedrock login");
    }

    @Test
    void theSourceProfileOfARoleIsTheOneToSignIn() {
        assertThat(failure(connections().profile("top")).fix()).contains("bedrock login --profile writer");
    }

    @Test
    void anExpiredTokenWithoutRegistrationSaysTheCommand() throws IOException {
        token("corp", "tok-corp", "2020-01-01T00:00:00Z");

        BedrockException failure = failure(connections().profile("writer"));
        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure).hasMessage("the sign-in of profile 'writer' has expired");
        assertThat(failure.fix()).contains("bedrock login --profile writer");
        assertThat(aws.server().requests()).isEmpty();
    }

    @Test
    void aTokenThatThePortalRefusesHasExpired() throws IOException {
        token("corp", "tok-corp", "2099-01-01T00:00:00Z");
        aws.portalRefuses();

        BedrockException failure = failure(connections().profile("writer"));
        assertThat(failure).hasMessage("the sign-in of profile 'writer' has expired");
        assertThat(failure.fix()).contains("bedrock login --profile writer");
    }

    @Test
    void aRoleThatIsNotAssignedNamesAccountRoleAndProfile() throws IOException {
        token("corp", "tok-corp", "2099-01-01T00:00:00Z");
        aws.portalRefuses(403, "ForbiddenException");

        BedrockException failure = failure(connections().profile("writer"));
        assertThat(failure.kind()).isEqualTo(Kind.ACCESS_DENIED);
        assertThat(failure)
                .hasMessage("no credentials for role writer in account 222222222222 (profile 'writer'): No access");
        assertThat(failure.fix())
                .contains("ask for an assignment to role writer in account 222222222222, or correct sso_account_id and"
                        + " sso_role_name of profile 'writer'");
        assertThat(failure.code()).contains("ForbiddenException");
    }

    @Test
    void anAccountThatThePortalDoesNotKnowIsAdvisedAlike() throws IOException {
        token("corp", "tok-corp", "2099-01-01T00:00:00Z");
        aws.portalRefuses(404, "ResourceNotFoundException");

        BedrockException failure = failure(connections().profile("writer"));
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.fix())
                .hasValueSatisfying(fix -> assertThat(fix).contains("account 222222222222", "profile 'writer'"));
    }

    @Test
    void anExpiredTokenIsRenewedAndKeptForTheOtherPrograms() throws IOException {
        Path file = write(
                "corp",
                "{\"startUrl\":\"https://corp.awsapps.com/start\",\"accessToken\":\"old\",\"expiresAt\":\"2020-01-01T00:00:00Z\","
                        + "\"refreshToken\":\"refresh-1\",\"clientId\":\"c\",\"clientSecret\":\"cs\","
                        + "\"registrationExpiresAt\":\"2099-01-01T00:00:00Z\"}");

        assertThat(aws.keyUsed(connections().profile("writer"))).isEqualTo("ASIA-222222222222-writer");
        JsonNode asked = Json.parse(aws.server().requests().get(0).body());
        assertThat(asked.path("grantType").asText()).isEqualTo("refresh_token");
        assertThat(asked.path("refreshToken").asText()).isEqualTo("refresh-1");
        assertThat(aws.server().requests().get(1).header("x-amz-sso_bearer_token"))
                .isEqualTo("renewed");
        JsonNode kept = Json.parse(Files.readAllBytes(file));
        assertThat(kept.path("accessToken").asText()).isEqualTo("renewed");
        assertThat(kept.path("refreshToken").asText()).isEqualTo("refresh-2");
        assertThat(kept.path("startUrl").asText()).isEqualTo("https://corp.awsapps.com/start");
        assertThat(Instant.parse(kept.path("expiresAt").asText())).isAfter(Instant.now());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aSignInThatAnotherProgramRenewsMeanwhileServes() throws IOException {
        String old = "{\"accessToken\":\"old\",\"expiresAt\":\"2020-01-01T00:00:00Z\",\"refreshToken\":\"r\","
                + "\"clientId\":\"c\",\"clientSecret\":\"cs\"}";
        write("corp", old);
        try (LoopbackServer oidc = LoopbackServer.start((request, answer) -> {
            token("corp", "tok-corp", "2099-01-01T00:00:00Z");
            answer.error(400, "InvalidGrantException", "used up");
        })) {
            assertThat(aws.keyUsed(connections()
                            .profile("writer")
                            .env("AWS_ENDPOINT_URL_SSO_OIDC", oidc.uri().toString())))
                    .isEqualTo("ASIA-222222222222-writer");
        }
    }

    @Test
    void aDamagedCacheFileSaysTheCommand() throws IOException {
        Path file = write("corp", "{ \"accessToken\": \"TOP-SECRET");

        BedrockException failure = failure(connections().profile("writer"));
        assertThat(failure).hasMessage("the sign-in kept in " + file + " cannot be read");
        assertThat(failure.fix()).contains("bedrock login --profile writer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05UTC",
                "2026-01-02T03:04:05 UTC",
                "2026-01-02T03:04:05.000Z",
                "2026-01-02T03:04:05.000000+00:00",
                "2026-01-02T03:04:05+0000",
                "2026-01-02 03:04:05+00:00",
                "2026-01-01T19:04:05-08:00",
                "2026-01-02T03:04:05",
                " 2026-01-02T03:04:05Z ",
            })
    void timesOfOtherProgramsAreUnderstood(String text) {
        assertThat(CacheFiles.time(text)).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(CacheFiles.time(text.replace("05", "5x"))).isNull();
    }

    @Test
    void aTokenThatFitsNoHeaderIsNotSent() throws IOException {
        token("corp", "tok\\r\\nX-Evil: 1", "2099-01-01T00:00:00Z");

        BedrockException failure = failure(connections().profile("writer"));
        assertThat(failure).hasMessage("the sign-in of profile 'writer' is not complete");
        assertThat(failure.fix()).contains("bedrock login --profile writer");
        assertThat(aws.server().requests()).isEmpty();
    }

    @Test
    @Timeout(20)
    void whatIsNoFileIsNotWaitedForAndALongOneIsNotRead() throws Exception {
        Path file = write("corp", "{\"accessToken\":\"" + "a".repeat(2_000_000) + "\"}");
        assertThat(failure(connections().profile("writer")))
                .hasMessage("the sign-in kept in " + file + " cannot be read");
        Files.delete(file);
        assumeTrue(new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0);

        assertThat(failure(connections().profile("writer")))
                .hasMessage("the sign-in kept in " + file + " cannot be read");
    }

    @Test
    void whatASessionLacksIsSaidOfTheSession() throws IOException {
        Files.writeString(
                home.resolve(".aws/config"),
                "[profile p]\nsso_session=s\nsso_account_id=1\nsso_role_name=r\n[sso-session s]\nsso_region=us-east-1\n");

        BedrockException failure = failure(connections().profile("p"));
        assertThat(failure).hasMessageContaining("[sso-session s] lacks sso_start_url");
        assertThat(failure.fix()).hasValueSatisfying(fix -> assertThat(fix).startsWith("aws configure sso-session"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"roleCredentials\":null}",
                "{\"roleCredentials\":{\"accessKeyId\":\"A\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\"}}"
            })
    void aPortalThatGivesNoKeysIsNamedAndNoFaultOfOurs(String reply) throws IOException {
        token("corp", "tok-corp", "2099-01-01T00:00:00Z");
        try (LoopbackServer portal = LoopbackServer.answering(200, reply)) {
            BedrockException failure = failure(connections()
                    .profile("writer")
                    .env("AWS_ENDPOINT_URL_SSO", portal.uri().toString()));

            assertThat(failure.getMessage()).doesNotContain("NullPointer", "Cannot invoke");
            assertThat(failure.fix()).hasValueSatisfying(fix -> assertThat(fix).startsWith("try again"));
        }
    }

    @Test
    void aSessionThatIsNotThereIsNamed() throws IOException {
        Files.writeString(
                home.resolve(".aws/config"), "[profile p]\nsso_session=nope\nsso_account_id=1\nsso_role_name=r\n");

        BedrockException failure = failure(connections().profile("p"));
        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure).hasMessageContaining("no [sso-session nope]");
    }

    @Test
    void whatAProfileLacksIsNamed() throws IOException {
        Files.writeString(home.resolve(".aws/config"), "[profile p]\nsso_start_url=https://x\nsso_account_id=1\n");

        BedrockException failure = failure(connections().profile("p"));
        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure).hasMessageContaining("profile 'p' lacks sso_region, sso_role_name");
        assertThat(failure.fix()).contains("aws configure sso --profile p");
    }

    private Connections connections() {
        return aws.connections().home(home);
    }

    private void token(String key, String token, String expires) throws IOException {
        write(key, "{\"accessToken\":\"" + token + "\",\"expiresAt\":\"" + expires + "\",\"region\":\"x\"}");
    }

    private Path write(String key, String json) throws IOException {
        try {
            String name = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.UTF_8)));
            return Files.writeString(home.resolve(".aws/sso/cache/" + name + ".json"), json);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static BedrockException failure(Connections connections) {
        try (Bedrock bedrock = connections.open()) {
            return catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
        }
    }
}
