package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.ModelSummary;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of an account's own models, page by page, and replies that are no list, through the real SDK. */
class ModelListsTest {
    private static final String ACCOUNT = "arn:aws:bedrock:us-west-2:123456789012:";
    private static final String NOVA = "arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0:24k";

    @Test
    void customModelsComeFromEveryPage() {
        String tuned = ACCOUNT + "custom-model/amazon.nova-lite-v1:0:24k/abcdef012345";
        String again = ACCOUNT + "custom-model/amazon.nova-lite-v1:0:24k/abcdef012346";
        List<ModelSummary> models =
                pages("/custom-models", """
                {"nextToken":"t2","modelSummaries":[{"modelArn":"%s","modelName":"tuned","creationTime":"2026-01-15T00:00:00Z",
                 "baseModelArn":"%s","baseModelName":"b","customizationType":"FINE_TUNING","modelStatus":"Creating"}]}""".formatted(tuned, NOVA), """
                {"modelSummaries":[{"modelArn":"%s","modelName":"again","creationTime":"2026-01-15T00:00:00Z",
                 "baseModelArn":"%s","baseModelName":"b"}]}""".formatted(again, tuned), Bedrock::customModels);

        assertThat(models)
                .containsExactly(
                        row(ModelSummary.Kind.CUSTOM_MODEL, tuned, "tuned", List.of(), "Creating", NOVA),
                        row(ModelSummary.Kind.CUSTOM_MODEL, again, "again", List.of(), null, tuned));
    }

    @Test
    void importedModelsHaveTheirArchitectureBesideTheName() {
        List<ModelSummary> models =
                pages("/imported-models", """
                {"nextToken":"t2","modelSummaries":[{"modelArn":"%simported-model/a","modelName":"mine",
                 "creationTime":"2026-01-15T00:00:00Z","instructSupported":true,"modelArchitecture":"Llama 3"}]}""".formatted(ACCOUNT), """
                {"modelSummaries":[{"modelArn":"%simported-model/b","modelName":"bare",
                 "creationTime":"2026-01-15T00:00:00Z"}]}""".formatted(ACCOUNT), Bedrock::importedModels);

        assertThat(models)
                .containsExactly(
                        row(
                                ModelSummary.Kind.IMPORTED_MODEL,
                                ACCOUNT + "imported-model/a",
                                "mine (Llama 3)",
                                List.of(),
                                null),
                        row(ModelSummary.Kind.IMPORTED_MODEL, ACCOUNT + "imported-model/b", "bare", List.of(), null));
    }

