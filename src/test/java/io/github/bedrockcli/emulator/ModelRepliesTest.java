package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What each family answers, whole and in chunks. */
final class ModelRepliesTest {
    private final Catalogue catalogue = Catalogue.load();

    @Test
    void claudeEchoesTheLastTurnAndCountsAttachments() {
        JsonNode reply = accept("anthropic.claude-haiku-4-5-20251001-v1:0", """
                {"anthropic_version":"bedrock-2023-05-31","max_tokens":50,"system":"Be brief","messages":[
                 {"role":"user","content":"one"},{"role":"assistant","content":"two"},
                 {"role":"user","content":[{"type":"text","text":"three"},
                  {"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGk="}},
                  {"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGk="}},
                  {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"aGk="}}]}]}""").reply();
        assertThat(reply.at("/content/0/text").asText()).isEqualTo("[offline echo] (2 images, 1 document) three");
        assertThat(reply.path("stop_reason").asText()).isEqualTo("end_turn");
        assertThat(reply.path("model").asText()).isEqualTo("claude-haiku-4-5-20251001");
        assertThat(reply.at("/usage/output_tokens").asInt()).isEqualTo(7);
    }

    @Test
    void claudeThinksWhenAsked() {
        Invocation invocation = accept("anthropic.claude-haiku-4-5-20251001-v1:0", """
                {"anthropic_version":"bedrock-2023-05-31","max_tokens":5000,
                 "thinking":{"type":"enabled","budget_tokens":1024},"messages":[{"role":"user","content":"a"}]}""");
        assertThat(invocation.reply().at("/content/0/type").asText()).isEqualTo("thinking");
        assertThat(invocation.reply().at("/content/1/type").asText()).isEqualTo("text");
        assertThat(texts(invocation.chunks(), "/delta/thinking")).isEqualTo(Echo.THOUGHT);
        assertThat(texts(invocation.chunks(), "/delta/signature")).isEqualTo(EmulatedClaude.SIGNATURE);
        assertThat(texts(invocation.chunks(), "/delta/text")).isEqualTo("[offline echo] a");
    }

    @Test
    void claudeStopsAtAStopSequence() {
        JsonNode reply = accept("anthropic.claude-haiku-4-5-20251001-v1:0", """
                {"anthropic_version":"bedrock-2023-05-31","max_tokens":50,"stop_sequences":["x","three"],
                 "messages":[{"role":"user","content":"one two three x"}]}""").reply();
        assertThat(reply.at("/content/0/text").asText()).isEqualTo("[offline echo] one two");
        assertThat(reply.path("stop_reason").asText()).isEqualTo("stop_sequence");
        assertThat(reply.path("stop_sequence").asText()).isEqualTo("three");
    }

    @Test
    void novaStopsABlockAfterEveryDelta() {
        Invocation invocation = accept("amazon.nova-lite-v1:0", """
                {"messages":[{"role":"user","content":[{"text":"Grüße 世界"}]}],"inferenceConfig":{"maxTokens":3}}""");
        assertThat(invocation.reply().at("/output/message/content/0/text").asText())
                .isEqualTo("[offline echo] Grüße");
        assertThat(invocation.reply().path("stopReason").asText()).isEqualTo("max_tokens");
        assertThat(invocation.chunks().stream().map(chunk -> chunk.fieldNames().next()))
                .containsExactly(
                        "messageStart",
                        "contentBlockDelta",
                        "contentBlockStop",
                        "contentBlockDelta",
                        "contentBlockStop",
                        "contentBlockDelta",
                        "contentBlockStop",
                        "messageStop",
                        "metadata");
        assertThat(texts(invocation.chunks(), "/contentBlockDelta/delta/text")).isEqualTo("[offline echo] Grüße");
    }

    @Test
    void novaTakesBothSpellingsOfItsLimit() {
        JsonNode reply = accept("amazon.nova-lite-v1:0", """
                {"messages":[{"role":"user","content":[{"text":"a"}]}],"inferenceConfig":{"max_new_tokens":2}}""").reply();
        assertThat(reply.at("/usage/outputTokens").asInt()).isEqualTo(2);
    }

