package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.access.ModelUse;
import io.github.bedrockcli.access.ResolvingBedrock;
import io.github.bedrockcli.access.ShortNames;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ids that answer only through a profile, and short names, with the real client: what is asked, and how often. */
@Timeout(30)
class ResolvingTest {
    private static final String BARE = "anthropic.claude-sonnet-4-20250514-v1:0";
    private static final String ESCAPED = BARE.replace(":", "%3A");
    private static final String PROFILES = """
            {"inferenceProfileSummaries":[
              {"inferenceProfileId":"eu.%1$s","inferenceProfileArn":"arn:1","status":"ACTIVE","type":"SYSTEM_DEFINED",
               "models":[{"modelArn":"arn:aws:bedrock:eu-west-1::foundation-model/%1$s"}]},
              {"inferenceProfileId":"us.%1$s","inferenceProfileArn":"arn:2","status":"ACTIVE","type":"SYSTEM_DEFINED",
               "models":[{"modelArn":"arn:aws:bedrock:us-east-1::foundation-model/%1$s"},
                         {"modelArn":"arn:aws:bedrock:us-west-2::foundation-model/%1$s"}]}]}""".formatted(BARE);
    private static final String MODELS = """
            {"modelSummaries":[
              {"modelId":"%1$s","modelArn":"arn:aws:bedrock:us-west-2::foundation-model/%1$s",
               "modelName":"Claude Sonnet 4","providerName":"Anthropic","inputModalities":["TEXT"],
               "outputModalities":["TEXT"],"inferenceTypesSupported":["INFERENCE_PROFILE"],
               "modelLifecycle":{"status":"ACTIVE"}}]}""".formatted(BARE);

    private final List<String> notes = new CopyOnWriteArrayList<>();

    /** Refuses the bare id; answers and streams through the profile; lists. */
    private static void serve(LoopbackServer.Request request, LoopbackServer.Answer answer) throws IOException {
        String target = request.target();
        if (target.startsWith("/inference-profiles")) {
            answer.json(200, target.contains("APPLICATION") ? "{\"inferenceProfileSummaries\":[]}" : PROFILES);
        } else if (target.startsWith("/foundation-models")) {
            answer.json(200, MODELS);
        } else if (!target.contains("/us.")) {
            answer.error(
                    400,
                    "ValidationException",
                    "Invocation of model ID " + BARE
                            + " with on-demand throughput isn\u2019t supported. Retry your request"
                            + " with the ID or ARN of an inference profile that contains this model.");
        } else if (target.endsWith("stream")) {
            answer.stream();
            answer.chunk(EventMessages.chunk("{\"n\":1}"));
            answer.chunk(EventMessages.chunk("{\"n\":2}"));
            answer.end();
        } else {
            answer.json(200, "{\"ok\":1}", "x-amzn-RequestId: req-2");
        }
    }

    private static BedrockRequest request(Api api, String id) {
        return new BedrockRequest(api, ModelId.of(id), "{\"q\":1}".getBytes(StandardCharsets.UTF_8), Knobs.NONE);
    }

    private ResolvingBedrock open(LoopbackServer server) {
        return new ResolvingBedrock(Connections.to(server).open(), false, notes::add);
    }

    private static List<String> targets(LoopbackServer server) {
        return server.requests().stream().map(LoopbackServer.Request::target).toList();
    }

    @Test
    void aRefusedIdIsSentAgainThroughItsProfile() {
        for (Api api : Api.values()) {
            String operation = api == Api.INVOKE ? "/invoke" : "/converse";
            try (LoopbackServer server = LoopbackServer.start(ResolvingTest::serve);
                    Bedrock bedrock = open(server)) {
                for (int i = 0; i < 2; i++) {
                    BedrockResponse response = bedrock.invoke(request(api, BARE));
                    assertThat(response.body()).asString().contains("\"ok\":1");
                    assertThat(response.requestId()).isEqualTo("req-2");
                }
                assertThat(targets(server))
                        .startsWith("/model/" + ESCAPED + operation)
                        .containsExactlyInAnyOrder(
                                "/model/" + ESCAPED + operation,
                                "/inference-profiles?type=SYSTEM_DEFINED",
                                "/inference-profiles?type=APPLICATION",
                                "/model/us." + ESCAPED + operation,
                                "/model/us." + ESCAPED + operation);
                assertThat(server.requests().get(3).text()).isEqualTo("{\"q\":1}");
            }
        }
        assertThat(notes)
                .hasSize(2)
                .containsOnly("note: " + BARE + " answers only through an inference profile; using us." + BARE);
    }

    @Test
    void aRefusedStreamIsOpenedAgain() {
        for (Api api : Api.values()) {
            try (LoopbackServer server = LoopbackServer.start(ResolvingTest::serve);
                    Bedrock bedrock = open(server);
                    EventStream stream = bedrock.stream(request(api, BARE))) {
                List<byte[]> events = new ArrayList<>();
                for (byte[] event = stream.next(); event != null; event = stream.next()) {
                    events.add(event);
                }
                assertThat(events).hasSize(2);
                assertThat(stream.requestId()).contains("req-1");
                assertThat(targets(server)).hasSize(4);
                assertThat(targets(server).get(3))
                        .startsWith("/model/us." + ESCAPED)
                        .endsWith("-stream");
            }
        }
    }

    @Test
    void anIdThatIsTakenCostsNoOtherRequest() {
        try (LoopbackServer server = LoopbackServer.start(ResolvingTest::serve);
                Bedrock bedrock = open(server)) {
            ModelId id = new ShortNames(bedrock, false, notes::add).id("us." + BARE, ModelUse.ANSWER);
            bedrock.invoke(request(Api.INVOKE, id.value()));
            assertThat(server.only().target()).isEqualTo("/model/us." + ESCAPED + "/invoke");
        }
        assertThat(notes).isEmpty();
    }

    @Test
    void aShortNameTakesTheRegionsTwoLists() {
        try (LoopbackServer server = LoopbackServer.start(ResolvingTest::serve);
                Bedrock bedrock = open(server)) {
            ModelId id = new ShortNames(bedrock, false, notes::add).id("sonnet", ModelUse.ANSWER);
            assertThat(id).hasToString("us." + BARE);
            assertThat(targets(server))
                    .containsExactlyInAnyOrder(
                            "/foundation-models",
                            "/inference-profiles?type=SYSTEM_DEFINED",
                            "/inference-profiles?type=APPLICATION");
        }
        assertThat(notes).containsExactly("note: sonnet is us." + BARE);
    }

    @Test
    void closingEndsAStreamWhileItsProfileIsLookedFor() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    if (request.target().startsWith("/inference-profiles")) {
                        asked.countDown();
                        try {
                            over.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                    }
                    serve(request, answer);
                });
                Bedrock bedrock = open(server);
                EventStream stream = bedrock.stream(request(Api.INVOKE, BARE))) {
            CompletableFuture<BedrockException> reader =
                    CompletableFuture.supplyAsync(() -> catchThrowableOfType(BedrockException.class, stream::next));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            stream.close();
            assertThat(reader.get(20, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CANCELLED);
            over.countDown();
        }
    }
}
