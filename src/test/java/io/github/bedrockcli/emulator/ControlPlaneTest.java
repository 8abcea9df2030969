package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists of models and profiles, their filters and pages. */
final class ControlPlaneTest {
    private static final SteppingClock CLOCK = new SteppingClock();
    private static Emulator emulator;
    private static SignedClient client;

    @BeforeAll
    static void start() {
        emulator = Emulator.startForThisProcess(CLOCK);
        client = SignedClient.of(emulator, CLOCK);
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void theListHoldsWhatRealListsHold() {
        List<JsonNode> models = models("");
        assertThat(ids(models))
                .contains("amazon.nova-lite-v1:0", "amazon.titan-embed-text-v2:0", "amazon.nova-lite-v1:0:24k")
                .doesNotContain("anthropic.claude-v2")
                .doesNotHaveDuplicates();
        assertThat(models)
                .anyMatch(model -> model.at("/modelLifecycle/status").asText().equals("LEGACY")
                        && model.at("/modelLifecycle").has("endOfLifeTime"))
                .anyMatch(model ->
                        model.path("inferenceTypesSupported").toString().equals("[\"INFERENCE_PROFILE\"]"))
                .anyMatch(model -> model.path("inferenceTypesSupported").isEmpty())
                .anyMatch(model -> model.path("inputModalities").toString().contains("VIDEO"))
                .anyMatch(model -> !model.has("responseStreamingSupported"))
                .noneMatch(model -> model.has("profiles") || model.has("retired"));
    }

    @Test
    void eachFilterKeepsWhatHasTheValue() {
        assertThat(models("?byProvider=meta"))
                .hasSizeGreaterThan(2)
                .allMatch(model -> model.path("providerName").asText().equals("Meta"));
        assertThat(models("?byOutputModality=EMBEDDING"))
                .isNotEmpty()
                .allMatch(model -> model.path("outputModalities").toString().contains("EMBEDDING"));
        assertThat(models("?byInferenceType=PROVISIONED"))
                .isNotEmpty()
                .allMatch(model ->
                        model.path("inferenceTypesSupported").toString().contains("PROVISIONED"));
        assertThat(models("?byCustomizationType=FINE_TUNING"))
                .isNotEmpty()
                .allMatch(model ->
                        model.path("customizationsSupported").toString().contains("FINE_TUNING"));
        assertThat(models("?byProvider=Nobody")).isEmpty();
    }

    @Test
    void aFilterValueThatTheServiceModelLacksIsRefused() {
        SignedClient.Answer answer = client.get("/foundation-models?byInferenceType=INFERENCE_PROFILE");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).contains("'INFERENCE_PROFILE' at 'byInferenceType'", "[ON_DEMAND, PROVISIONED]");
    }

    @Test
    void profilesComeInPagesWithoutGapsOrRepeats() {
        List<String> all = profiles("/inference-profiles");
        List<String> paged = new ArrayList<>();
        String token = "";
        do {
            JsonNode page =
                    client.get("/inference-profiles?maxResults=4" + token).json();
            assertThat(page.path("inferenceProfileSummaries").size()).isLessThanOrEqualTo(4);
            page.path("inferenceProfileSummaries")
                    .forEach(row -> paged.add(row.path("inferenceProfileId").asText()));
            token = page.has("nextToken")
                    ? "&nextToken=" + page.path("nextToken").asText()
                    : null;
        } while (token != null);
        assertThat(paged).isEqualTo(all).contains("us.amazon.nova-lite-v1:0", "1arbu5hu2sjr");
        assertThat(profiles("/inference-profiles?type=APPLICATION"))
                .contains("1arbu5hu2sjr")
                .hasSize(2);
        assertThat(profiles("/inference-profiles?type=SYSTEM_DEFINED")).hasSize(all.size() - 2);
    }