    @Test
    void secondNovaReasonsWhenAsked() {
        Invocation invocation = accept("amazon.nova-2-lite-v1:0", """
                {"messages":[{"role":"user","content":[{"text":"a"}]}],
                 "inferenceConfig":{"reasoningConfig":{"type":"enabled","maxReasoningEffort":"low"}}}""");
        assertThat(invocation
                        .reply()
                        .at("/output/message/content/0/reasoningContent/reasoningText/text")
                        .asText())
                .isEqualTo(Echo.THOUGHT);
        assertThat(texts(invocation.chunks(), "/contentBlockDelta/delta/reasoningContent/text"))
                .isEqualTo(Echo.THOUGHT);
    }

    @Test
    void titanCountsInItsFirstAndLastChunk() {
        Invocation invocation = accept("amazon.titan-tg1-large", """
                {"inputText":"User: old\\nBot: no\\nUser: new one\\nBot:","textGenerationConfig":{"maxTokenCount":3}}""");
        assertThat(invocation.reply().at("/results/0/outputText").asText()).isEqualTo("[offline echo] new");
        assertThat(invocation.reply().at("/results/0/completionReason").asText())
                .isEqualTo("LENGTH");
        List<ObjectNode> chunks = invocation.chunks();
        assertThat(chunks).hasSize(3);
        assertThat(chunks.get(0).path("inputTextTokenCount").isInt()).isTrue();
        assertThat(chunks.get(0).path("totalOutputTextTokenCount").isNull()).isTrue();
        assertThat(chunks.get(2).path("inputTextTokenCount").isNull()).isTrue();
        assertThat(chunks.get(2).path("totalOutputTextTokenCount").asInt()).isEqualTo(3);
        assertThat(chunks.get(2).path("completionReason").asText()).isEqualTo("LENGTH");
    }

    @Test
    void llamaEchoesTheLastTurnOfItsTemplate() {
        Invocation invocation = accept("meta.llama3-8b-instruct-v1:0", """
                {"prompt":"<|begin_of_text|><|start_header_id|>system<|end_header_id|>\\n\\nS<|eot_id|>\
                <|start_header_id|>user<|end_header_id|>\\n\\nold<|eot_id|>\
                <|start_header_id|>assistant<|end_header_id|>\\n\\nyes<|eot_id|>\
                <|start_header_id|>user<|end_header_id|>\\n\\nnew<|eot_id|>\
                <|start_header_id|>assistant<|end_header_id|>\\n\\n"}""");
        assertThat(invocation.reply().path("generation").asText()).isEqualTo("[offline echo] new");
        assertThat(invocation.reply().path("stop_reason").asText()).isEqualTo("stop");
        List<ObjectNode> chunks = invocation.chunks();
        assertThat(chunks).hasSize(4);
        assertThat(chunks.get(0).path("prompt_token_count").isInt()).isTrue();
        assertThat(chunks.get(1).path("prompt_token_count").isNull()).isTrue();
        assertThat(chunks.get(2).path("generation_token_count").asInt()).isEqualTo(3);
        assertThat(chunks.get(3).path("generation").asText()).isEmpty();
        assertThat(chunks.get(3).path("stop_reason").asText()).isEqualTo("stop");
    }

