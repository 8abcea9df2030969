package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AWS CLI against the emulator. */
final class AwsCliIT {
    private static Emulator emulator;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        Program.assumeWorks("aws", "--version");
        emulator = Emulator.startForThisProcess(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    void listsModels() throws IOException {
        JsonNode models = json(aws("bedrock", "list-foundation-models", "--by-provider", "Amazon"));
        assertThat(models.path("modelSummaries")).hasSizeGreaterThan(5);
        JsonNode profiles = json(aws("bedrock", "list-inference-profiles", "--page-size", "3"));
        assertThat(profiles.path("inferenceProfileSummaries")).hasSizeGreaterThan(10);
    }

    @Test
    void tellsWhatIsBehindAProvisionedThroughput() throws IOException {
        String arn = "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdef012345";
        JsonNode given = json(aws("bedrock", "get-provisioned-model-throughput", "--provisioned-model-id", arn));
        assertThat(given.path("foundationModelArn").asText())
                .isEqualTo("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:24k");
    }

    @Test
    void tellsWhatAnAccountMayHave() throws IOException {
        JsonNode given = json(aws("bedrock", "get-foundation-model-availability", "--model-id", "cohere.embed-v4:0"));
        assertThat(given.path("entitlementAvailability").asText()).isEqualTo("AVAILABLE");
        JsonNode offers =
                json(aws("bedrock", "list-foundation-model-agreement-offers", "--model-id", "cohere.embed-v4:0"));
        assertThat(offers.at("/offers/0/termDetails/validityTerm/agreementDuration")
                        .asText())
                .isEqualTo("P365D");
        assertThat(json(aws("bedrock", "list-marketplace-model-endpoints")).path("marketplaceModelEndpoints"))
                .hasSize(1);
        assertThat(json(aws("bedrock", "list-prompt-routers")).path("promptRouterSummaries"))
                .hasSize(1);
        JsonNode profile = json(aws(
                "--region",
                "ap-northeast-1",
                "bedrock",
                "get-inference-profile",
                "--inference-profile-identifier",
                "jp.amazon.nova-2-lite-v1:0"));
        assertThat(profile.path("models")).hasSize(2);
    }

    @Test
    void tellsWhichPolicyRefuses() {
        String account = "{\"deny\": [{\"action\": \"bedrock:InvokeModel\", \"by\": \"boundary\"}]}";
        try (Emulator restricted = Emulator.startForThisProcess(
                Clock.systemUTC(), Account.parse(account.getBytes(StandardCharsets.UTF_8), "account"))) {
            Program.Result result = Program.run(
                    restricted,
                    Map.of(),
                    List.of(
                            "aws",
                            "bedrock-runtime",
                            "converse",
                            "--model-id",
                            "us.amazon.nova-lite-v1:0",
                            "--messages",
                            "[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]"));
            assertThat(result.code()).isNotZero();
            assertThat(result.err())
                    .contains("(AccessDeniedException)")
                    .contains(
                            "on resource: arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite"
                                    + "-v1:0 because no permissions boundary allows the bedrock:InvokeModel action");
        }
    }

    @Test
    void invokesAndConverses() throws IOException {
        Path body = folder.resolve("body.json");
        Path reply = folder.resolve("reply.json");
        Files.writeString(body, "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Grüße\"}]}]}");
        aws(
                "bedrock-runtime",
                "invoke-model",
                "--model-id",
                "amazon.nova-lite-v1:0",
                "--body",
                "fileb://" + body,
                reply.toString());
        assertThat(json(Files.readString(reply))
                        .at("/output/message/content/0/text")
                        .asText())
                .isEqualTo("[offline echo] Grüße");
        String messages = "[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]";
        String converse =
                aws("bedrock-runtime", "converse", "--model-id", "us.amazon.nova-lite-v1:0", "--messages", messages);
        assertThat(json(converse).at("/output/message/content/0/text").asText()).isEqualTo("[offline echo] Hi");
    }

    @Test
    void startsAsynchronousInvocations() throws IOException {
        String arn = json(aws(
                        "bedrock-runtime",
                        "start-async-invoke",
                        "--model-id",
                        "luma.ray-v2:0",
                        "--model-input",
                        "{\"prompt\":\"A tiger\"}",
                        "--output-data-config",
                        "s3OutputDataConfig={s3Uri=s3://bucket/videos}"))
                .path("invocationArn")
                .asText();
        JsonNode job = json(aws("bedrock-runtime", "get-async-invoke", "--invocation-arn", arn));
        assertThat(job.path("status").asText()).isEqualTo("InProgress");
        JsonNode jobs = json(aws("bedrock-runtime", "list-async-invokes", "--sort-by", "SubmissionTime"));
        assertThat(jobs.at("/asyncInvokeSummaries/0/invocationArn").asText()).isEqualTo(arn);
    }

    @Test
    void assumesARoleAndUsesIt() throws IOException {
        String arn = "arn:aws:iam::123456789012:role/Dev";
        JsonNode role = json(aws("sts", "assume-role", "--role-arn", arn, "--role-session-name", "cli"));
        Map<String, String> assumed = Map.of(
                "AWS_ACCESS_KEY_ID", role.at("/Credentials/AccessKeyId").asText(),
                "AWS_SECRET_ACCESS_KEY", role.at("/Credentials/SecretAccessKey").asText(),
                "AWS_SESSION_TOKEN", role.at("/Credentials/SessionToken").asText());
        Program.Result result =
                Program.run(emulator, assumed, List.of("aws", "--output", "json", "sts", "get-caller-identity"));
        assertThat(json(result.out()).path("Arn").asText()).isEqualTo("arn:aws:sts::123456789012:assumed-role/Dev/cli");
    }

    @Test
    void tellsRefusals() {
        Program.Result result = Program.run(
                emulator,
                Map.of("AWS_SECRET_ACCESS_KEY", "wrong"),
                List.of("aws", "bedrock", "list-foundation-models"));
        assertThat(result.code()).isNotZero();
        assertThat(result.err()).contains("(InvalidSignatureException)");
    }

    private static String aws(String... arguments) {
        List<String> command = new ArrayList<>(List.of("aws", "--output", "json"));
        command.addAll(List.of(arguments));
        Program.Result result = Program.run(emulator, Map.of(), command);
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    private static JsonNode json(String text) throws IOException {
        return Json.parse(text);
    }
}
