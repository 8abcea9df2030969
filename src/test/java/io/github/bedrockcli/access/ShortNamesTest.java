package io.github.bedrockcli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Short names, over a list like a region's own. */
final class ShortNamesTest {
    private static final String OWN = "ON_DEMAND";
    private static final String BY_PROFILE = "INFERENCE_PROFILE";

    private final List<String> notes = new ArrayList<>();
    private final FakeRegion region = region("us-east-1", "us");
    private final ShortNames names = new ShortNames(region, false, notes::add);

    private static FakeRegion region(String name, String geography) {
        FakeRegion region = new FakeRegion(name)
                .model("anthropic.claude-3-haiku-20240307-v1:0", "Claude 3 Haiku", OWN, "TEXT", "LEGACY")
                .model("anthropic.claude-3-haiku-20240307-v1:0:200k", "Claude 3 Haiku", "PROVISIONED")
                .model("anthropic.claude-3-5-haiku-20241022-v1:0", "Claude 3.5 Haiku", BY_PROFILE)
                .model("anthropic.claude-haiku-4-5-20251001-v1:0", "Claude Haiku 4.5", BY_PROFILE)
                .model("anthropic.claude-3-5-sonnet-20241022-v2:0", "Claude 3.5 Sonnet v2", BY_PROFILE)
                .model("anthropic.claude-3-5-sonnet-20240620-v1:0", "Claude 3.5 Sonnet", OWN)
                .model("anthropic.claude-sonnet-4-20250514-v1:0", "Claude Sonnet 4", BY_PROFILE)
                .model("anthropic.claude-sonnet-4-6", "Claude Sonnet 4.6", BY_PROFILE)
                .model("anthropic.claude-sonnet-4-5-20250929-v1:0", "Claude Sonnet 4.5", BY_PROFILE)
                .model("anthropic.claude-sonnet-5", "Claude Sonnet 5", BY_PROFILE)
                .model("anthropic.claude-opus-4-6-v1", "Claude Opus 4.6", BY_PROFILE)
                .model("anthropic.claude-opus-4-10", "Claude Opus 4.10", BY_PROFILE)
                .model("anthropic.claude-opus-4-9", "Claude Opus 4.9", BY_PROFILE)
                .model("amazon.nova-micro-v1:0", "Nova Micro", OWN + " " + BY_PROFILE)
                .model("amazon.nova-lite-v1:0:24k", "Nova Lite", "PROVISIONED")
                .model("amazon.nova-lite-v1:0:mm", "Nova Lite", "")
                .model("amazon.nova-lite-v1:0", "Nova Lite", OWN + " " + BY_PROFILE)
                .model("amazon.nova-2-lite-v1:0", "Nova 2 Lite", BY_PROFILE)
                .seeing("amazon.nova-canvas-v1:0", "Nova Canvas", OWN, "IMAGE")
                .model("amazon.titan-embed-g1-text-02", "Titan Text Embeddings v2", OWN, "EMBEDDING", "ACTIVE")
                .model("amazon.titan-embed-text-v1", "Titan Embeddings G1 - Text", OWN, "EMBEDDING", "ACTIVE")
                .model("amazon.titan-embed-text-v2:0:8k", "Titan Text Embeddings V2", "", "EMBEDDING", "ACTIVE")
                .model("amazon.titan-embed-text-v2:0", "Titan Text Embeddings V2", OWN, "EMBEDDING", "ACTIVE")
                .seeing("amazon.titan-embed-image-v1", "Titan Multimodal Embeddings G1", OWN, "EMBEDDING")
                .model("amazon.titan-embed-image-v1:0", "Titan Multimodal Embeddings G1", "PROVISIONED")
                .model("amazon.rerank-v1:0", "Rerank 1.0", OWN)
                .model("cohere.rerank-v3-5:0", "Rerank 3.5", OWN)
                .model("cohere.command-r-v1:0", "Command R", OWN)
                .model("cohere.command-r-plus-v1:0", "Command R+", OWN)
                .model("meta.llama3-8b-instruct-v1:0", "Llama 3 8B Instruct", OWN)
                .model("meta.llama3-70b-instruct-v1:0", "Llama 3 70B Instruct", OWN)
                .model("meta.llama3-3-70b-instruct-v1:0", "Llama 3.3 70B Instruct", BY_PROFILE)
                .model("mistral.mistral-large-2402-v1:0", "Mistral Large (24.02)", OWN)
                .model("mistral.mistral-large-2407-v1:0", "Mistral Large (24.07)", OWN)
                .model("deepseek.r1-v1:0", "DeepSeek-R1", BY_PROFILE)
                .model("deepseek.v3.2", "DeepSeek V3.2", OWN)
                .model("ai21.jamba-1-5-mini-v1:0", "Jamba 1.5 Mini", OWN, "TEXT", "LEGACY");
        region.models.stream()
                .filter(model -> model.inferenceTypes().contains(BY_PROFILE))
                .forEach(model -> region.profile(geography + "." + model.id(), name));
        Collections.shuffle(region.models, new Random(4));
        return region;
    }

