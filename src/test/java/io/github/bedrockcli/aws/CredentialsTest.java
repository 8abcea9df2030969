package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose credentials sign the request: the order of the chain and every kind of profile but SSO. */
class CredentialsTest {
    @TempDir
    Path home;

    private final FakeAws aws = new FakeAws();

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void keysInTheEnvironmentComeFirst() throws IOException {
        config("[default]\naws_access_key_id=FILE\naws_secret_access_key=s\n");

        assertThat(aws.keyUsed(connections().keys())).isEqualTo("AKIDEXAMPLE");
    }

    @Test
    void theSessionTokenOfTheEnvironmentIsSent() {
        aws.keyUsed(connections().keys().env("AWS_SESSION_TOKEN", "tok-1"));

        assertThat(aws.server().only().header("x-amz-security-token")).isEqualTo("tok-1");
    }

    @Test
    void theDefaultProfileAndTheCredentialsFileServeWhenNothingElseDoes() throws IOException {
        config("[default]\nregion=eu-west-3\n");
        Files.writeString(
                home.resolve(".aws/credentials"),
                "[default]\naws_access_key_id=FROMFILE\naws_secret_access_key=s\naws_session_token=t\n");

        assertThat(aws.keyUsed(connections().region(null))).isEqualTo("FROMFILE");
        assertThat(aws.server().only().header("authorization")).contains("/eu-west-3/bedrock/");
        assertThat(aws.server().only().header("x-amz-security-token")).isEqualTo("t");
    }

    @Test
    void filesMayLieElsewhere() throws IOException {
        Path elsewhere = home.resolve("other.ini");
        Files.writeString(elsewhere, "[profile p]\naws_access_key_id=ELSEWHERE\naws_secret_access_key=s\n");

        assertThat(aws.keyUsed(connections()
                        .env("AWS_CONFIG_FILE", elsewhere.toString())
                        .env("AWS_PROFILE", "p")))
                .isEqualTo("ELSEWHERE");
    }

    @Test
    void anExplicitProfileBeatsKeysAndBearerKeyInTheEnvironment() throws IOException {
        config("[profile p]\naws_access_key_id=PROFILE\naws_secret_access_key=s\n");

        assertThat(aws.keyUsed(connections()
                        .keys()
                        .env("AWS_BEARER_TOKEN_BEDROCK", "ABSK-1")
                        .profile("p")))
                .isEqualTo("PROFILE");
    }

    @Test
    void aBearerKeyThatTheSdkFindsByItselfIsNotUsed() throws IOException {
        config("[profile p]\naws_access_key_id=PROFILE\naws_secret_access_key=s\n");
        // The SDK reads this property as it reads the variable AWS_BEARER_TOKEN_BEDROCK of the process.
        System.setProperty("aws.bearerTokenBedrock", "ABSK-2");
        try {
            assertThat(aws.keyUsed(connections().profile("p"))).isEqualTo("PROFILE");
        } finally {
            System.clearProperty("aws.bearerTokenBedrock");
        }
    }

    @Test
    void aBearerKeyBeatsTheKeysAndAProfileOfTheEnvironment() throws IOException {
        config("[profile p]\naws_access_key_id=PROFILE\naws_secret_access_key=s\n");

        assertThat(aws.keyUsed(connections().keys().env("AWS_PROFILE", "p").env("AWS_BEARER_TOKEN_BEDROCK", "ABSK-1")))
                .isEqualTo("Bearer ABSK-1");
    }