    @Test
    void provisionedThroughputsNameWhatTheyServeAndTheFoundationModelBelow() {
        String tuned = ACCOUNT + "custom-model/amazon.nova-lite-v1:0:24k/abcdef012345";
        String row = """
                {"provisionedModelName":"%s","provisionedModelArn":"%sprovisioned-model/%s","modelArn":"%s",
                 "desiredModelArn":"%s","foundationModelArn":"%s","modelUnits":1,"desiredModelUnits":1,"status":"%s",
                 "creationTime":"2026-01-15T00:00:00Z","lastModifiedTime":"2026-01-15T00:00:00Z"}""";
        List<ModelSummary> models = pages(
                "/provisioned-model-throughputs",
                "{\"nextToken\":\"t2\",\"provisionedModelSummaries\":["
                        + row.formatted("one", ACCOUNT, "one", tuned, tuned, NOVA, "InService") + "]}",
                "{\"provisionedModelSummaries\":[" + row.formatted("two", ACCOUNT, "two", NOVA, NOVA, NOVA, "Creating")
                        + "]}",
                Bedrock::provisionedModels);

        List<String> types = List.of("PROVISIONED");
        assertThat(models)
                .containsExactly(
                        row(
                                ModelSummary.Kind.PROVISIONED_MODEL,
                                ACCOUNT + "provisioned-model/one",
                                "one",
                                types,
                                "InService",
                                tuned,
                                NOVA),
                        row(
                                ModelSummary.Kind.PROVISIONED_MODEL,
                                ACCOUNT + "provisioned-model/two",
                                "two",
                                types,
                                "Creating",
                                NOVA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"message\":\"welcome\"}"})
    void aReplyWithoutItsListIsNotAnEmptyList(String body) {
        try (LoopbackServer server = LoopbackServer.answering(200, body);
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException models = catchThrowableOfType(
                    BedrockException.class, () -> bedrock.foundationModels(Bedrock.ModelFilter.NONE));
            BedrockException profiles = catchThrowableOfType(BedrockException.class, bedrock::inferenceProfiles);

            assertThat(models.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(models).hasMessage("the reply to ListFoundationModels has no modelSummaries");
            assertThat(models.fix()).contains("check the endpoint and the proxy: what answered may not be Bedrock");
            assertThat(profiles.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(profiles).hasMessage("the reply to ListInferenceProfiles has no inferenceProfileSummaries");
        }
    }

    @Test
    void aRefusedListKeepsTheServicesWords() {
        try (LoopbackServer server = LoopbackServer.start(
                        (request, answer) -> answer.error(403, "AccessDeniedException", "User: x is not authorized"));
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException models = catchThrowableOfType(
                    BedrockException.class, () -> bedrock.foundationModels(Bedrock.ModelFilter.NONE));

            assertThat(models.kind()).isEqualTo(Kind.ACCESS_DENIED);
            assertThat(models).hasMessage("User: x is not authorized");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"same", "%d"})
    void aListWithoutAnEndIsGivenUp(String token) {
        AtomicInteger count = new AtomicInteger();
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.json(
                        200,
                        "{\"inferenceProfileSummaries\":[],\"nextToken\":\"" + token.formatted(count.incrementAndGet())
                                + "\"}"));
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException failure = catchThrowableOfType(BedrockException.class, bedrock::inferenceProfiles);
            assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(failure).hasMessage("the pages of ListInferenceProfiles do not end");
            assertThat(server.requests()).hasSizeLessThan(2_010);
        }
    }

    @Test
    void rowsThatAreNullOrWithoutAnIdAreLeftOut() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.json(
                        200,
                        "{\"modelSummaries\":[null,{},{\"modelName\":\"nameless\"}],\"inferenceProfileSummaries\":"
                                + "[null,{},{\"inferenceProfileId\":\"us.a.b\",\"models\":[null,{}]}]}"));
                Bedrock bedrock = Connections.to(server).open()) {
            assertThat(bedrock.foundationModels(Bedrock.ModelFilter.NONE)).isEmpty();

            assertThat(bedrock.inferenceProfiles())
                    .extracting(ModelSummary::id, ModelSummary::models)
                    .containsOnly(tuple("us.a.b", List.of()));
        }
    }

    @Test
    void wordsThatAreNullAreLeftOut() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.json(
                        200,
                        "{\"modelSummaries\":[{\"modelId\":\"a.b\",\"inputModalities\":[null,\"TEXT\"],"
                                + "\"outputModalities\":null}]}"));
                Bedrock bedrock = Connections.to(server).open()) {
            assertThat(bedrock.foundationModels(Bedrock.ModelFilter.NONE))
                    .extracting(ModelSummary::inputModalities, ModelSummary::outputModalities)
                    .containsExactly(tuple(List.of("TEXT"), List.of()));
        }
    }

    @Test
    void anEmptyListIsAnEmptyList() {
        try (LoopbackServer server =
                        LoopbackServer.answering(200, "{\"modelSummaries\":[],\"inferenceProfileSummaries\":[]}");
                Bedrock bedrock = Connections.to(server).open()) {
            assertThat(bedrock.foundationModels(Bedrock.ModelFilter.NONE)).isEmpty();
            assertThat(bedrock.inferenceProfiles()).isEmpty();
        }
    }

    private static List<ModelSummary> pages(
            String path, String first, String second, Function<Bedrock, List<ModelSummary>> call) {
        try (LoopbackServer server = LoopbackServer.start((request, answer) ->
                        answer.json(200, request.target().contains("nextToken=t2") ? second : first));
                Bedrock bedrock = Connections.to(server).open()) {
            List<ModelSummary> models = call.apply(bedrock);
            assertThat(server.requests())
                    .extracting(LoopbackServer.Request::target)
                    .containsExactly(path, path + "?nextToken=t2");
            return models;
        }
    }

    private static ModelSummary row(
            ModelSummary.Kind kind, String arn, String name, List<String> types, String status, String... models) {
        return new ModelSummary(
                kind,
                arn,
                arn,
                name,
                null,
                List.of(),
                List.of(),
                types,
                List.of(),
                null,
                status,
                null,
                List.of(models));
    }
}
