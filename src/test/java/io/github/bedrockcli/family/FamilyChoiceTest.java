package io.github.bedrockcli.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which id goes to which family, and through which API. */
final class FamilyChoiceTest {
    private static final String ACCOUNT = "arn:aws:bedrock:us-east-1:123456789012:";

    @ParameterizedTest
    @CsvSource(textBlock = """
            anthropic.claude-3-haiku-20240307-v1:0, claude
            anthropic.claude-3-sonnet-20240229-v1:0:28k, claude
            anthropic.claude-3-haiku-20240307-v1:0:48k, claude
            us.anthropic.claude-3-5-sonnet-20241022-v2:0, claude
            us.anthropic.claude-3-7-sonnet-20250219-v1:0, claude
            global.anthropic.claude-haiku-4-5-20251001-v1:0, claude
            eu.anthropic.claude-sonnet-4-5-20250929-v1:0, claude
            us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0, claude
            jp.anthropic.claude-opus-4-5-20251101-v1:0, claude
            au.anthropic.claude-opus-4-6-v1, claude
            us.anthropic.claude-sonnet-4-6, claude
            apac.anthropic.claude-opus-4-7, claude
            ca.anthropic.claude-opus-4-8, claude
            anthropic.claude-sonnet-5, claude
            anthropic.claude-opus-5, claude
            anthropic.claude-fable-5, claude
            anthropic.claude-mythos-5, claude
            anthropic.claude-sonnet-5-5, claude
            anthropic.claude-opus-5-5, claude
            anthropic.claude-fable-5-1, claude
            anthropic.claude-mythos-5-1, claude
            anthropic.claude-saga-7, claude
            anthropic.claude-v1, claude-text
            anthropic.claude-v2, claude-text
            anthropic.claude-v2:1, claude-text
            anthropic.claude-v2:1:200k, claude-text
            anthropic.claude-v2:0:18k, claude-text
            anthropic.claude-instant-v1, claude-text
            anthropic.claude-instant-v1:2:100k, claude-text
            ai21.j2-mid-v1, ai21-j2
            ai21.j2-ultra-v1:0:8k, ai21-j2
            ai21.j2-jumbo-instruct, ai21-j2
            ai21.jamba-instruct-v1:0, ai21-jamba
            ai21.jamba-1-5-mini-v1:0, ai21-jamba
            us.ai21.jamba-1-5-large-v1:0, ai21-jamba
            cohere.command-text-v14, cohere-command
            cohere.command-text-v14:7:4k, cohere-command
            cohere.command-light-text-v14, cohere-command
            cohere.command-r-v1:0, cohere-command-r
            cohere.command-r-plus-v1:0, cohere-command-r
            amazon.nova-micro-v1:0, nova
            amazon.nova-micro-v1:0:24k, nova
            amazon.nova-lite-v1:0:300k, nova
            us.amazon.nova-pro-v1:0, nova
            us.amazon.nova-premier-v1:0:mm, nova
            us.amazon.nova-2-lite-v1:0, nova
            global.amazon.nova-2-lite-v1:0:256k, nova
            amazon.nova-3-grand-v1:0, nova
            amazon.titan-text-lite-v1, titan-text
            amazon.titan-text-lite-v1:0:4k, titan-text
            amazon.titan-text-express-v1:0:8k, titan-text
            amazon.titan-text-premier-v1:0, titan-text
            amazon.titan-tg1-large, titan-text
            meta.llama2-13b-chat-v1, llama
            meta.llama2-70b-v1:0:4k, llama
            meta.llama3-8b-instruct-v1:0, llama
            us.meta.llama3-1-405b-instruct-v1:0, llama
            us.meta.llama3-2-90b-instruct-v1:0, llama
            us.meta.llama3-3-70b-instruct-v1:0, llama
            us.meta.llama4-scout-17b-instruct-v1:0, llama
            mistral.mistral-7b-instruct-v0:2, mistral-text
            mistral.mixtral-8x7b-instruct-v0:1, mistral-text
            mistral.mistral-large-2402-v1:0, mistral-text
            mistral.mistral-small-2402-v1:0, mistral-text
            mistral.mistral-large-2407-v1:0, mistral-chat
            us.mistral.pixtral-large-2502-v1:0, mistral-chat
            mistral.mistral-large-3-675b-instruct, mistral-chat
            mistral.ministral-3-14b-instruct, mistral-chat
            mistral.magistral-small-2509, mistral-chat
            mistral.voxtral-mini-3b-2507, mistral-chat
            mistral.devstral-2-123b, mistral-chat
            us.deepseek.r1-v1:0, deepseek-r1
            deepseek.v3-v1:0, deepseek
            deepseek.v3.2, deepseek
            openai.gpt-oss-20b-1:0, gpt-oss
            openai.gpt-oss-safeguard-120b, gpt-oss
            qwen.qwen3-32b-v1:0, qwen
            qwen.qwen3-vl-235b-a22b, qwen
            google.gemma-3-4b-it, gemma
            minimax.minimax-m2.5, minimax
            moonshot.kimi-k2-thinking, kimi
            moonshotai.kimi-k2.5, kimi
            nvidia.nemotron-super-3-120b, nemotron
            zai.glm-4.7-flash, glm
            us.writer.palmyra-x4-v1:0, palmyra
            writer.palmyra-vision-7b, palmyra
            us.twelvelabs.pegasus-1-2-v1:0, pegasus
            arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0, nova
            arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-tg1-large, titan-text
            arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0, claude
            arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0, nova
            arn:aws:bedrock:us-east-1:123456789012:inference-profile/global.anthropic.claude-sonnet-5, claude
            arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/abcdef012345, nova
            arn:aws:bedrock:us-east-1::custom-model/meta.llama3-8b-instruct-v1:0/abcdef012345, llama
            """)
    void idsOfOurFamiliesTakeTheirOwnBody(String id, String family) {
        TextRequest request = TextRequest.choose(ModelId.of(id), ApiChoice.AUTO, null);
        assertThat(request.codec().name()).isEqualTo(family);
        assertThat(request.api()).isEqualTo(Api.INVOKE);
        TextRequest converse = TextRequest.choose(ModelId.of(id), ApiChoice.CONVERSE, null);
        assertThat(converse.codec().name()).isEqualTo(family);
        assertThat(converse.api()).isEqualTo(Api.CONVERSE);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            amazon.nova-reel-v1:0, nova-reel
            amazon.nova-reel-v1:1, nova-reel
            luma.ray-v2:0, luma-ray
            arn:aws:bedrock:us-west-2::foundation-model/luma.ray-v2:0, luma-ray
            """)
    void idsOfVideoModelsAreForAsynchronousInvocationsOnly(String text, String family) {
        ModelId id = ModelId.of(text);
        assertThat(AsyncInput.choose(id, null).family().name()).isEqualTo(family);
        assertThatThrownBy(() -> TextRequest.choose(id, ApiChoice.AUTO, null))
                .isInstanceOfSatisfying(
                        UsageException.class,
                        e -> assertThat(e.fix())
                                .isEqualTo("bedrock invoke --async --s3-output s3://BUCKET/PREFIX/ -m " + id
                                        + " \"PROMPT\""))
                .hasMessage(id + " answers asynchronously only: what it makes is written to S3");
    }

    @Test
    void aModelMayAnswerAtOnceAndAsynchronously() {
        ModelId id = ModelId.of("us.twelvelabs.marengo-embed-3-0-v1:0");
        assertThat(AsyncInput.choose(id, null).family())
                .isSameAs(Families.embedding(id).orElseThrow());
        assertThat(AsyncInput.choose(id, null).parameters().find("video.startSec"))
                .isPresent();
        assertThat(Families.embedding(id).orElseThrow().parameters(id).all()).isEmpty();
    }

    @Test
    void idsOfOtherModelsAreNotForAsynchronousInvocations() {
        assertThatThrownBy(() -> AsyncInput.choose(ModelId.of("us.amazon.nova-lite-v1:0"), null))
                .hasMessage("us.amazon.nova-lite-v1:0 has no asynchronous form: its family, nova, answers at once");
        assertThatThrownBy(() -> AsyncInput.choose(ModelId.of("new.model-1"), null))
                .hasMessage("whether new.model-1 has an asynchronous form cannot be told from its id");
        assertThat(AsyncInput.choose(ModelId.of("new.model-1"), "luma-ray")
                        .family()
                        .name())
                .isEqualTo("luma-ray");
        assertThatThrownBy(() -> AsyncInput.choose(ModelId.of("new.model-1"), "nova"))
                .hasMessage("the models of the family nova give text");
        assertThatThrownBy(() -> Families.named("luma-ray", TextFamily.class))
                .hasMessage("the models of the family luma-ray give videos")
                .extracting(error -> ((UsageException) error).fix())
                .isEqualTo("bedrock invoke --async --s3-output s3://BUCKET/PREFIX/ --family luma-ray asks them");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amazon.nova-sonic-v1:0",
                "amazon.nova-2-sonic-v1:0",
                "openai.gpt-6.1-sol",
                "us.openai.gpt-6.1-sol",
                "openai.gpt-5.4",
                "mistral.mistral-embed",
                "xai.grok-4.3",
                "brand-new-provider.model-1",
                ACCOUNT + "application-inference-profile/1arbu5hu2sjr",
                ACCOUNT + "provisioned-model/abcdef012345",
                ACCOUNT + "custom-model-deployment/abcdef012345",
                ACCOUNT + "prompt/ABCDEFGHIJ:1",
                ACCOUNT + "default-prompt-router/anthropic.claude:1",
                ACCOUNT + "prompt-router/abcdef012345",
                "arn:aws:sagemaker:us-east-1:123456789012:endpoint/my-endpoint"
            })
    void idsOfNoFamilyGoThroughConverse(String text) {
        ModelId id = ModelId.of(text);
        assertThat(Families.text(id)).isEmpty();
        TextRequest request = TextRequest.choose(id, ApiChoice.AUTO, null);
        assertThat(request.api()).isEqualTo(Api.CONVERSE);
        assertThat(request.codec().name()).isEqualTo("converse");
        assertThatThrownBy(() -> TextRequest.choose(id, ApiChoice.INVOKE, null))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cannot be told from its id");
        TextRequest named = TextRequest.choose(id, ApiChoice.AUTO, "llama");
        assertThat(named.api()).isEqualTo(Api.INVOKE);
        assertThat(named.codec().name()).isEqualTo("llama");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            amazon.titan-embed-text-v1, titan-embed
            amazon.titan-embed-text-v1:2:8k, titan-embed
            amazon.titan-embed-g1-text-02, titan-embed
            amazon.titan-embed-text-v2:0:8k, titan-embed
            amazon.titan-embed-image-v1, titan-multimodal
            amazon.titan-embed-image-v1:0, titan-multimodal
            arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.titan-embed-image-v1:0/abcdef012345, titan-multimodal
            cohere.embed-english-v3:0:512, cohere-embed
            cohere.embed-multilingual-v3, cohere-embed
            eu.cohere.embed-v4:0, cohere-embed
            amazon.nova-2-multimodal-embeddings-v1:0, nova-embed
            twelvelabs.marengo-embed-3-0-v1:0, marengo
            us.twelvelabs.marengo-embed-2-7-v1:0, marengo
            cohere.rerank-v3-5:0, cohere-rerank
            arn:aws:bedrock:us-west-2::foundation-model/amazon.rerank-v1:0, amazon-rerank
            """)
    void modelsOfVectorsAndRankingsHaveFamiliesThatAreNotForText(String text, String family) {
        ModelId id = ModelId.of(text);
        assertThat(Families.of(id)).map(Family::name).hasValue(family);
        assertThat(Families.text(id)).isEmpty();
        assertThatThrownBy(() -> TextRequest.choose(id, ApiChoice.AUTO, null))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(text + " is not a text model: its family, " + family + ", ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic.claude-v1", "anthropic.claude-v2:1", "anthropic.claude-instant-v1"})
    void olderClaudesTakeMessagesWhenAsked(String id) {
        TextRequest request = TextRequest.choose(ModelId.of(id), ApiChoice.AUTO, "claude");
        assertThat(request.codec().name()).isEqualTo("claude");
        assertThat(request.api()).isEqualTo(Api.INVOKE);
    }