    @Test
    void wrongPageParametersAreRefused() {
        for (String query : List.of("maxResults=0", "maxResults=1001", "maxResults=x", "nextToken=abc", "type=OTHER")) {
            assertThat(client.get("/inference-profiles?" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void oneModelOneProfileAndTheirAvailability() {
        assertThat(client.get("/foundation-models/amazon.nova-lite-v1%3A0")
                        .json()
                        .at("/modelDetails/modelName")
                        .asText())
                .isEqualTo("Nova Lite");
        assertThat(client.get("/foundation-models/nope").message())
                .isEqualTo("The provided model identifier is invalid.");
        JsonNode availability = client.get("/foundation-model-availability/amazon.nova-lite-v1%3A0")
                .json();
        assertThat(availability.at("/agreementAvailability/status").asText()).isEqualTo("AVAILABLE");
        String arn = "arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2F1arbu5hu2sjr";
        assertThat(client.get("/inference-profiles/" + arn)
                        .json()
                        .at("/models/0/modelArn")
                        .asText())
                .isEqualTo("arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0");
        assertThat(client.get("/inference-profiles/nope").status()).isEqualTo(404);
    }

    @Test
    void aLegacyModelTellsItsDates() {
        JsonNode lifecycle = client.get("/foundation-models/ai21.jamba-1-5-large-v1%3A0")
                .json()
                .at("/modelDetails/modelLifecycle");
        assertThat(lifecycle.toString())
                .isEqualTo("{\"status\":\"LEGACY\",\"startOfLifeTime\":\"2024-09-23T00:00:00Z\","
                        + "\"endOfLifeTime\":\"2026-11-26T00:00:00Z\",\"legacyTime\":\"2026-05-26T00:00:00Z\","
                        + "\"publicExtendedAccessTime\":\"2026-08-26T00:00:00Z\"}");
        assertThat(client.converse("us.anthropic.claude-sonnet-4-20250514-v1:0", "{}")
                        .message())
                .startsWith("This model version has reached the end of its life.");
    }

    @Test
    void modelsOfOthersHaveAnOfferThatSaysItIsMadeUp() {
        String path = "/list-foundation-model-agreement-offers/mistral.mistral-large-2402-v1%3A0";
        JsonNode reply = client.get(path).json();
        assertThat(reply.path("modelId").asText()).isEqualTo("mistral.mistral-large-2402-v1:0");
        assertThat(reply.path("offers")).hasSize(1);
        assertThat(reply.at("/offers/0/offerId").asText()).startsWith("offer-emulated-");
        assertThat(reply.at("/offers/0/termDetails/usageBasedPricingTerm/rateCard"))
                .hasSize(2);
        assertThat(client.get(path + "?offerType=ALL").json()).isEqualTo(reply);
        assertThat(client.get(path + "?offerType=MINE").status()).isEqualTo(400);
        assertThat(client.get("/list-foundation-model-agreement-offers/amazon.nova-lite-v1%3A0")
                        .json()
                        .path("offers"))
                .isEmpty();
        assertThat(client.get("/list-foundation-model-agreement-offers/nope").status())
                .isEqualTo(400);
    }

    @Test
    void anEndpointOfTheMarketplaceIsListedAndAnswers() {
        JsonNode row = client.get("/marketplace-model/endpoints").json().at("/marketplaceModelEndpoints/0");
        String arn = "arn:aws:sagemaker:us-east-1:123456789012:endpoint/emulator-endpoint";
        assertThat(row.path("endpointArn").asText()).isEqualTo(arn);
        assertThat(row.path("status").asText()).isEqualTo("REGISTERED");
        assertThat(client.get("/marketplace-model/endpoints?modelSourceIdentifier=other")
                        .json()
                        .path("marketplaceModelEndpoints"))
                .isEmpty();
        assertThat(got("/marketplace-model/endpoints/", arn)
                        .at("/marketplaceModelEndpoint/endpointConfig/sageMaker/initialInstanceCount")
                        .asInt())
                .isEqualTo(1);
        String hi = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"a\"}]}]}";
        assertThat(client.converse(arn, hi).status()).isEqualTo(200);
        assertThat(client.converse(arn + "-other", hi).message())
                .isEqualTo("The provided model identifier is invalid.");
    }

    @Test
    void promptRoutersAreListed() {
        assertThat(client.get("/prompt-routers")
                        .json()
                        .at("/promptRouterSummaries/0/promptRouterArn")
                        .asText())
                .isEqualTo("arn:aws:bedrock:us-east-1:123456789012:prompt-router/abcdef012345");
        assertThat(client.get("/prompt-routers?type=default").json().path("promptRouterSummaries"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "us-west-2, us.amazon.nova-lite-v1:0, eu.amazon.nova-lite-v1:0",
        "ca-central-1, ca.amazon.nova-lite-v1:0, jp.amazon.nova-2-lite-v1:0",
        "eu-central-1, eu.amazon.nova-lite-v1:0, us.amazon.nova-lite-v1:0",
        "ap-northeast-1, jp.amazon.nova-2-lite-v1:0, au.anthropic.claude-sonnet-4-6",
        "ap-southeast-2, au.anthropic.claude-sonnet-4-6, jp.anthropic.claude-sonnet-4-6",
        "ap-south-1, apac.amazon.nova-lite-v1:0, us.amazon.nova-lite-v1:0",
        "sa-east-1, global.anthropic.claude-sonnet-4-6, us.amazon.nova-lite-v1:0"
    })
    void aRegionHasTheProfilesOfItsGeographyOnly(String region, String own, String foreign) {
        SignedClient there = client.in(region);
        List<String> ids = new ArrayList<>();
        there.get("/inference-profiles?type=SYSTEM_DEFINED")
                .json()
                .path("inferenceProfileSummaries")
                .forEach(row -> ids.add(row.path("inferenceProfileId").asText()));
        assertThat(ids).contains(own).doesNotContain(foreign);
        String hi = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"a\"}]}]}";
        assertThat(there.converse(own, hi).status()).isEqualTo(200);
        SignedClient.Answer refused = there.converse(foreign, hi);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).isEqualTo("The provided model identifier is invalid.");
        assertThat(there.get("/inference-profiles/" + foreign.replace(":", "%3A"))
                        .status())
                .isEqualTo(404);
        // What is listed can be had: a model that needs a profile is not where it has none.
        there.get("/foundation-models").json().path("modelSummaries").forEach(row -> {
            String id = row.path("modelId").asText();
            if (row.path("inferenceTypesSupported").toString().equals("[\"INFERENCE_PROFILE\"]")) {
                assertThat(ids).anyMatch(profile -> profile.endsWith("." + id));
            }
        });
    }

    @Test
    void aProfileLeadsToRegionsOfItsGeography() {
        JsonNode models = client.in("eu-west-1")
                .get("/inference-profiles/eu.amazon.nova-lite-v1%3A0")
                .json()
                .path("models");
        assertThat(models)
                .hasSize(4)
                .allMatch(row -> row.path("modelArn")
                        .asText()
                        .matches("arn:aws:bedrock:eu-[a-z]+-\\d::foundation-model/amazon.nova-lite-v1:0"));
        assertThat(client.get("/inference-profiles/global.anthropic.claude-sonnet-4-6")
                        .json()
                        .at("/models/1/modelArn")
                        .asText())
                .isEqualTo("arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-6");
    }

    @Test
    void whatTheAccountMadeTellsWhatIsBehindIt() {
        String arn = "arn:aws:bedrock:us-east-1:123456789012:";
        String base = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
        String tuned = arn + "custom-model/amazon.nova-lite-v1:0:24k/abcdef012345";
        assertThat(got("/provisioned-model-throughput/", arn + "provisioned-model/abcdef012345")
                        .path("foundationModelArn")
                        .asText())
                .isEqualTo(base + ":24k");
        assertThat(got("/custom-models/", tuned).path("baseModelArn").asText()).isEqualTo(base + ":24k");
        assertThat(got("/model-customization/custom-model-deployments/", arn + "custom-model-deployment/abcdef012345")
                        .path("modelArn")
                        .asText())
                .isEqualTo(tuned);
        JsonNode imported = got("/imported-models/", arn + "imported-model/abcdef012345");
        assertThat(imported.path("modelArchitecture").asText()).isEqualTo("Llama 3");
        assertThat(imported.path("instructSupported").asBoolean()).isTrue();
        assertThat(got("/prompt-routers/", arn + "prompt-router/abcdef012345")
                        .at("/models/0/modelArn")
                        .asText())
                .isEqualTo(base);
        assertThat(got("/custom-models/", "emulator-tuned").path("modelArn").asText())
                .isEqualTo(tuned);
        assertThat(client.get("/imported-models/nope").status()).isEqualTo(404);
    }

    private static JsonNode got(String path, String arn) {
        return client.get(path + arn.replace(":", "%3A").replace("/", "%2F")).json();
    }

    @Test
    void whatTheAccountMadeIsListedAndCanBeCalled() {
        String arn = "arn:aws:bedrock:us-east-1:123456789012:";
        String base = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:24k";
        JsonNode custom = client.get("/custom-models").json().path("modelSummaries");
        assertThat(custom).hasSize(1);
        assertThat(custom.get(0).path("modelArn").asText())
                .isEqualTo(arn + "custom-model/amazon.nova-lite-v1:0:24k/abcdef012345");
        assertThat(custom.get(0).path("baseModelArn").asText()).isEqualTo(base);
        JsonNode imported = client.get("/imported-models").json().path("modelSummaries");
        assertThat(imported.get(0).path("modelArchitecture").asText()).isEqualTo("Llama 3");
        JsonNode provisioned =
                client.get("/provisioned-model-throughputs").json().path("provisionedModelSummaries");
        assertThat(provisioned.get(0).path("foundationModelArn").asText()).isEqualTo(base);
        assertThat(provisioned.get(0).path("status").asText()).isEqualTo("InService");
        assertThat(client.invoke(imported.get(0).path("modelArn").asText(), "{\"prompt\":\"Hi\"}")
                        .status())
                .isEqualTo(200);
        String nova = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"a\"}]}]}";
        for (JsonNode row :
                List.of(custom.get(0).path("modelArn"), provisioned.get(0).path("provisionedModelArn"))) {
            assertThat(client.invoke(row.asText(), nova).status())
                    .as(row.asText())
                    .isEqualTo(200);
        }
    }

    @Test
    void theAccountsListsAreFilteredAndPaged() {
        for (String none : List.of(
                "/custom-models?modelStatus=Failed",
                "/custom-models?nameContains=other",
                "/custom-models?baseModelArnEquals=arn:aws:bedrock:us-east-1::foundation-model/other",
                "/imported-models?creationTimeBefore=2020-01-01T00:00:00Z",
                "/imported-models?creationTimeAfter=2030-01-01T00:00:00Z")) {
            assertThat(client.get(none).json().path("modelSummaries")).as(none).isEmpty();
        }
        assertThat(client.get("/custom-models?maxResults=1&modelStatus=Active")
                        .json()
                        .path("modelSummaries"))
                .hasSize(1);
        assertThat(client.get("/provisioned-model-throughputs?statusEquals=Creating")
                        .json()
                        .path("provisionedModelSummaries"))
                .isEmpty();
        for (String wrong : List.of(
                "/custom-models?modelStatus=Gone",
                "/imported-models?maxResults=0",
                "/imported-models?creationTimeAfter=x",
                "/provisioned-model-throughputs?nextToken=abc")) {
            assertThat(client.get(wrong).status()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void everyFormOfAModelIdIsUnderstood() {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"a\"}]}]}";
        String account = "arn:aws:bedrock:us-east-1:123456789012:";
        for (String id : List.of(
                "amazon.nova-lite-v1:0",
                "us.amazon.nova-lite-v1:0",
                "global.amazon.nova-2-lite-v1:0",
                "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
                account + "inference-profile/us.amazon.nova-lite-v1:0",
                account + "application-inference-profile/nova0emulator",
                account + "provisioned-model/abcdef012345",
                account + "custom-model/amazon.nova-lite-v1:0:300k/abcdef012345")) {
            assertThat(client.invoke(id, body).status()).as(id).isEqualTo(200);
        }
        assertThat(client.post("/model/amazon.nova-lite-v1:0/invoke", body).status())
                .isEqualTo(200);
        for (String id : List.of(
                "nope",
                "us.meta.llama3-8b-instruct-v1:0",
                "eu.amazon.nova-lite-v1:0",
                account + "inference-profile/eu.amazon.nova-lite-v1:0",
                account + "provisioned-model/other")) {
            assertThat(client.invoke(id, body).message()).isEqualTo("The provided model identifier is invalid.");
        }
        assertThat(client.invoke("amazon.nova-lite-v1:0:24k", body).message())
                .startsWith(
                        "Invocation of model ID amazon.nova-lite-v1:0:24k with on-demand throughput isn\u2019t supported.");
    }

    @Test
    void invokeTellsItsTokensInHeadersAndChecksItsOwn() {
        String body = "{\"inputText\":\"one two\"}";
        SignedClient.Answer text = client.invoke("amazon.titan-tg1-large", body);
        assertThat(text.header("x-amzn-bedrock-input-token-count")).isEqualTo("2");
        assertThat(text.header("x-amzn-bedrock-output-token-count")).isEqualTo("4");
        assertThat(text.header("x-amzn-bedrock-invocation-latency")).matches("\\d+");
        SignedClient.Answer vector = client.invoke("amazon.titan-embed-text-v2:0", body);
        assertThat(vector.header("x-amzn-bedrock-input-token-count")).isEqualTo("2");
        assertThat(vector.header("x-amzn-bedrock-output-token-count")).isEmpty();
        assertThat(client.invokeStream("amazon.titan-embed-text-v2:0", body).status())
                .isEqualTo(400);
        assertThat(client.invoke("us.openai.gpt-6.1-sol", "{}").message()).contains("does not imitate InvokeModel");
        String long25 = "{\"inputText\":\"" + "a".repeat(25_000_000) + "\"}";
        assertThat(client.invoke("amazon.titan-tg1-large", long25).message())
                .endsWith("Member must have length less than or equal to 25000000");
    }

    @Test
    void whatItDoesNotHaveItSaysSo() {
        assertThat(client.get("/guardrails").status()).isEqualTo(404);
        assertThat(client.post("/model/amazon.nova-lite-v1%3A0/other", "{}").error())
                .isEqualTo("UnknownOperationException");
        assertThat(client.post("/foundation-models", "{}").status()).isEqualTo(404);
    }

    private static List<JsonNode> models(String query) {
        List<JsonNode> models = new ArrayList<>();
        client.get("/foundation-models" + query).json().path("modelSummaries").forEach(models::add);
        return models;
    }

    private static List<String> ids(List<JsonNode> models) {
        return models.stream().map(model -> model.path("modelId").asText()).toList();
    }

    private static List<String> profiles(String target) {
        List<String> ids = new ArrayList<>();
        client.get(target)
                .json()
                .path("inferenceProfileSummaries")
                .forEach(row -> ids.add(row.path("inferenceProfileId").asText()));
        return ids;
    }
}