    @Test
    void aBearerKeySignsStreamsAndListsToo() {
        Connections connections = connections().env("AWS_BEARER_TOKEN_BEDROCK", "ABSK-1");
        try (Bedrock bedrock = connections.open()) {
            bedrock.foundationModels(Bedrock.ModelFilter.NONE);
            try (EventStream stream = bedrock.stream(Requests.converse("{}"))) {
                catchThrowableOfType(BedrockException.class, stream::next);
            }
        }
        assertThat(aws.server().requests())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.header("authorization")).isEqualTo("Bearer ABSK-1"));
    }

    @Test
    void anExplicitRoleIsAssumedWithTheKeysOfTheChainAndNotTheBearerKey() {
        String key = aws.keyUsed(connections()
                .keys()
                .env("AWS_BEARER_TOKEN_BEDROCK", "ABSK-1")
                .role("arn:aws:iam::123456789012:role/reader", "me", "ext-1", Duration.ofSeconds(900)));

        assertThat(key).isEqualTo("ASIA-reader");
        assertThat(aws.sts(0))
                .containsEntry("Action", "AssumeRole")
                .containsEntry("RoleSessionName", "me")
                .containsEntry("ExternalId", "ext-1")
                .containsEntry("DurationSeconds", "900");
        assertThat(FakeAws.signer(aws.stsRequest(0))).isEqualTo("AKIDEXAMPLE");
        assertThat(aws.stsRequest(0).header("authorization")).contains("/us-west-2/sts/");
    }

    @Test
    void aRolesSessionIsNamedAfterUsWhenNobodyNamedIt() {
        aws.keyUsed(connections().keys().role("arn:aws:iam::123456789012:role/reader", null, null, null));

        assertThat(aws.sts(0).get("RoleSessionName")).matches("bedrock-cli-[0-9]+");
        assertThat(aws.sts(0)).doesNotContainKeys("ExternalId", "DurationSeconds");
    }

    @Test
    void oneRoleServesTheWholeRun() {
        try (Bedrock bedrock = connections()
                .keys()
                .role("arn:aws:iam::123456789012:role/reader", null, null, null)
                .open()) {
            bedrock.invoke(Requests.invoke("{}"));
            bedrock.invoke(Requests.converse("{}"));
            bedrock.foundationModels(Bedrock.ModelFilter.NONE);
        }
        assertThat(aws.server().requests().stream()
                        .filter(request -> request.target().equals("/")))
                .hasSize(1);
    }

    @Test
    void rolesOfProfilesAreAssumedInAChain() throws IOException {
        config("""
                [profile base]
                aws_access_key_id=BASE
                aws_secret_access_key=s
                [profile middle]
                role_arn=arn:aws:iam::123456789012:role/middle
                source_profile=base
                role_session_name=mid
                external_id=e-1
                duration_seconds=1800
                [profile top]
                role_arn=arn:aws:iam::123456789012:role/top
                source_profile=middle
                """);

        assertThat(aws.keyUsed(connections().profile("top"))).isEqualTo("ASIA-top");
        assertThat(FakeAws.signer(aws.stsRequest(0))).isEqualTo("BASE");
        assertThat(aws.sts(0))
                .containsEntry("RoleSessionName", "mid")
                .containsEntry("ExternalId", "e-1")
                .containsEntry("DurationSeconds", "1800");
        assertThat(FakeAws.signer(aws.stsRequest(1))).isEqualTo("ASIA-middle");
    }

    @Test
    void aProfileMayBeItsOwnSource() throws IOException {
        config("[profile p]\nrole_arn=arn:aws:iam::1:role/own\nsource_profile=p\naws_access_key_id=OWN\n"
                + "aws_secret_access_key=s\n");

        assertThat(aws.keyUsed(connections().profile("p"))).isEqualTo("ASIA-own");
        assertThat(FakeAws.signer(aws.stsRequest(0))).isEqualTo("OWN");
    }

    @Test
    void profilesThatReferToEachOtherAreAMistake() throws IOException {
        config("[profile a]\nrole_arn=arn:aws:iam::1:role/a\nsource_profile=b\n"
                + "[profile b]\nrole_arn=arn:aws:iam::1:role/b\nsource_profile=a\n");

        BedrockException failure = failure(connections().profile("a"));
        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure).hasMessageStartingWith("the profiles a -> b -> a refer to each other");
    }

    @Test
    void credentialSourceTakesTheEnvironment() throws IOException {
        config("[profile p]\nrole_arn=arn:aws:iam::1:role/env\ncredential_source=Environment\n");

        assertThat(aws.keyUsed(connections().keys().profile("p"))).isEqualTo("ASIA-env");
        assertThat(FakeAws.signer(aws.stsRequest(0))).isEqualTo("AKIDEXAMPLE");
    }

    @Test
    void credentialSourceWithNothingThereSaysSo() throws IOException {
        config("[profile p]\nrole_arn=arn:aws:iam::1:role/env\ncredential_source=EcsContainer\n");

        BedrockException failure = failure(connections().profile("p"));
        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure).hasMessage("profile 'p' takes its credentials from EcsContainer, but there are none");
    }

    @Test
    void aRoleThatMayNotBeAssumedIsDenied() {
        BedrockException failure =
                failure(connections().keys().role("arn:aws:iam::123456789012:role/forbidden", null, null, null));

        assertThat(failure.kind()).isEqualTo(Kind.ACCESS_DENIED);
        assertThat(failure)
                .hasMessage("role arn:aws:iam::123456789012:role/forbidden was not assumed: "
                        + "User: x is not authorized to perform: sts:AssumeRole");
        assertThat(failure.fix())
                .contains("the role's trust policy must allow this caller sts:AssumeRole; check --external-id"
                        + " and --mfa-serial where it asks for them");
        assertThat(failure.code()).contains("AccessDenied");
        assertThat(failure.status()).isEqualTo(403);
        assertThat(failure.requestId()).contains("sts-1");
    }

    @Test
    void aRoleThatDoesNotTrustTheTokenIsDenied() throws IOException {
        Path token = Files.writeString(home.resolve("token"), "jwt-SECRET\n");

        BedrockException failure = failure(connections()
                .env("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString())
                .env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/forbidden"));
        assertThat(failure.kind()).isEqualTo(Kind.ACCESS_DENIED);
        assertThat(failure)
                .hasMessage("role arn:aws:iam::123456789012:role/forbidden was not assumed: "
                        + "User: x is not authorized to perform: sts:AssumeRoleWithWebIdentity");
        assertThat(failure.fix())
                .contains("the role's trust policy must allow this caller sts:AssumeRoleWithWebIdentity: its federated"
                        + " principal and conditions must fit the token in " + token);
    }

    @Test
    void webIdentityOfTheEnvironmentComesBeforeTheProfile() throws IOException {
        config("[default]\naws_access_key_id=FILE\naws_secret_access_key=s\n");
        Path token = Files.writeString(home.resolve("token"), "jwt-1\n");

        assertThat(aws.keyUsed(connections()
                        .env("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString())
                        .env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/pod")
                        .env("AWS_ROLE_SESSION_NAME", "pod-1")))
                .isEqualTo("ASIA-pod");
        assertThat(aws.sts(0))
                .containsEntry("Action", "AssumeRoleWithWebIdentity")
                .containsEntry("WebIdentityToken", "jwt-1")
                .containsEntry("RoleSessionName", "pod-1");
        assertThat(aws.stsRequest(0).header("authorization")).isEmpty();
    }

    @Test
    void webIdentityMayStandInAProfile() throws IOException {
        Path token = Files.writeString(home.resolve("token"), "jwt-2");
        config("[profile p]\nrole_arn=arn:aws:iam::1:role/web\nweb_identity_token_file=" + token + "\n");

        assertThat(aws.keyUsed(connections().profile("p"))).isEqualTo("ASIA-web");
        assertThat(aws.sts(0)).containsEntry("WebIdentityToken", "jwt-2");
    }

    @Test
    void aCredentialProcessGivesKeys() throws IOException {
        config("[profile p]\ncredential_process=echo '{\"Version\":1,\"AccessKeyId\":\"PROC\","
                + "\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\",\"Expiration\":\"2099-01-01T00:00:00Z\"}'\n");

        assertThat(aws.keyUsed(connections().profile("p"))).isEqualTo("PROC");
    }

    @Test
    void aFailingCredentialProcessShowsItsErrorsAndNotItsOutput() throws IOException {
        config("[profile p]\ncredential_process=echo TOP-SECRET; echo 'vault is sealed' >&2; echo more >&2; exit 3\n");

        BedrockException failure = failure(connections().profile("p"));
        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure).hasMessage("the credential_process of profile 'p' failed with code 3: vault is sealed");
    }

    @Test
    void aCredentialProcessThatPrintsNoJsonIsNotQuoted() throws IOException {
        config("[profile p]\ncredential_process=echo '{TOP-SECRET'\n");

        BedrockException failure = failure(connections().profile("p"));
        assertThat(failure).hasMessage("the credential_process of profile 'p' gave no JSON");
        assertThat(failure.getCause()).isNull();
    }

    @Test
    void halfAPairOfKeysInAProfileIsAMistake() throws IOException {
        config("[profile p]\naws_secret_access_key=s\n");

        assertThat(failure(connections().profile("p")))
                .hasMessageStartingWith("profile 'p' needs both aws_access_key_id and aws_secret_access_key");
    }

    @Test
    void containersGetTheirCredentialsOverHttp() throws IOException {
        Path token = Files.writeString(home.resolve("pod-token"), "Bearer pod\n");
        try (LoopbackServer container = keysServer("CONTAINER")) {
            assertThat(aws.keyUsed(connections()
                            .env("AWS_CONTAINER_CREDENTIALS_FULL_URI", container.uri() + "/creds")
                            .env("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token.toString())))
                    .isEqualTo("CONTAINER");
            assertThat(container.only().header("authorization")).isEqualTo("Bearer pod");
            assertThat(container.only().target()).isEqualTo("/creds");
        }
    }

    @Test
    void aContainerAddressThatMayNotBeAskedIsRefused() {
        BedrockException failure =
                failure(connections().env("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://192.0.2.1/creds"));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
    }

    @Test
    void instancesGetTheirRole() {
        try (LoopbackServer metadata = LoopbackServer.start((request, answer) -> {
            switch (request.method() + request.target()) {
                case "PUT/latest/api/token" -> answer.whole(200, "imds-token".getBytes());
                case "GET/latest/meta-data/iam/security-credentials/" -> answer.whole(200, "my-role".getBytes());
                default -> answer.json(200, keys("INSTANCE"));
            }
        })) {
            assertThat(aws.keyUsed(connections()
                            .env("AWS_EC2_METADATA_DISABLED", "false")
                            .env(
                                    "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                                    metadata.uri().toString())))
                    .isEqualTo("INSTANCE");
            assertThat(metadata.requests().get(2).target()).endsWith("/security-credentials/my-role");
            assertThat(metadata.requests().get(2).header("x-aws-ec2-metadata-token"))
                    .isEqualTo("imds-token");
        }
    }

    @Test
    void withoutAnyCredentialsItSaysHowToGetSome() {
        BedrockException failure = failure(connections());

        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure).hasMessage("no AWS credentials were found");
        assertThat(failure.fix())
                .hasValueSatisfying(fix -> assertThat(fix).contains("aws configure", "AWS_PROFILE", "--offline"));
        assertThat(aws.server().requests()).isEmpty();
    }

    @Test
    void offEc2NobodyWaitsLong() {
        try (LoopbackServer silent = LoopbackServer.start((request, answer) -> answer.hang())) {
            long start = System.nanoTime();
            BedrockException failure = failure(connections()
                    .env("AWS_EC2_METADATA_DISABLED", "false")
                    .env("AWS_EC2_METADATA_SERVICE_ENDPOINT", silent.uri().toString()));

            assertThat(failure).hasMessage("no AWS credentials were found");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void halfAPairOfKeysIsAMistake() {
        BedrockException failure = failure(connections().env("AWS_ACCESS_KEY_ID", "AKID"));

        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure).hasMessage("AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not");
    }

    @Test
    void anUnknownProfileNamesThoseThatAreThere() throws IOException {
        config("[profile prod]\nregion=us-east-1\n[profile staging]\nregion=us-east-1\n");

        BedrockException failure = failure(connections().keys().profile("stagin"));
        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure)
                .hasMessage("no profile 'stagin' in " + home.resolve(".aws/config") + "; there are prod, staging");
        assertThat(failure.fix()).contains("did you mean --profile staging?");
    }

    @Test
    void anExplicitProfileWithoutCredentialsIsNotReplacedByAnother() throws IOException {
        config("[profile p]\nregion=us-east-1\n");

        BedrockException failure = failure(connections().keys().profile("p"));
        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure).hasMessage("profile 'p' has no credentials");
    }

    @Test
    void aFileThatCannotBeReadNamesItselfAndTheLine() throws IOException {
        config("[default]\nregion=us-east-1\naws_secret_access_key TOP-SECRET\n");

        BedrockException failure = failure(connections().keys());
        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure)
                .hasMessageContaining(home.resolve(".aws/config").toString())
                .hasMessageContaining("line 3");
        assertThat(failure.getMessage()).doesNotContain("TOP-SECRET");
    }

    @Test
    void noRegionAnywhereNamesThreeWaysToSetOne() {
        BedrockException failure = failure(Connections.bare().keys().region(null));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure).hasMessage("no AWS region is set");
        assertThat(failure.fix())
                .hasValueSatisfying(
                        fix -> assertThat(fix).contains("--region", "AWS_REGION", "aws configure set region"));
    }

    @Test
    void theRegionComesFromOptionEnvironmentOrProfileInThatOrder() throws IOException {
        config("[profile p]\nregion=eu-north-1\n");
        Connections connections = connections().env("AWS_PROFILE", "p").region(null);

        assertThat(region(connections)).isEqualTo("eu-north-1");
        assertThat(region(connections.env("AWS_DEFAULT_REGION", "eu-west-1"))).isEqualTo("eu-west-1");
        assertThat(region(connections.env("AWS_REGION", "eu-west-2"))).isEqualTo("eu-west-2");
        assertThat(region(connections.region("eu-west-3"))).isEqualTo("eu-west-3");
    }

    @Test
    void aRegionThatIsNoneNeverBecomesPartOfAHostName() {
        for (String bad : new String[] {"us-east-1.evil.example/", "US-EAST-1", "a b", "x@y", ""}) {
            BedrockException failure = failure(Connections.bare().keys().region(bad));
            assertThat(failure.kind()).as(bad).isEqualTo(Kind.CONFIGURATION);
        }
    }

    @Test
    void endpointsComeFromOptionEnvironmentAndConfigurationFile() throws IOException {
        config("[profile p]\nservices=mine\nendpoint_url=http://generic.example\n"
                + "[services mine]\nbedrock_runtime =\n  endpoint_url=http://runtime.example\n");
        Connections connections = Connections.bare().home(home).env("AWS_PROFILE", "p");

        assertThat(host(connections)).isEqualTo("runtime.example");
        assertThat(host(connections.env("AWS_ENDPOINT_URL", "http://all.example")))
                .isEqualTo("all.example");
        assertThat(host(connections.env("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://one.example")))
                .isEqualTo("one.example");
        assertThat(host(connections.endpoint(URI.create("http://option.example"))))
                .isEqualTo("option.example");
    }

    private static String host(Connections connections) {
        try (Bedrock bedrock = connections.open()) {
            return bedrock.preview(Requests.invoke("{}"), false).uri().getHost();
        }
    }

    private static String region(Connections connections) {
        try (Bedrock bedrock = connections.open()) {
            return bedrock.region();
        }
    }

    private static LoopbackServer keysServer(String key) {
        return LoopbackServer.answering(200, keys(key));
    }

    private static String keys(String key) {
        return "{\"Code\":\"Success\",\"AccessKeyId\":\"" + key
                + "\",\"SecretAccessKey\":\"s\",\"Token\":\"t\",\"Expiration\":\"2099-01-01T00:00:00Z\"}";
    }

    private Connections connections() {
        return aws.connections().home(home);
    }

    private void config(String text) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/config"), text);
    }

    private static BedrockException failure(Connections connections) {
        try (Bedrock bedrock = connections.open()) {
            return catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
        }
    }
}