    @ParameterizedTest
    @CsvSource({
        "amazon.titan-image-generator-v1, titan-image",
        "amazon.titan-image-generator-v1:0, titan-image",
        "amazon.titan-image-generator-v2:0, titan-image",
        "amazon.nova-canvas-v1:0, nova-canvas",
        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-canvas-v1:0, nova-canvas"
    })
    void imageModelsAreNoTextModels(String text, String family) {
        ModelId id = ModelId.of(text);
        assertThat(Families.image(id).map(Family::name)).contains(family);
        assertThat(ImageRequest.choose(id, null)).isPresent();
        assertThatThrownBy(() -> TextRequest.choose(id, ApiChoice.AUTO, null))
                .isInstanceOfSatisfying(UsageException.class, refusal -> {
                    assertThat(refusal).hasMessageContaining(family + ", gives pictures");
                    assertThat(refusal.fix()).isEqualTo("bedrock invoke -m " + text);
                });
    }

    @Test
    void importedModelsNeedTheirFamilyNamed() {
        ModelId imported = ModelId.of(ACCOUNT + "imported-model/abcdef012345");
        assertThatThrownBy(() -> TextRequest.choose(imported, ApiChoice.AUTO, null))
                .isInstanceOfSatisfying(
                        UsageException.class,
                        refusal -> assertThat(refusal.fix()).contains("--family", "--body"));
        assertThat(TextRequest.choose(imported, ApiChoice.AUTO, "llama").api()).isEqualTo(Api.INVOKE);
        assertThat(TextRequest.choose(imported, ApiChoice.CONVERSE, null).api()).isEqualTo(Api.CONVERSE);
    }

