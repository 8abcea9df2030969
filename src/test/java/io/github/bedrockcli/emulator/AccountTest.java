package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An emulated account that has and may do less than everything. */
final class AccountTest {
    private static final SteppingClock CLOCK = new SteppingClock();
    private static final String LITE = "amazon.nova-lite-v1:0";
    private static final String HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";
    private static final String HI = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"a\"}]}]}";
    private static final String USER = "User: arn:aws:iam::123456789012:user/emulator is not authorized to perform: ";

    private static final ExecutorService POOL = Executors.newCachedThreadPool();

    private final List<Emulator> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Emulator::close);
    }

    @AfterAll
    static void stopThreads() {
        POOL.shutdown();
    }

    private SignedClient account(String json) {
        Emulator emulator = Emulator.startForThisProcess(CLOCK, parse(json));
        started.add(emulator);
        return SignedClient.of(emulator, CLOCK);
    }

    private static Account parse(String json) {
        return Account.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "account.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'authorization': 'NOT_AUTHORIZED' | 403 | AccessDeniedException | Your account is not authorized to invoke",
                "'entitlement': 'NOT_AVAILABLE' | 403 | AccessDeniedException | You don't have access to the model with the",
                "'region': 'NOT_AVAILABLE' | 400 | ValidationException | The provided model identifier is invalid.",
                "'agreement': 'NOT_AVAILABLE' | 403 | AccessDeniedException | Model access is denied due to IAM user or",
                "'agreement': 'PENDING' | 403 | AccessDeniedException | Your account is not authorized to access this model.",
                "'agreement': 'ERROR' | 403 | AccessDeniedException | Model access is denied due to INVALID_PAYMENT_INSTRUM",
                "'form': 'missing' | 404 | ResourceNotFoundException | Model use case details have not been submitted for",
                "'refuse': 'operation-not-allowed' | 400 | ValidationException | Operation not allowed",
                "'refuse': 'legacy-unused' | 404 | ResourceNotFoundException | Access denied. This Model is marked by prov",
                "'refuse': 'end-of-life' | 404 | ResourceNotFoundException | This model version has reached the end of its",
                "'refuse': 'contact-sales' | 403 | AccessDeniedException | amazon.nova-lite-v1:0 is not available for this acc",
                "'refuse': 'capacity' | 503 | ServiceUnavailableException | Model is getting throttled."
            })
    void eachWayOfInvokingIsRefusedForTheSameReason(String rule, int status, String code, String words) {
        SignedClient client = account("{'models': {'amazon.nova-*': {" + rule + "}}}");
        for (String id : List.of(LITE, "us." + LITE, "arn:aws:bedrock:us-east-1::foundation-model/" + LITE)) {
            for (SignedClient.Answer answer :
                    List.of(client.invoke(id, HI), client.invokeStream(id, HI), client.converse(id, HI))) {
                assertThat(answer.status()).as(id).isEqualTo(status);
                assertThat(answer.error()).as(id).isEqualTo(code);
                assertThat(answer.message()).as(id).startsWith(words);
            }
        }
        assertThat(client.invoke("mistral.mistral-7b-instruct-v0:2", "{\"prompt\":\"a\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void availabilityTellsTheFourStatusesAndLaterRulesStandOverEarlier() {
        SignedClient client = account("""
                {'models': {
                  'amazon.*': {'authorization': 'NOT_AUTHORIZED', 'agreement': 'ERROR', 'agreement_error': 'No card.'},
                  'amazon.nova-lite-v1:0': {'authorization': 'AUTHORIZED', 'entitlement': 'NOT_AVAILABLE'}}}
                """);
        JsonNode lite = availability(client, LITE);
        assertThat(lite.at("/agreementAvailability/status").asText()).isEqualTo("ERROR");
        assertThat(lite.at("/agreementAvailability/errorMessage").asText()).isEqualTo("No card.");
        assertThat(lite.path("authorizationStatus").asText()).isEqualTo("AUTHORIZED");
        assertThat(lite.path("entitlementAvailability").asText()).isEqualTo("NOT_AVAILABLE");
        assertThat(lite.path("regionAvailability").asText()).isEqualTo("AVAILABLE");
        assertThat(availability(client, "amazon.nova-pro-v1:0")
                        .path("authorizationStatus")
                        .asText())
                .isEqualTo("NOT_AUTHORIZED");
        assertThat(availability(client, HAIKU).path("authorizationStatus").asText())
                .isEqualTo("AUTHORIZED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "identity | because no identity-based policy allows the bedrock:InvokeModel action",
                "identity-explicit | with an explicit deny in an identity-based policy",
                "scp | with an explicit deny in a service control policy",
                "scp-implicit | because no service control policy allows the bedrock:InvokeModel action",
                "rcp | with an explicit deny in a resource control policy",
                "boundary | because no permissions boundary allows the bedrock:InvokeModel action",
                "session | because no session policy allows the bedrock:InvokeModel action",
                "resource | with an explicit deny in a resource-based policy",
                "endpoint | because no VPC endpoint policy allows the bedrock:InvokeModel action"
            })
    void aDenialSaysWhichKindOfPolicyStandsAgainstWhat(String by, String words) {
        SignedClient client = account("{'deny': [{'action': 'bedrock:InvokeModel', 'by': '" + by + "'}]}");
        SignedClient.Answer answer = client.converse(LITE, HI);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error()).isEqualTo("AccessDeniedException");
        assertThat(answer.message())
                .isEqualTo(USER + "bedrock:InvokeModel on resource: arn:aws:bedrock:us-east-1::foundation-model/" + LITE
                        + " " + words);
        assertThat(client.invokeStream(LITE, HI).status()).isEqualTo(200);
    }

    @Test
    void anOutrightDenyNamesItsPolicyWhereTheFileDoes() {
        String policy = "arn:aws:organizations::123456789012:policy/o-a/service_control_policy/p-b";
        SignedClient client =
                account("{'deny': [{'action': 'bedrock:List*', 'by': 'scp', 'policy': '" + policy + "'}]}");
        assertThat(client.get("/foundation-models").message())
                .isEqualTo(USER + "bedrock:ListFoundationModels with an explicit deny in a service control policy: "
                        + policy);
        assertThat(client.get("/foundation-models/amazon.nova-lite-v1%3A0").status())
                .isEqualTo(200);
    }

    @Test
    void aProfileNeedsItselfAndItsModelInEveryRegion() {
        String profile = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us." + LITE;
        SignedClient denied =
                account("{'deny': [{'action': 'bedrock:InvokeModel', 'resource': '*:inference-profile/*'}]}");
        assertThat(denied.invoke("us." + LITE, HI).message()).contains("on resource: " + profile + " because");
        assertThat(denied.invoke(LITE, HI).status()).isEqualTo(200);
        SignedClient far = account("{'deny': [{'action': 'bedrock:InvokeModel*', 'by': 'scp', 'resource':"
                + " 'arn:aws:bedrock:us-west-2::foundation-model/*'}]}");
        for (String id : List.of("us." + LITE, profile)) {
            assertThat(far.invoke(id, HI).message())
                    .as(id)
                    .contains("on resource: arn:aws:bedrock:us-west-2::foundation-model/" + LITE + " with an explicit");
        }
        assertThat(far.invoke(LITE, HI).status()).isEqualTo(200);
        SignedClient anywhere = account(
                "{'deny': [{'action': 'bedrock:InvokeModel', 'resource': 'arn:aws:bedrock:::foundation-model/*'}]}");
        assertThat(anywhere.converse("global." + HAIKU, HI).message())
                .contains("on resource: arn:aws:bedrock:::foundation-model/" + HAIKU + " because");
        assertThat(anywhere.converse("us." + HAIKU, HI).status()).isEqualTo(200);
    }

    @Test
    void throttlesAlwaysOrForAWhile() {
        SignedClient client = account("""
                {'throttle': ['GetFoundationModelAvailability amazon.nova-*',
                  {'operation': 'Converse', 'name': 'amazon.nova-lite-v1:0', 'times': 2}]}
                """);
        for (int i = 0; i < 3; i++) {
            SignedClient.Answer answer = client.get("/foundation-model-availability/" + LITE);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.error()).isEqualTo("ThrottlingException");
            assertThat(answer.message()).isEqualTo("Too many requests, please wait before trying again.");
        }
        assertThat(availability(client, HAIKU).path("authorizationStatus").asText())
                .isEqualTo("AUTHORIZED");
        assertThat(List.of(client.converse(LITE, HI), client.converse(LITE, HI), client.converse(LITE, HI)))
                .extracting(SignedClient.Answer::status)
                .containsExactly(429, 429, 200);
    }

    @Test
    void aRegionOffersWhatTheFileSaysAndOneThatIsNotEnabledKnowsNobody() {
        SignedClient client =
                account("{'regions': {'eu-west-1': {'offers': ['amazon.nova-*']}, 'ap-east-1': 'not-enabled'}}");
        SignedClient ireland = client.in("eu-west-1");
        JsonNode models = ireland.get("/foundation-models").json().path("modelSummaries");
        assertThat(models)
                .isNotEmpty()
                .allMatch(row -> row.path("modelId").asText().startsWith("amazon.nova-"));
        assertThat(ireland.get("/inference-profiles?type=SYSTEM_DEFINED").json().path("inferenceProfileSummaries"))
                .isNotEmpty()
                .allMatch(row -> row.path("inferenceProfileId").asText().matches("(eu|global)\\.amazon\\.nova-.*"));
        assertThat(ireland.converse("eu." + HAIKU, HI).message())
                .isEqualTo("The provided model identifier is invalid.");
        assertThat(availability(ireland, HAIKU).path("regionAvailability").asText())
                .isEqualTo("NOT_AVAILABLE");
        assertThat(client.converse("us." + HAIKU, HI).status()).isEqualTo(200);
        SignedClient.Answer refused = client.in("ap-east-1").get("/foundation-models");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.error()).isEqualTo("UnrecognizedClientException");
        assertThat(refused.message()).isEqualTo("The security token included in the request is invalid.");
    }

    @Test
    void aRegionMayStandDifferently() {
        SignedClient client = account("""
                {'models': {'amazon.nova-*': {'entitlement': 'NOT_AVAILABLE'}},
                 'regions': {'us-west-2': {'models': {'amazon.nova-lite-v1:0': {'entitlement': 'AVAILABLE'}}}}}
                """);
        assertThat(client.converse(LITE, HI).status()).isEqualTo(403);
        assertThat(client.in("us-west-2").converse(LITE, HI).status()).isEqualTo(200);
        assertThat(client.in("us-west-2").converse("amazon.nova-micro-v1:0", HI).status())
                .isEqualTo(403);
    }

    @Test
    void whatTheAccountBoughtOrMadeIsNotAskedForAccess() {
        SignedClient client = account("{'models': {'*': {'entitlement': 'NOT_AVAILABLE'}}}");
        String account = "arn:aws:bedrock:us-east-1:123456789012:";
        assertThat(client.invoke(account + "provisioned-model/abcdef012345", HI).status())
                .isEqualTo(200);
        assertThat(client.invoke(account + "application-inference-profile/nova0emulator", HI)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theFormOfAnthropicIsThereOrMissing() {
        SignedClient missing = account("{'models': {'anthropic.*': {'form': 'missing'}}}");
        SignedClient.Answer refused = missing.get("/use-case-for-model-access");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.message()).startsWith("You have not filled out the request form.");
        assertThat(account("{}")
                        .get("/use-case-for-model-access")
                        .json()
                        .path("formData")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void anApiKeyNeedsARightOfItsOwn() {
        SignedClient client = account("{'deny': [{'action': 'bedrock:CallWithBearerToken'}]}");
        assertThat(client.get("/foundation-models").status()).isEqualTo(200);
        SignedClient.Answer answer =
                client.send(HttpRequest.newBuilder(URI.create(started.get(0).endpoint() + "/foundation-models"))
                        .header("Authorization", "Bearer " + Keyring.BEARER_KEY)
                        .build());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message())
                .isEqualTo("User: arn:aws:iam::123456789012:user/BedrockAPIKey-emulator is not authorized to perform: "
                        + "bedrock:CallWithBearerToken because no identity-based policy allows the "
                        + "bedrock:CallWithBearerToken action");
    }

    @Test
    void asynchronousInvocationsAreRefusedAlike() {
        String body = "{\"modelId\":\"luma.ray-v2:0\",\"modelInput\":{\"prompt\":\"a\"},\"outputDataConfig\":"
                + "{\"s3OutputDataConfig\":{\"s3Uri\":\"s3://bucket/a\"}}}";
        assertThat(account("{'models': {'luma.*': {'entitlement': 'NOT_AVAILABLE'}}}")
                        .post("/async-invoke", body)
                        .message())
                .isEqualTo("You don't have access to the model with the specified model ID.");
        assertThat(account("{'deny': [{'action': 'bedrock:InvokeModel'}]}")
                        .post("/async-invoke", body)
                        .message())
                .contains("bedrock:InvokeModel on resource: arn:aws:bedrock:us-east-1::foundation-model/luma.ray-v2:0");
        assertThat(account("{'throttle': ['StartAsyncInvoke luma.*']}")
                        .post("/async-invoke", body)
                        .status())
                .isEqualTo(429);
        assertThat(account("{}").post("/async-invoke", body).status()).isEqualTo(200);
    }

    @Test
    void everyAnswerTakesItsTimeAndThirtyAtOnceTakeNoLonger() {
        SignedClient client = account("{'latency_ms': 150}");
        long before = System.nanoTime();
        IntStream.range(0, 30)
                .mapToObj(at -> CompletableFuture.supplyAsync(
                        () -> client.get("/foundation-model-availability/" + LITE)
                                .status(),
                        POOL))
                .toList()
                .forEach(answer -> assertThat(answer.join()).isEqualTo(200));
        long took = (System.nanoTime() - before) / 1_000_000;
        assertThat(took).isBetween(150L, 30 * 150L - 1);
    }

    @Test
    void theExampleIsAnAccount() throws IOException {
        Account example = Account.parse(Files.readAllBytes(Path.of("examples/account.json")), "examples/account.json");
        assertThat(example.standing("us-east-1", "cohere.embed-v4:0").agreement())
                .isEqualTo("NOT_AVAILABLE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | must be an object",
                "{'model': {}} | /model is unknown; known here: deny, latency_ms, models, regions, throttle",
                "{'models': {'amazon.*': {'agreed': 1}}} | /models/amazon.*/agreed is unknown; known here: agreement,",
                "{'models': {'amazon.*': {'agreement': 'NO'}}} | is one of AVAILABLE, PENDING, NOT_AVAILABLE, ERROR, not 'NO'",
                "{'models': {'amazn.*': {}}} | 'amazn.*' fits no model of the emulator",
                "{'models': []} | /models must be an object",
                "{'deny': {}} | /deny must be a list",
                "{'deny': [{'by': 'scp'}]} | /deny/0 has no action",
                "{'deny': [{'action': 'bedrock:Invoke'}]} | /deny/0/action is none of bedrock:CallWithBearerToken, ",
                "{'deny': [{'action': 'bedrock:*', 'by': 'me'}]} | /deny/0/by is one of identity, identity-explicit, scp",
                "{'throttle': ['Invoke']} | /throttle/0 names no operation of the emulator, which are ListFoundation",
                "{'throttle': [{'operation': 'Converse', 'times': -1}]} | /throttle/0/times is 0..1000000, not -1",
                "{'regions': {'Ireland': {}}} | /regions/Ireland is not the name of a region",
                "{'regions': {'eu-west-1': 'off'}} | /regions/eu-west-1 must be \"not-enabled\" or an object",
                "{'regions': {'eu-west-1': {'offers': ['amazn.*']}}} | /regions/eu-west-1/offers 'amazn.*' fits no model",
                "{'regions': {'eu-west-1': {'models': {'*': {'form': 1}}}}} | /regions/eu-west-1/models/*/form must be a text",
                "{'latency_ms': 'x'} | /latency_ms is 0..60000, not \"x\"",
                "{ | account.json is not JSON: "
            })
    void whatTheFileMayNotSayIsNamed(String json, String words) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("account.json")
                .hasMessageContaining(words);
    }

    private static JsonNode availability(SignedClient client, String id) {
        return client.get("/foundation-model-availability/" + id.replace(":", "%3A"))
                .json();
    }
}