    private UsageException refusal(String name, ModelUse use) {
        UsageException refusal = catchThrowableOfType(UsageException.class, () -> names.id(name, use));
        assertThat(refusal).as(name).isNotNull();
        return refusal;
    }

    @ParameterizedTest
    @CsvSource({
        "haiku, us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "Claude-Haiku, us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "claude-3-5-haiku, us.anthropic.claude-3-5-haiku-20241022-v1:0",
        "haiku-4-5, us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "haiku4, us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "sonnet, us.anthropic.claude-sonnet-5",
        "sonnet-4, us.anthropic.claude-sonnet-4-6",
        "sonnet-4-5, us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "claude-3-5-sonnet, us.anthropic.claude-3-5-sonnet-20241022-v2:0",
        "opus, us.anthropic.claude-opus-4-10",
        "nova-lite, amazon.nova-lite-v1:0",
        "nova-2, us.amazon.nova-2-lite-v1:0",
        "nova_micro, amazon.nova-micro-v1:0",
        "llama3-70b, meta.llama3-70b-instruct-v1:0",
        "llama-3-70b, meta.llama3-70b-instruct-v1:0",
        "llama-70b, us.meta.llama3-3-70b-instruct-v1:0",
        "mistral-large, mistral.mistral-large-2407-v1:0",
        "deepseek-r1, us.deepseek.r1-v1:0",
        "command-r, cohere.command-r-v1:0",
        "command-r-plus, cohere.command-r-plus-v1:0",
        "canvas, amazon.nova-canvas-v1:0",
        "sonnet-4.5, us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "claude-3.5-haiku, us.anthropic.claude-3-5-haiku-20241022-v1:0",
        "haiku4.5, us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "llama-3.3-70b, us.meta.llama3-3-70b-instruct-v1:0",
        "Claude Haiku 4.5, us.anthropic.claude-haiku-4-5-20251001-v1:0",
        "nova micro, amazon.nova-micro-v1:0",
    })
    void aNameIsTheNewestOfItsLine(String name, String id) {
        assertThat(names.id(name, ModelUse.ANSWER)).hasToString(id);
        assertThat(notes).containsExactly("note: " + name + " is " + id);
    }