    @Test
    void aMisspeltFamilyIsSaidSo() {
        assertThatThrownBy(() -> TextRequest.choose(ModelId.of("amazon.nova-lite-v1:0"), ApiChoice.AUTO, "claud"))
                .isInstanceOfSatisfying(
                        UsageException.class,
                        refusal -> assertThat(refusal.fix())
                                .isEqualTo("did you mean --family claude? bedrock params lists the families"));
    }

    @Test
    void noTwoFamiliesClaimOneId() {
        List<Family> all = Families.all();
        assertThat(all.stream().map(Family::name)).doesNotHaveDuplicates();
        assertThat(all.stream().flatMap(family -> family.prefixes().stream())).doesNotHaveDuplicates();
        for (Family family : all) {
            for (String prefix : family.prefixes()) {
                int length = Families.longestPrefix(family, prefix);
                assertThat(all.stream().filter(other -> Families.longestPrefix(other, prefix) == length))
                        .as("families that claim %s", prefix)
                        .containsExactly(family);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            anthropic.claude-3-haiku-20240307-v1:0, haiku, 3, 0, false, false
            anthropic.claude-3-5-sonnet-20240620-v1:0, sonnet, 3, 5, false, false
            anthropic.claude-3-7-sonnet-20250219-v1:0, sonnet, 3, 7, false, false
            anthropic.claude-sonnet-4-20250514-v1:0, sonnet, 4, 0, false, false
            anthropic.claude-opus-4-1-20250805-v1:0, opus, 4, 1, false, false
            anthropic.claude-haiku-4-5-20251001-v1:0, haiku, 4, 5, false, true
            anthropic.claude-sonnet-4-5-20250929-v1:0, sonnet, 4, 5, false, true
            anthropic.claude-opus-4-5-20251101-v1:0, opus, 4, 5, false, false
            anthropic.claude-opus-4-6-v1, opus, 4, 6, false, false
            anthropic.claude-sonnet-4-6, sonnet, 4, 6, false, false
            anthropic.claude-opus-4-7, opus, 4, 7, true, false
            anthropic.claude-opus-4-8, opus, 4, 8, true, false
            anthropic.claude-opus-5, opus, 5, 0, true, false
            anthropic.claude-sonnet-5, sonnet, 5, 0, true, false
            anthropic.claude-opus-5-5, opus, 5, 5, true, false
            anthropic.claude-fable-5-1, fable, 5, 1, true, false
            anthropic.claude-mythos-5, mythos, 5, 0, true, false
            anthropic.claude-opus-10-20300101-v1:0, opus, 10, 0, true, false
            anthropic.claude-saga-7, saga, 7, 0, false, false
            """)
    void claudeVersionsAreReadFromTheirIds(
            String id, String line, int major, int minor, boolean noSampling, boolean oneOnly) {
        ClaudeVersion version = ClaudeVersion.of(id).orElseThrow();
        assertThat(version).isEqualTo(new ClaudeVersion(line, major, minor));
        assertThat(version.refusesSampling()).isEqualTo(noSampling);
        assertThat(version.takesOneOfTemperatureAndTopP()).isEqualTo(oneOnly);
        assertThat(new Claude().parameters(ModelId.of(id)).find("top_k").isEmpty())
                .isEqualTo(noSampling);
    }

    @Test
    void aClaudeOfNoKnownFormKeepsEverything() {
        ModelId id = ModelId.of("anthropic.claude-next");
        assertThat(ClaudeVersion.of("anthropic.claude-next")).isEmpty();
        assertThat(new Claude().parameters(id).find("temperature")).isPresent();
    }
}