    @Test
    void gptOssReasonsInTagsAPairForEachPieceOfAStream() {
        String body = """
                {"messages":[{"role":"system","content":"S"},{"role":"user","content":"old"},
                 {"role":"assistant","content":"no"},{"role":"user","content":"new"}]%s}""";
        Invocation invocation = accept("openai.gpt-oss-20b-1:0", body.formatted(""));
        assertThat(invocation.reply().at("/choices/0/message/content").asText())
                .isEqualTo("<reasoning>" + Echo.THOUGHT + "</reasoning>[offline echo] new");
        List<ObjectNode> chunks = invocation.chunks();
        assertThat(chunks.get(0).at("/choices/0/delta/content").asText()).isEmpty();
        assertThat(chunks.get(1).at("/choices/0/delta/content").asText()).isEqualTo("<reasoning>This</reasoning>");
        assertThat(chunks.get(chunks.size() - 1).at("/choices/0/finish_reason").asText())
                .isEqualTo("stop");
        Invocation counted =
                accept("openai.gpt-oss-20b-1:0", body.formatted(",\"stream_options\":{\"include_usage\":true}"));
        ObjectNode last = counted.chunks().get(counted.chunks().size() - 1);
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.at("/usage/completion_tokens").asInt())
                .isEqualTo(counted.counts().output());
    }

    @Test
    void aSmallLimitLeavesGptOssNothingButReasoning() {
        JsonNode reply = accept("openai.gpt-oss-20b-1:0", """
                {"messages":[{"role":"user","content":"new"}],"max_completion_tokens":2}""").reply();
        assertThat(reply.at("/choices/0/message/content").asText()).isEqualTo("<reasoning>This is</reasoning>");
        assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo(2);
    }

    @Test
    void palmyraStopsAfterSixteenTokensAndEndsItsStreamWithALiteral() {
        Invocation invocation = accept("writer.palmyra-x5-v1:0", """
                {"messages":[{"role":"user","content":"%s"}]}""".formatted("word ".repeat(30)));
        assertThat(invocation.reply().at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(invocation.counts().output()).isEqualTo(16);
        assertThat(invocation.trailers()).containsExactly("[DONE]");
        JsonNode stopped = accept("writer.palmyra-x5-v1:0", """
                {"messages":[{"role":"user","content":"one two three"}],"stop":["three"]}""").reply();
        assertThat(stopped.at("/choices/0/stop_reason").asText()).isEqualTo("three");
    }

    @Test
    void mistralGivesAStopReasonAndAsManyAnswersAsAsked() {
        Invocation old = accept("mistral.mistral-large-2407-v1:0", """
                {"messages":[{"role":"user","content":"new"}]}""");
        assertThat(old.reply().toString())
                .isEqualTo("{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"[offline echo] new\"},\"stop_reason\":\"stop\"}]}");
        Invocation two = accept("mistral.mistral-large-3-675b-instruct", """
                {"messages":[{"role":"user","content":[{"type":"text","text":"new"},
                 {"type":"image_url","image_url":{"url":"data:image/png;base64,aGk="}}]}],"n":2}""");
        assertThat(two.reply().at("/choices/1/message/content").asText()).isEqualTo("[offline echo] (1 image) new");
        assertThat(two.chunks().stream()
                        .filter(chunk -> chunk.at("/choices/0/index").asInt() == 1)
                        .map(chunk -> chunk.at("/choices/0/delta/content").asText(""))
                        .collect(Collectors.joining()))
                .isEqualTo("[offline echo] (1 image) new");
    }

    @Test
    void templatesOfMistralAndDeepSeekAreRead() {
        JsonNode mistral = accept("mistral.mistral-7b-instruct-v0:2", """
                {"prompt":"<s>[INST] old [/INST] yes</s>[INST] new [/INST]"}""").reply();
        assertThat(mistral.at("/outputs/0/text").asText()).isEqualTo("[offline echo] new");
        JsonNode deepSeek = accept("deepseek.r1-v1:0", """
                {"prompt":"<｜begin▁of▁sentence｜><｜User｜>new<｜Assistant｜><think>\\n"}""").reply();
        assertThat(deepSeek.at("/choices/0/text").asText()).isEqualTo(Echo.THOUGHT + "\n</think>[offline echo] new");
        assertThat(deepSeek.at("/choices/0/stop_reason").asText()).isEqualTo("stop");
        JsonNode cut = accept("deepseek.r1-v1:0", """
                {"prompt":"a<think>","max_tokens":2}""").reply();
        assertThat(cut.at("/choices/0/text").asText()).isEqualTo("This is");
        assertThat(cut.at("/choices/0/stop_reason").asText()).isEqualTo("length");
    }

    @Test
    void pegasusNamesItsReasonDifferentlyInAStream() {
        Invocation invocation = accept("twelvelabs.pegasus-1-2-v1:0", """
                {"inputPrompt":"What happens?","mediaSource":{"base64String":"aGk="}}""");
        assertThat(invocation.reply().toString())
                .isEqualTo("{\"message\":\"[offline echo] (1 video) What happens?\",\"finishReason\":\"stop\"}");
        List<ObjectNode> chunks = invocation.chunks();
        assertThat(chunks.get(0).path("stopReason").asText("none")).isEmpty();
        assertThat(chunks.get(chunks.size() - 1).path("stopReason").asText()).isEqualTo("stop");
    }

    @Test
    void vectorsAreOfTheAskedSizeOfLengthOneAndAlwaysTheSame() {
        String body = "{\"inputText\":\"a text\",\"dimensions\":512}";
        JsonNode reply = accept("amazon.titan-embed-text-v2:0", body).reply();
        assertThat(reply.path("embedding")).hasSize(512);
        assertThat(length(reply.path("embedding"))).isEqualTo(1, within(1e-5));
        assertThat(accept("amazon.titan-embed-text-v2:0", body).reply()).isEqualTo(reply);
        JsonNode other = accept("amazon.titan-embed-text-v2:0", "{\"inputText\":\"b text\",\"dimensions\":512}")
                .reply();
        assertThat(other.path("embedding")).isNotEqualTo(reply.path("embedding"));
        assertThat(accept("amazon.titan-embed-text-v1", "{\"inputText\":\"a\"}")
                        .reply()
                        .path("embedding"))
                .hasSize(1536);
    }

    @Test
    void titanGivesBinaryVectorsInsteadWhenAsked() {
        JsonNode reply = accept(
                        "amazon.titan-embed-text-v2:0",
                        "{\"inputText\":\"a\",\"dimensions\":256,\"embeddingTypes\":[\"binary\"]}")
                .reply();
        assertThat(reply.has("embedding")).isFalse();
        assertThat(reply.at("/embeddingsByType/binary"))
                .hasSize(256)
                .allMatch(bit -> bit.asInt() == 0 || bit.asInt() == 1);
    }

    @Test
    void titanDoesNotNormalizeWhenToldNotTo() {
        JsonNode reply = accept("amazon.titan-embed-text-v2:0", "{\"inputText\":\"a\",\"normalize\":false}")
                .reply();
        assertThat(length(reply.path("embedding"))).isGreaterThan(2);
    }

    @Test
    void thirdCohereGivesListsUnlessTypesAreAsked() {
        JsonNode lists = accept("cohere.embed-english-v3", """
                {"texts":["a","b"],"input_type":"search_document"}""").reply();
        assertThat(lists.path("response_type").asText()).isEqualTo("embeddings_floats");
        assertThat(lists.path("embeddings")).hasSize(2).allMatch(vector -> vector.size() == 1024);
        JsonNode typed = accept("cohere.embed-english-v3", """
                {"texts":["a"],"input_type":"search_document",
                 "embedding_types":["float","int8","uint8","binary","ubinary"]}""").reply();
        assertThat(typed.path("response_type").asText()).isEqualTo("embeddings_by_type");
        assertThat(typed.at("/embeddings/int8/0")).hasSize(1024).allMatch(n -> Math.abs(n.asInt()) <= 127);
        assertThat(typed.at("/embeddings/uint8/0")).hasSize(1024).allMatch(n -> n.asInt() >= 0 && n.asInt() < 256);
        assertThat(typed.at("/embeddings/binary/0")).hasSize(128).allMatch(n -> n.asInt() >= -128 && n.asInt() < 128);
        assertThat(typed.at("/embeddings/ubinary/0")).hasSize(128).allMatch(n -> n.asInt() >= 0 && n.asInt() < 256);
    }

    @Test
    void fourthCohereAlwaysAnswersByType() {
        JsonNode reply = accept("cohere.embed-v4:0", """
                {"texts":["a"],"input_type":"search_query","output_dimension":256}""").reply();
        assertThat(reply.path("response_type").asText()).isEqualTo("embeddings_by_type");
        assertThat(reply.at("/embeddings/float/0")).hasSize(256);
    }

    @Test
    void aPictureWithItsTextIsTheMeanOfBoth() {
        String text = "\"inputText\":\"a cat\"";
        String image = "\"inputImage\":\"aGk=\"";
        JsonNode one =
                accept("amazon.titan-embed-image-v1", "{" + text + "}").reply().path("embedding");
        JsonNode other =
                accept("amazon.titan-embed-image-v1", "{" + image + "}").reply().path("embedding");
        JsonNode reply = accept("amazon.titan-embed-image-v1", "{" + text + "," + image + "}")
                .reply();
        JsonNode both = reply.path("embedding");
        assertThat(both).hasSize(1024);
        assertThat(length(both)).isEqualTo(1, within(1e-5));
        assertThat(both.get(7).asDouble()
                        / (one.get(7).asDouble() + other.get(7).asDouble()))
                .isEqualTo(
                        both.get(8).asDouble()
                                / (one.get(8).asDouble() + other.get(8).asDouble()),
                        within(1e-4));
        assertThat(reply.path("message").isNull()).isTrue();
    }

    @Test
    void novaNamesWhatItEmbeddedAndSeparatesSoundFromPictures() {
        String params =
                "{\"taskType\":\"SINGLE_EMBEDDING\",\"singleEmbeddingParams\":{\"embeddingPurpose\":\"CLUSTERING\",";
        JsonNode text = accept(
                        "amazon.nova-2-multimodal-embeddings-v1:0",
                        params + "\"text\":{\"value\":\"a\",\"truncationMode\":\"END\"}}}")
                .reply();
        assertThat(text.at("/embeddings/0/embeddingType").asText()).isEqualTo("TEXT");
        assertThat(text.at("/embeddings/0/embedding")).hasSize(3072);
        JsonNode video = accept(
                        "amazon.nova-2-multimodal-embeddings-v1:0",
                        params
                                + "\"embeddingDimension\":256,\"video\":{\"format\":\"mp4\",\"embeddingMode\":\"AUDIO_VIDEO_SEPARATE\","
                                + "\"source\":{\"s3Location\":{\"uri\":\"s3://b/v.mp4\"}}}}}")
                .reply();
        assertThat(video.findValuesAsText("embeddingType")).containsExactly("VIDEO", "AUDIO");
        assertThat(video.at("/embeddings/0/embedding")).hasSize(256).isNotEqualTo(video.at("/embeddings/1/embedding"));
    }

    @Test
    void marengoGivesItsOwnSizesAndCountsNothing() {
        Invocation third =
                accept("twelvelabs.marengo-embed-3-0-v1:0", "{\"inputType\":\"text\",\"text\":{\"inputText\":\"a\"}}");
        assertThat(third.reply().at("/data/0/embedding")).hasSize(512);
        assertThat(third.counts().input()).isZero();
        Invocation second = accept(
                "twelvelabs.marengo-embed-2-7-v1:0",
                "{\"inputType\":\"image\",\"mediaSource\":{\"base64String\":\"aGk=\"}}");
        assertThat(second.reply().at("/data/0/embedding")).hasSize(1024);
    }

    @Test
    void rankingsFollowTheWordsOfTheQuery() {
        String body = """
                {"query":"a red bicycle","documents":["a lighthouse","the bicycle is red","A red bicycle!"],"api_version":2}""";
        JsonNode results = accept("cohere.rerank-v3-5:0", body).reply().path("results");
        assertThat(results.findValuesAsText("index")).containsExactly("2", "1", "0");
        assertThat(results.get(0).path("relevance_score").asDouble()).isBetween(0.9, 1.0);
        assertThat(results.get(2).path("relevance_score").asDouble()).isBetween(0.0, 0.4);
        JsonNode top = accept("amazon.rerank-v1:0", "{\"query\":\"b\",\"documents\":[\"a\",\"b\"],\"top_n\":1}")
                .reply()
                .path("results");
        assertThat(top).hasSize(1);
        assertThat(top.get(0).path("index").asInt()).isEqualTo(1);
    }

    @Test
    void wordsAreTokensAndCharactersStayWhole() {
        assertThat(Echo.tokens("one  two\nthree")).containsExactly("one", "  two", "\nthree");
        assertThat(Echo.tokens("")).isEmpty();
        String family = "👨‍👩‍👧‍👦".repeat(20);
        assertThat(String.join("", Echo.tokens(family))).isEqualTo(family);
        assertThat(Echo.tokens(family))
                .allMatch(piece -> !Character.isLowSurrogate(piece.charAt(0)))
                .hasSizeGreaterThan(5);
    }

    private static double length(JsonNode vector) {
        return Math.sqrt(StreamSupport.stream(vector.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .map(x -> x * x)
                .sum());
    }

    private static String texts(List<ObjectNode> chunks, String pointer) {
        StringBuilder texts = new StringBuilder();
        chunks.forEach(chunk -> texts.append(chunk.at(pointer).asText("")));
        return texts.toString();
    }

    private Invocation accept(String id, String body) {
        CatalogueModel model = catalogue.find(id).orElseThrow();
        try {
            return EmulatedModels.find(id).orElseThrow().accept(model, Json.parse(body));
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
