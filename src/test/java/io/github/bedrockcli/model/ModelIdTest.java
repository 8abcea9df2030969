package io.github.bedrockcli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.model.ModelId.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form in which Bedrock takes a model. */
final class ModelIdTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            amazon.nova-lite-v1:0, FOUNDATION_MODEL, , amazon.nova-lite-v1:0
            anthropic.claude-v2:0:18k, FOUNDATION_MODEL, , anthropic.claude-v2:0:18k
            deepseek.v3.2, FOUNDATION_MODEL, , deepseek.v3.2
            minimax.minimax-m2.1, FOUNDATION_MODEL, , minimax.minimax-m2.1
            us.amazon.nova-lite-v1:0, INFERENCE_PROFILE, us, amazon.nova-lite-v1:0
            us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0, INFERENCE_PROFILE, us-gov, anthropic.claude-sonnet-4-5-20250929-v1:0
            global.anthropic.claude-opus-5, INFERENCE_PROFILE, global, anthropic.claude-opus-5
            sa.meta.llama4-scout-17b-instruct-v1:0, INFERENCE_PROFILE, sa, meta.llama4-scout-17b-instruct-v1:0
            arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-tg1-large, FOUNDATION_MODEL, , amazon.titan-tg1-large
            arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.amazon.nova-pro-v1:0, INFERENCE_PROFILE, us-gov, amazon.nova-pro-v1:0
            arn:aws:bedrock:us-east-1:123456789012:inference-profile/abcdef012345, INFERENCE_PROFILE, ,
            arn:aws:bedrock:us-east-1:123456789012:custom-model/imported/abcdef012345, CUSTOM_MODEL, ,
            arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/1arbu5hu2sjr, APPLICATION_INFERENCE_PROFILE, ,
            arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdef012345, PROVISIONED_MODEL, ,
            arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/abcdef012345, CUSTOM_MODEL, , amazon.nova-lite-v1:0:300k
            arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdef012345, CUSTOM_MODEL_DEPLOYMENT, ,
            arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdef012345, IMPORTED_MODEL, ,
            arn:aws:bedrock:us-east-1:123456789012:prompt/ABCDEFGHIJ:1, PROMPT, ,
            arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/anthropic.claude:1, PROMPT_ROUTER, ,
            arn:aws:sagemaker:us-east-1:123456789012:endpoint/my-endpoint, MARKETPLACE_ENDPOINT, ,
            """)
    void isReadInEveryForm(String text, Kind kind, String geography, String base) {
        ModelId id = ModelId.of(text);
        assertThat(id.value()).isEqualTo(text);
        assertThat(id.kind()).isEqualTo(kind);
        assertThat(id.geography().orElse(null)).isEqualTo(geography);
        assertThat(id.base().orElse(null)).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "has space",
                "quote\"",
                "arn:aws:s3:::bucket",
                "arn:aws:bedrock:us-east-1:123456789012:guardrail/x",
                "a\nb"
            })
    void refusesWhatIsNoModel(String text) {
        assertThatThrownBy(() -> ModelId.of(text)).isInstanceOf(UsageException.class);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatThrownBy(() -> ModelId.of("a".repeat(2049))).isInstanceOf(UsageException.class);
    }

    @Test
    void theProviderStandsBeforeTheFirstDot() {
        assertThat(ModelId.of("eu.anthropic.claude-haiku-4-5-20251001-v1:0").provider())
                .contains("anthropic");
    }
}
