package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.ModelId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the control plane tells of the model behind an ARN, through the real SDK. */
final class BaseModelsTest {
    private static final String ACCOUNT = "arn:aws:bedrock:us-west-2:123456789012:";
    private static final String EXPRESS =
            "arn:aws:bedrock:us-west-2::foundation-model/amazon.titan-text-express-v1:0:8k";
    private static final String TUNED = ACCOUNT + "custom-model/amazon.nova-lite-v1:0:24k/abcdef012345";
    private static final String TIME = "2026-01-15T00:00:00Z";

    private static BaseModel told(String arn, String path, String reply) {
        try (LoopbackServer server = LoopbackServer.answering(200, reply);
                Bedrock bedrock = Connections.to(server).open()) {
            BaseModel found = bedrock.baseModel(ModelId.of(arn));
            LoopbackServer.Request request = server.only();
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.target())
                    .isEqualTo(path + arn.replace(":", "%3A").replace("/", "%2F"));
            assertThat(FakeAws.signer(request)).isEqualTo("AKIDEXAMPLE");
            return found;
        }
    }

    @Test
    void aProvisionedThroughputTellsItsFoundationModel() {
        String reply = """
                {"modelArn":"%s","foundationModelArn":"%s","desiredModelArn":"%s","status":"InService",
                 "modelUnits":1,"desiredModelUnits":1,"creationTime":"%s","lastModifiedTime":"%s"}""".formatted(TUNED, EXPRESS, TUNED, TIME, TIME);
        assertThat(told(ACCOUNT + "provisioned-model/abcdef012345", "/provisioned-model-throughput/", reply))
                .isEqualTo(BaseModel.of(EXPRESS));
    }

    @Test
    void aProvisionedThroughputWithoutAFoundationModelTellsWhatItServes() {
        assertThat(told(
                        ACCOUNT + "provisioned-model/abcdef012345",
                        "/provisioned-model-throughput/",
                        "{\"modelArn\":\"" + TUNED + "\"}"))
                .isEqualTo(BaseModel.of(TUNED));
    }

    @Test
    void aCustomModelTellsItsBaseUnlessItWasImported() {
        String arn = ACCOUNT + "custom-model/imported/abcdef012345";
        assertThat(told(arn, "/custom-models/", "{\"modelName\":\"mine\",\"baseModelArn\":\"" + EXPRESS + "\"}"))
                .isEqualTo(BaseModel.of(EXPRESS));
        assertThat(told(arn, "/custom-models/", "{\"modelName\":\"mine\",\"customizationType\":\"IMPORTED\"}"))
                .isEqualTo(BaseModel.UNKNOWN);
    }

    @Test
    void aDeploymentTellsItsCustomModel() {
        assertThat(told(
                        ACCOUNT + "custom-model-deployment/abcdef012345",
                        "/model-customization/custom-model-deployments/",
                        "{\"modelArn\":\"" + TUNED + "\",\"status\":\"Active\"}"))
                .isEqualTo(BaseModel.of(TUNED));
    }

    @Test
    void anImportedModelTellsItsArchitectureAndWhetherItTakesConverse() {
        String arn = ACCOUNT + "imported-model/abcdef012345";
        assertThat(told(arn, "/imported-models/", "{\"modelArchitecture\":\"Llama 3\",\"instructSupported\":true}"))
                .isEqualTo(BaseModel.imported("Llama 3", true));
        assertThat(told(arn, "/imported-models/", "{\"modelName\":\"mine\"}"))
                .isEqualTo(BaseModel.imported(null, false));
    }

    @Test
    void aProfileTellsTheFirstOfItsModels() {
        String arn = ACCOUNT + "application-inference-profile/1arbu5hu2sjr";
        assertThat(told(
                        arn,
                        "/inference-profiles/",
                        "{\"models\":[{\"modelArn\":\"" + EXPRESS + "\"},{\"modelArn\":\"" + TUNED + "\"}]}"))
                .isEqualTo(BaseModel.of(EXPRESS));
        assertThat(told(ACCOUNT + "inference-profile/abcdef012345", "/inference-profiles/", "{\"models\":[]}"))
                .isEqualTo(BaseModel.UNKNOWN);
    }

    @Test
    void aRouterTellsTheFirstOfItsModels() {
        assertThat(told(
                        ACCOUNT + "default-prompt-router/anthropic.claude:1",
                        "/prompt-routers/",
                        "{\"models\":[{\"modelArn\":\"" + EXPRESS + "\"}],\"type\":\"default\"}"))
                .isEqualTo(BaseModel.of(EXPRESS));
    }

    @Test
    void aRefusalNamesThePermission() {
        try (LoopbackServer server = LoopbackServer.start(
                        (request, answer) -> answer.error(403, "AccessDeniedException", "User: x is not authorized"));
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException refusal = catchThrowableOfType(
                    BedrockException.class,
                    () -> bedrock.baseModel(ModelId.of(ACCOUNT + "provisioned-model/abcdef012345")));
            assertThat(refusal.kind()).isEqualTo(Kind.ACCESS_DENIED);
            assertThat(refusal.fix()).contains("allow bedrock:GetProvisionedModelThroughput for the caller");
        }
    }

    @Test
    void nobodyWaitsLongForAnAnswer() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.hang());
                Bedrock bedrock = Connections.to(server)
                        .callTimeout(Duration.ofMillis(300))
                        .open()) {
            assertThatThrownBy(() -> bedrock.baseModel(ModelId.of(ACCOUNT + "imported-model/abcdef012345")))
                    .isInstanceOfSatisfying(BedrockException.class, failure -> {
                        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
                        assertThat(failure).hasMessage("no answer within 0.3 s");
                    });
        }
        assertThat(BaseModels.PATIENCE).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void anAnswerIsADetailAndSilenceANote() {
        ModelId id = ModelId.of(ACCOUNT + "imported-model/abcdef012345");
        List<String> notes = new ArrayList<>();
        List<String> details = new ArrayList<>();
        assertThat(new ModelLookup(answering(BaseModel.imported("qwen3", true)), notes::add, details::add).ask(id))
                .isEqualTo(BaseModel.imported("qwen3", true));
        assertThat(new ModelLookup(failing(Kind.ACCESS_DENIED, "not authorized"), notes::add, details::add).ask(id))
                .isEqualTo(BaseModel.UNKNOWN);
        assertThat(new ModelLookup(failing(Kind.TIMEOUT, "no answer within 10 s"), notes::add, details::add).ask(id))
                .isEqualTo(BaseModel.UNKNOWN);
        assertThat(details)
                .containsExactly(
                        "note: behind " + id + ": an imported model of architecture qwen3, which takes Converse",
                        "note: what is behind " + id
                                + " could not be asked: not authorized (--family names the family)");
        assertThat(notes)
                .containsExactly("note: what is behind " + id
                        + " could not be asked: no answer within 10 s (--family names the family)");
    }

    @Test
    void whatTheServiceSaysCannotRewriteATerminal() {
        ModelId id = ModelId.of(ACCOUNT + "imported-model/abcdef012345");
        List<String> details = new ArrayList<>();
        new ModelLookup(answering(BaseModel.imported("a\u001b[2J\nb", false)), line -> {}, details::add).ask(id);
        assertThat(details).containsExactly("note: behind " + id + ": an imported model of architecture a [2J b");
    }

    @Test
    void withoutCredentialsNothingElseIsTried() {
        ModelId id = ModelId.of(ACCOUNT + "imported-model/abcdef012345");
        ModelLookup lookup = new ModelLookup(failing(Kind.CREDENTIALS, "no credentials"), line -> {}, line -> {});
        assertThatThrownBy(() -> lookup.ask(id)).hasMessage("no credentials");
    }

    private static Bedrock answering(BaseModel answer) {
        return new UnaskedBedrock() {
            @Override
            public BaseModel baseModel(ModelId id) {
                return answer;
            }
        };
    }

    private static Bedrock failing(Kind kind, String message) {
        return new UnaskedBedrock() {
            @Override
            public BaseModel baseModel(ModelId id) {
                throw BedrockException.of(kind, message).build();
            }
        };
    }
}
