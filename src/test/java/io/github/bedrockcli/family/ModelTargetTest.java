package io.github.bedrockcli.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;
import java.math.BigDecimal;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When it is asked what an ARN hides, and what comes of the answer. */
final class ModelTargetTest {
    private static final String ACCOUNT = "arn:aws:bedrock:us-east-1:123456789012:";
    private static final String FOUNDATION = "arn:aws:bedrock:us-east-1::foundation-model/";
    private static final Function<ModelId, BaseModel> UNASKED = id -> {
        throw new AssertionError("asked about " + id);
    };

    private static ModelTarget target(String id) {
        return new ModelTarget(ModelId.of(id), ApiChoice.AUTO, null);
    }

    private static TextRequest located(String resource, String base) {
        return target(ACCOUNT + resource)
                .located(id -> BaseModel.of(FOUNDATION + base))
                .request();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amazon.nova-lite-v1:0",
                "brand-new-provider.model-1",
                "us.amazon.nova-lite-v1:0",
                FOUNDATION + "amazon.titan-tg1-large",
                ACCOUNT + "inference-profile/us.amazon.nova-lite-v1:0",
                ACCOUNT + "custom-model/amazon.nova-lite-v1:0:300k/abcdef012345",
                ACCOUNT + "prompt/ABCDEFGHIJ:1",
                "arn:aws:sagemaker:us-east-1:123456789012:endpoint/my-endpoint"
            })
    void whatTellsItsModelOrHasNobodyToAskIsNotAsked(String id) {
        assertThat(target(id).isHidden()).isFalse();
        assertThat(target(id).located(UNASKED)).isEqualTo(target(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provisioned-model/abcdef012345",
                "custom-model/imported/abcdef012345",
                "custom-model-deployment/abcdef012345",
                "imported-model/abcdef012345",
                "application-inference-profile/1arbu5hu2sjr",
                "inference-profile/abcdef012345",
                "default-prompt-router/anthropic.claude:1"
            })
    void aFamilyOrConverseNamedSparesTheQuestion(String resource) {
        ModelId id = ModelId.of(ACCOUNT + resource);
        assertThat(new ModelTarget(id, ApiChoice.AUTO, null).isHidden()).isTrue();
        assertThat(new ModelTarget(id, ApiChoice.INVOKE, null).isHidden()).isTrue();
        assertThat(new ModelTarget(id, ApiChoice.AUTO, "nova").located(UNASKED).id())
                .isEqualTo(id);
        assertThat(new ModelTarget(id, ApiChoice.CONVERSE, null)
                        .located(UNASKED)
                        .id())
                .isEqualTo(id);
    }

    @Test
    void theFamilyAndItsLimitsAreThoseOfTheModelBehind() {
        TextRequest request = located("provisioned-model/abcdef012345", "amazon.titan-text-express-v1:0:8k");
        assertThat(request.codec().name()).isEqualTo("titan-text");
        assertThat(request.api()).isEqualTo(Api.INVOKE);
        assertThat(request.id().value()).isEqualTo(ACCOUNT + "provisioned-model/abcdef012345");
        assertThat(request.parameters().find(Common.MAX_TOKENS))
                .hasValueSatisfying(row -> assertThat(row.maximum()).isEqualTo(new BigDecimal("8192")));
        assertThat(located("application-inference-profile/x", "meta.llama2-13b-chat-v1")
                        .codec()
                        .name())
                .isEqualTo("llama");
    }

    @Test
    void aCustomModelBehindTellsItsBaseToo() {
        ModelTarget located = target(ACCOUNT + "custom-model-deployment/abcdef012345")
                .located(id -> BaseModel.of(ACCOUNT + "custom-model/amazon.nova-pro-v1:0/abcdef012345"));
        assertThat(located.id().base()).contains("amazon.nova-pro-v1:0");
    }

    @Test
    void aRouterStaysWithConverseWithinTheLimitsOfItsFamily() {
        TextRequest request = located("default-prompt-router/anthropic.claude:1", "anthropic.claude-opus-4-7");
        assertThat(request.api()).isEqualTo(Api.CONVERSE);
        assertThat(request.codec().name()).isEqualTo("claude");
        assertThat(request.parameters().find(Common.TEMPERATURE)).isEmpty();
    }

    @Test
    void anEmbeddingModelBehindIsNoTextModel() {
        assertThatThrownBy(() -> located("application-inference-profile/x", "cohere.embed-v4:0"))
                .isInstanceOfSatisfying(UsageException.class, refusal -> {
                    assertThat(refusal)
                            .hasMessageContaining("is not a text model: its family, cohere-embed, gives embeddings");
                    assertThat(refusal.fix())
                            .isEqualTo("bedrock embed -m " + ACCOUNT + "application-inference-profile/x");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "llama, llama",
        "Llama 3, llama",
        "LLAMA3, llama",
        "llama2, llama",
        "LlamaForCausalLM, llama",
        "mllama, llama",
        "Mistral, mistral-text",
        "mixtral, mistral-text",
        "qwen2, qwen",
        "Qwen2_5_VL, qwen",
        "qwen3, qwen",
        "GPT-OSS, gpt-oss",
        "gpt_oss, gpt-oss"
    })
    void anImportedModelTakesTheBodyOfItsArchitecture(String architecture, String family) {
        TextRequest request = target(ACCOUNT + "imported-model/abcdef012345")
                .located(id -> BaseModel.imported(architecture, true))
                .request();
        assertThat(request.codec().name()).isEqualTo(family);
        assertThat(request.api()).isEqualTo(Api.INVOKE);
    }

    @Test
    void anImportedModelOfAnotherArchitectureTakesConverseIfItSaysSo() {
        ModelTarget imported = target(ACCOUNT + "imported-model/abcdef012345");
        assertThat(imported.located(id -> BaseModel.imported("gpt-bigcode", true))
                        .request()
                        .api())
                .isEqualTo(Api.CONVERSE);
        assertThatThrownBy(() -> imported.located(id -> BaseModel.imported("gpt-bigcode", false))
                        .request())
                .hasMessageContaining("cannot be told from its id");
        assertThatThrownBy(() -> new ModelTarget(imported.id(), ApiChoice.INVOKE, null)
                        .located(id -> BaseModel.imported("gpt-bigcode", true))
                        .request())
                .hasMessageContaining("cannot be told from its id");
    }

    @Test
    void withoutAnAnswerThatHelpsAllIsAsBefore() {
        for (String arn : new String[] {null, "nonsense of a service", ACCOUNT + "provisioned-model/abcdef012346"}) {
            ModelTarget asked = target(ACCOUNT + "provisioned-model/abcdef012345");
            assertThat(asked.located(id -> BaseModel.of(arn))).isEqualTo(asked);
            assertThat(asked.request().api()).isEqualTo(Api.CONVERSE);
        }
    }
}