    @Test
    void bothListsAreAskedForOnceAndTheAnswerIsKept() {
        names.id("haiku", ModelUse.ANSWER);
        names.id("haiku", ModelUse.ANSWER);
        assertThat(region.modelCalls).hasValue(1);
        assertThat(region.profileCalls).hasValue(1);
        assertThat(notes).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amazon.nova-lite-v1:0",
                "us.anthropic.claude-haiku-4-5-20251001-v1:0",
                "nobody.knows-this",
                "provider7.model",
                "1.model",
                "model.1",
                "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdef012345"
            })
    void anIdIsNeverLookedUp(String id) {
        assertThat(names.id(id, ModelUse.ANSWER)).hasToString(id);
        assertThat(region.modelCalls).hasValue(0);
        assertThat(region.profileCalls).hasValue(0);
        assertThat(notes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"opus-4-1", "opus-4.1", "haiku-1", "sonnet-3", "llama-3-2-70b"})
    void aVersionThatIsNotThereIsNotAnotherOne(String name) {
        assertThat(refusal(name, ModelUse.ANSWER)).hasMessageContaining("is called '" + name + "'");
    }

    @Test
    void anOldVersionThatIsNamedIsNoNewerOne() {
        assertThat(names.id("claude-3-haiku", ModelUse.ANSWER)).hasToString("anthropic.claude-3-haiku-20240307-v1:0");
        assertThat(notes).anyMatch(note -> note.startsWith("warning: ") && note.contains("is legacy"));
    }

    @Test
    void aWordThatOnlyBeginsIsCompletedInTheAdvice() {
        assertThat(refusal("titan-multi", ModelUse.TEXT_VECTORS).fix()).startsWith("did you mean titan-multimodal?");
    }

    @Test
    void whatIsTooLongForANameIsNotRepeatedWhole() {
        assertThat(refusal("x".repeat(3_000), ModelUse.ANSWER).getMessage()).hasSizeLessThan(120);
        assertThat(refusal("x ".repeat(1_500), ModelUse.ANSWER).getMessage()).hasSizeLessThan(120);
        assertThat(region.modelCalls).hasValue(0);
    }

    @Test
    void severalLinesAreAnErrorThatListsTheNewestOfEach() {
        assertThat(refusal("nova", ModelUse.ANSWER))
                .hasMessage("'nova' may mean any of 2 models: amazon.nova-2-lite-v1:0, amazon.nova-micro-v1:0");
        assertThat(refusal("claude", ModelUse.ANSWER))
                .hasMessage("'claude' may mean any of 3 models: anthropic.claude-haiku-4-5-20251001-v1:0,"
                        + " anthropic.claude-opus-4-10, anthropic.claude-sonnet-5");
        assertThat(refusal("llama3", ModelUse.ANSWER).getMessage())
                .contains("meta.llama3-8b-instruct-v1:0", "meta.llama3-3-70b-instruct-v1:0");
        assertThat(refusal("v1", ModelUse.ANY).getMessage()).endsWith(", \u2026");
        assertThat(notes).isEmpty();
    }

    @Test
    void theUseDecides() {
        assertThat(names.id("titan-embed", ModelUse.TEXT_VECTORS)).hasToString("amazon.titan-embed-text-v2:0");
        assertThat(names.id("titan-embed", ModelUse.PICTURE_VECTORS)).hasToString("amazon.titan-embed-image-v1");
        assertThat(names.id("cohere", ModelUse.RANKING)).hasToString("cohere.rerank-v3-5:0");
        assertThat(names.id("amazon", ModelUse.RANKING)).hasToString("amazon.rerank-v1:0");
        assertThat(refusal("rerank", ModelUse.RANKING)).hasMessageContaining("may mean any of 2 models");
        assertThat(refusal("titan-embed", ModelUse.TEXT))
                .hasMessage("no model called 'titan-embed' gives text: amazon.titan-embed-image-v1,"
                        + " amazon.titan-embed-text-v2:0 do not");
        assertThat(names.id("canvas", ModelUse.TEXT)).hasToString("amazon.nova-canvas-v1:0");
    }

    @Test
    void aLegacyModelServesWhereNoneIsActive() {
        assertThat(names.id("jamba", ModelUse.TEXT)).hasToString("ai21.jamba-1-5-mini-v1:0");
        assertThat(notes)
                .containsExactly(
                        "note: jamba is ai21.jamba-1-5-mini-v1:0",
                        "warning: ai21.jamba-1-5-mini-v1:0 is legacy; no active model is called jamba");
    }

    @Test
    void whatIsMisspeltIsGuessedAt() {
        assertThat(refusal("haikuu", ModelUse.TEXT)).hasMessage("no model of us-east-1 is called 'haikuu'");
        assertThat(refusal("haikuu", ModelUse.TEXT).fix()).startsWith("did you mean haiku? bedrock list-models");
        assertThat(refusal("nova-lte", ModelUse.TEXT).fix()).startsWith("did you mean nova-lite? ");
        assertThat(refusal("sonet-5", ModelUse.TEXT).fix()).startsWith("did you mean sonnet-5? ");
        assertThat(refusal("haiku-9", ModelUse.TEXT).fix())
                .isEqualTo("bedrock list-models --output-modality TEXT shows the models of a region");
    }

    /** A word that is in no model's name is an id that the region does not know: the service says so. */
    @ParameterizedTest
    @ValueSource(strings = {"gemini", "invalid-model-id", "does-not-exist"})
    void aWordOfNoModelIsSentAsItIs(String id) {
        assertThat(names.id(id, ModelUse.TEXT)).hasToString(id);
        assertThat(notes).isEmpty();
        assertThat(refusal(id, ModelUse.ANY)).hasMessage("no model of us-east-1 is called '" + id + "'");
    }

    @Test
    void theNewestThatCanBeCalledFromHereIsTaken() {
        region.profiles.removeIf(profile -> profile.id().contains("haiku-4-5"));
        region.profile("global.anthropic.claude-haiku-4-5-20251001-v1:0", "us-east-1", "");
        assertThat(names.id("haiku", ModelUse.TEXT)).hasToString("us.anthropic.claude-3-5-haiku-20241022-v1:0");
        assertThat(notes)
                .containsExactly("note: haiku is us.anthropic.claude-3-5-haiku-20241022-v1:0; the newer"
                        + " anthropic.claude-haiku-4-5-20251001-v1:0 cannot be called from us-east-1 without"
                        + " --allow-global");
        assertThat(new ShortNames(region, true, notes::add).id("haiku", ModelUse.TEXT))
                .hasToString("global.anthropic.claude-haiku-4-5-20251001-v1:0");
    }

    @Test
    void neverOutsideTheGeography() {
        ShortNames european = new ShortNames(region("us-east-1", "eu"), false, notes::add);
        UsageException refusal =
                catchThrowableOfType(UsageException.class, () -> european.id("sonnet-5", ModelUse.TEXT));
        assertThat(refusal)
                .hasMessage("'sonnet-5' is anthropic.claude-sonnet-5, which answers only through an inference profile,"
                        + " and none may be used from us-east-1");
        assertThat(refusal.fix()).startsWith("eu.anthropic.claude-sonnet-5 is for us-east-1: none stays in");
    }

    @Test
    void anEndpointWithoutListsGetsTheWordAsItIs() {
        region.modelsFailure = BedrockException.of(Kind.REFUSED, "unknown operation")
                .status(404)
                .build();
        assertThat(names.id("haiku", ModelUse.TEXT)).hasToString("haiku");
        assertThat(notes)
                .containsExactly(
                        "note: 'haiku' is sent as it is: the region's models cannot be listed (unknown operation)");
        assertThat(catchThrowableOfType(BedrockException.class, () -> names.id("haiku", ModelUse.ANY))
                        .getMessage())
                .isEqualTo("unknown operation");
    }

    @Test
    void whoMayNotListIsToldWhatItTakes() {
        region.modelsFailure = FakeRegion.denied("ListFoundationModels");
        BedrockException failure = catchThrowableOfType(BedrockException.class, () -> names.id("haiku", ModelUse.TEXT));
        assertThat(failure.kind()).isEqualTo(Kind.ACCESS_DENIED);
        assertThat(failure.fix())
                .contains(
                        "give the model's full id: 'haiku' is a short name, which takes bedrock:ListFoundationModels and"
                                + " bedrock:ListInferenceProfiles");
    }

    @Test
    void profilesAreMissedOnlyWhereOneIsNeeded() {
        region.profilesFailure = FakeRegion.denied("ListInferenceProfiles");
        assertThat(names.id("nova-lite", ModelUse.TEXT)).hasToString("amazon.nova-lite-v1:0");
        BedrockException failure = catchThrowableOfType(BedrockException.class, () -> names.id("haiku", ModelUse.TEXT));
        assertThat(failure.fix().orElseThrow())
                .startsWith("'haiku' is anthropic.claude-haiku-4-5-20251001-v1:0, which answers only through");
    }

    @Test
    void aListOfOddRowsIsSurvived() {
        FakeRegion odd = new FakeRegion("us-east-1")
                .model(null, "Haiku", OWN)
                .model("bad id haiku", "Haiku", OWN)
                .model("haiku", null, OWN, "", null)
                .model("anthropic.claude-haiku-99999999999999999999", null, OWN, "", null);
        assertThat(new ShortNames(odd, false, notes::add).id("claude", ModelUse.TEXT))
                .hasToString("anthropic.claude-haiku-99999999999999999999");
        assertThat(new ShortNames(odd, false, notes::add).id("haiku", ModelUse.TEXT))
                .hasToString("haiku");
    }
}
