package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.Usage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole-answer operations, the lists and the preview, through the real SDK. */
class SdkBedrockTest {
    private static final Knobs ALL_KNOBS = new Knobs(
            new Knobs.Guardrail("gr-1", "DRAFT", true, false, null),
            "flex",
            "optimized",
            Map.of("team", "a b", "x", "1"));

    @Test
    void invokeModelSendsTheBodyAsGivenAndReturnsTheBodyAsReceived() {
        String odd = "{ \"prompt\" : \"\\u00e9 \u00e9\",\n \"n\":1.50 }";
        try (LoopbackServer server = LoopbackServer.answering(
                        200,
                        "{\"a\": 1.0 }",
                        "x-amzn-RequestId: r-1",
                        "X-Amzn-Bedrock-Input-Token-Count: 5",
                        "X-Amzn-Bedrock-Output-Token-Count: 7",
                        "X-Amzn-Bedrock-Cache-Read-Input-Token-Count: 2",
                        "X-Amzn-Bedrock-Cache-Write-Input-Token-Count: 3");
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockResponse response = bedrock.invoke(Requests.invoke(odd));

            assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("{\"a\": 1.0 }");
            assertThat(response.requestId()).isEqualTo("r-1");
            assertThat(response.headerUsage()).isEqualTo(new Usage(5L, 7L, 2L, 3L));
            assertThat(response.firstByte()).isPositive().isLessThanOrEqualTo(response.total());
            LoopbackServer.Request request = server.only();
            assertThat(request.text()).isEqualTo(odd);
            assertThat(request.method() + " " + request.target())
                    .isEqualTo("POST /model/amazon.nova-lite-v1%3A0/invoke");
            assertThat(request.header("content-type")).isEqualTo("application/json");
            assertThat(request.header("accept")).isEqualTo("application/json");
            assertThat(request.header("authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                    .contains("/us-west-2/bedrock/aws4_request");
            assertThat(request.headers()).doesNotContainKey("x-amzn-bedrock-guardrailidentifier");
        }
    }

    @Test
    void knobsGoIntoTheHeadersOfInvokeModel() {
        try (LoopbackServer server = LoopbackServer.answering(200, "{}");
                Bedrock bedrock = Connections.to(server).open()) {
            bedrock.invoke(Requests.invoke("{}", ALL_KNOBS));

            LoopbackServer.Request request = server.only();
            assertThat(request.header("x-amzn-bedrock-guardrailidentifier")).isEqualTo("gr-1");
            assertThat(request.header("x-amzn-bedrock-guardrailversion")).isEqualTo("DRAFT");
            assertThat(request.header("x-amzn-bedrock-trace")).isEqualTo("ENABLED");
            assertThat(request.header("x-amzn-bedrock-service-tier")).isEqualTo("flex");
            assertThat(request.header("x-amzn-bedrock-performanceconfig-latency"))
                    .isEqualTo("optimized");
            assertThat(request.header("x-amzn-bedrock-request-metadata")).isEqualTo("{\"team\":\"a b\",\"x\":\"1\"}");
        }
    }

    @Test
    void converseKeepsFieldsThatTheSdkDoesNotKnowBothWays() {
        String body = "{ \"messages\":[], \"fromTomorrow\": {\"x\": 1.00} }";
        String reply = "{ \"output\": {\"alsoNew\": true}, \"usage\": {\"serverToolUsage\": {}} }";
        try (LoopbackServer server = LoopbackServer.answering(200, reply, "x-amzn-RequestId: r-2");
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockResponse response = bedrock.invoke(Requests.converse(body));

            assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(reply);
            assertThat(response.requestId()).isEqualTo("r-2");
            assertThat(server.only().text()).isEqualTo(body);
            assertThat(server.only().target()).isEqualTo("/model/amazon.nova-lite-v1%3A0/converse");
            assertThat(server.only().header("content-type")).isEqualTo("application/json");
            assertThat(server.only().header("content-length")).isEqualTo(String.valueOf(body.length()));
        }
    }

    @Test
    void oneConnectionServesManyRequests() {
        try (LoopbackServer server = LoopbackServer.answering(200, "{}");
                Bedrock bedrock = Connections.to(server).open()) {
            for (int i = 0; i < 5; i++) {
                bedrock.invoke(Requests.invoke("{}"));
            }
            bedrock.customModels();

            assertThat(server.requests()).hasSize(6);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aFiveMegabyteBodyArrivesWhole() {
        String body = "{\"x\":\"" + "y".repeat(5_000_000) + "\"}";
        try (LoopbackServer server = LoopbackServer.answering(200, "{}");
                Bedrock bedrock = Connections.to(server).open()) {
            bedrock.invoke(Requests.invoke(body));
            bedrock.invoke(Requests.converse(body));

            assertThat(server.requests())
                    .allSatisfy(request -> assertThat(request.text()).isEqualTo(body));
        }
    }

    @Test
    void foundationModelsKeepTheServicesWords() {
        String json = """
                {"modelSummaries":[
                 {"modelArn":"arn:1","modelId":"a.b-v1:0","modelName":"B","providerName":"A",
                  "inputModalities":["TEXT","VIDEO"],"outputModalities":["SPEECH"],"responseStreamingSupported":true,
                  "inferenceTypesSupported":["INFERENCE_PROFILE"],"customizationsSupported":[],
                  "modelLifecycle":{"status":"LEGACY","endOfLifeTime":"2026-09-01T00:00:00Z"}},
                 {"modelArn":"arn:2","modelId":"c.d"}]}""";
        try (LoopbackServer server = LoopbackServer.answering(200, json);
                Bedrock bedrock = Connections.to(server).open()) {
            List<ModelSummary> models =
                    bedrock.foundationModels(new Bedrock.ModelFilter("A", "TEXT", "ON_DEMAND", "FINE_TUNING"));

            assertThat(server.only().target())
                    .startsWith("/foundation-models?")
                    .contains("byProvider=A", "byOutputModality=TEXT", "byInferenceType=ON_DEMAND")
                    .contains("byCustomizationType=FINE_TUNING");
            assertThat(models.get(0).inputModalities()).containsExactly("TEXT", "VIDEO");
            assertThat(models.get(0).inferenceTypes()).containsExactly("INFERENCE_PROFILE");
            assertThat(models.get(0).lifecycle()).isEqualTo("LEGACY");
            assertThat(models.get(0).endOfLife()).hasToString("2026-09-01T00:00:00Z");
            assertThat(models.get(1).streaming()).isNull();
            assertThat(models.get(1).lifecycle()).isNull();
            assertThat(models.get(1).inputModalities()).isEmpty();
        }
    }

    @Test
    void inferenceProfilesComeFromEveryPageOfBothTypes() {
        try (LoopbackServer server =
                        LoopbackServer.start((request, answer) -> answer.json(200, page(request.target())));
                Bedrock bedrock = Connections.to(server).open()) {
            List<ModelSummary> profiles = bedrock.inferenceProfiles();

            assertThat(profiles).extracting(ModelSummary::id).containsExactly("us.a.b", "us.c.d", "arn:app");
            assertThat(profiles)
                    .extracting(ModelSummary::kind)
                    .containsExactly(
                            ModelSummary.Kind.SYSTEM_PROFILE,
                            ModelSummary.Kind.SYSTEM_PROFILE,
                            ModelSummary.Kind.APPLICATION_PROFILE);
            assertThat(profiles.get(0).models()).containsExactly("arn:m");
        }
    }

    private static String page(String target) {
        String summary = "{\"inferenceProfileName\":\"n\",\"inferenceProfileArn\":\"%s\",\"inferenceProfileId\":\"%s\","
                + "\"models\":[{\"modelArn\":\"arn:m\"}],\"status\":\"ACTIVE\",\"type\":\"%s\"}";
        if (target.contains("type=APPLICATION")) {
            return "{\"inferenceProfileSummaries\":[" + summary.formatted("arn:app", "x1", "APPLICATION") + "]}";
        }
        return target.contains("nextToken=t2")
                ? "{\"inferenceProfileSummaries\":[" + summary.formatted("arn:2", "us.c.d", "SYSTEM_DEFINED") + "]}"
                : "{\"nextToken\":\"t2\",\"inferenceProfileSummaries\":["
                        + summary.formatted("arn:1", "us.a.b", "SYSTEM_DEFINED") + "]}";
    }

    @Test
    void previewNeedsNoCredentialsAndShowsNoSignature() {
        try (Bedrock bedrock = Connections.bare().open()) {
            RequestPreview preview = bedrock.preview(Requests.invoke("{\"a\":\"\u00e9\"}", ALL_KNOBS), false);

            assertThat(preview.method()).isEqualTo("POST");
            assertThat(preview.uri())
                    .isEqualTo(URI.create(
                            "https://bedrock-runtime.us-west-2.amazonaws.com/model/amazon.nova-lite-v1%3A0/invoke"));
            assertThat(preview.body()).isEqualTo("{\"a\":\"\u00e9\"}");
            assertThat(preview.headers())
                    .containsEntry("Host", List.of("bedrock-runtime.us-west-2.amazonaws.com"))
                    .containsEntry("Content-Type", List.of("application/json"))
                    .containsEntry("X-Amzn-Bedrock-GuardrailIdentifier", List.of("gr-1"))
                    .doesNotContainKeys(
                            "Authorization",
                            "X-Amz-Date",
                            "X-Amz-Security-Token",
                            "amz-sdk-invocation-id",
                            "amz-sdk-request");
        }
    }

    @Test
    void previewShowsEachOperation() {
        try (Bedrock bedrock = Connections.bare().open()) {
            assertThat(bedrock.preview(Requests.invoke("{}"), true).uri().getRawPath())
                    .isEqualTo("/model/amazon.nova-lite-v1%3A0/invoke-with-response-stream");
            assertThat(bedrock.preview(Requests.invoke("{}"), true).headers())
                    .containsEntry("X-Amzn-Bedrock-Accept", List.of("application/json"));
            assertThat(bedrock.preview(Requests.converse("{\"new\": 1}"), false)
                            .uri()
                            .getRawPath())
                    .isEqualTo("/model/amazon.nova-lite-v1%3A0/converse");
            RequestPreview stream = bedrock.preview(Requests.converse("{\"new\": 1}"), true);
            assertThat(stream.uri().getRawPath()).isEqualTo("/model/amazon.nova-lite-v1%3A0/converse-stream");
            assertThat(stream.body()).isEqualTo("{\"new\": 1}");
            assertThat(stream.headers()).containsEntry("Content-Length", List.of("10"));
        }
    }

    @Test
    void previewTakesAnEndpointInsteadOfARegion() {
        try (Bedrock bedrock = Connections.bare()
                .region(null)
                .endpoint(URI.create("http://127.0.0.1:1"))
                .open()) {
            assertThat(bedrock.preview(Requests.invoke("{}"), false).uri().getAuthority())
                    .isEqualTo("127.0.0.1:1");
        }
    }

    @Test
    void fipsAndDualStackNameTheirHosts() {
        try (Bedrock fips = Connections.bare().fips().open();
                Bedrock dual = Connections.bare().dualStack().open()) {
            assertThat(fips.preview(Requests.invoke("{}"), false).uri().getHost())
                    .isEqualTo("bedrock-runtime-fips.us-west-2.amazonaws.com");
            assertThat(dual.preview(Requests.invoke("{}"), false).uri().getHost())
                    .isEqualTo("bedrock-runtime.us-west-2.api.aws");
        }
    }

    @Test
    void fipsWithAnEndpointIsAContradiction() {
        try (Bedrock bedrock = Connections.bare()
                .fips()
                .endpoint(URI.create("http://127.0.0.1:1"))
                .open()) {
            assertThatThrownBy(() -> bedrock.preview(Requests.invoke("{}"), false))
                    .isInstanceOfSatisfying(
                            BedrockException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION));
        }
    }

    @Test
    void theServicesRefusalKeepsItsWordsCodeAndRequestId() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.error(
                        400,
                        "ValidationException:http://internal.amazon.com/coral/com.amazon.bedrock/",
                        "The provided model identifier is invalid."));
                Bedrock bedrock = Connections.to(server).open()) {
            for (BedrockRequest request : List.of(Requests.invoke("{}"), Requests.converse("{}"))) {
                BedrockException failure = catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(request));
                assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
                assertThat(failure).hasMessage("The provided model identifier is invalid.");
                assertThat(failure.code()).contains("ValidationException");
                assertThat(failure.status()).isEqualTo(400);
                assertThat(failure.requestId()).contains("req-err");
            }
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void closingCancelsACallThatWaits() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.hang())) {
            Bedrock bedrock = Connections.to(server).open();
            var failure = java.util.concurrent.CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}"))));
            while (server.requests().isEmpty()) {
                Thread.onSpinWait();
            }
            bedrock.close();

            assertThat(failure.get(5, java.util.concurrent.TimeUnit.SECONDS).kind())
                    .isEqualTo(Kind.CANCELLED);
        }
    }

    @Test
    void theWholeCallsTimeRunsOut() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.hang());
                Bedrock bedrock = Connections.to(server)
                        .callTimeout(Duration.ofMillis(300))
                        .open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));

            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure).hasMessage("no whole answer within 0.3 s");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void theWireLogShowsTheRequestAndTheReplyButNoSecret() {
        List<String> log = new java.util.ArrayList<>();
        try (LoopbackServer server = LoopbackServer.answering(200, "{}", "x-amzn-RequestId: r-9", "Set-Cookie: s=1");
                Bedrock bedrock = Connections.to(server)
                        .env("AWS_SESSION_TOKEN", "hidden-token")
                        .wireLog(log::add)
                        .open()) {
            bedrock.invoke(Requests.invoke("{}"));
        }
        assertThat(log)
                .anyMatch(line -> line.startsWith("> POST http://localhost:"))
                .contains(
                        "> Authorization: (not shown)",
                        "> X-Amz-Security-Token: (not shown)",
                        "< 200 Whatever",
                        "< x-amzn-RequestId: r-9",
                        "< Set-Cookie: (not shown)");
        assertThat(log).noneMatch(line -> line.contains("hidden-token") || line.contains("AWS4-HMAC"));
    }
}
