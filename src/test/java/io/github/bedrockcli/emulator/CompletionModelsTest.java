package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The older text families: what they take, what they refuse, and the shapes of their answers. */
final class CompletionModelsTest {
    private static final String PROVISIONED = "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/";
    private static final String CLAUDE = PROVISIONED + "claude20200k";
    private static final String JURASSIC = PROVISIONED + "jurassic20ultra";
    private static final String COMMAND = PROVISIONED + "command0text14";
    private static final String COMMAND_R = PROVISIONED + "command0r0plus";
    private static final String JAMBA = "ai21.jamba-1-5-mini-v1:0";

    private final Catalogue catalogue = Catalogue.load();

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            claude20200k | {"prompt":"\\n\\nHuman: a\\n\\nAssistant:"} | #: required key [max_tokens_to_sample] not found
            claude20200k | {"prompt":"\\n\\nHuman: a\\n\\nAssistant:","max_tokens_to_sample":4097} | #/max_tokens_to_sample: 4097 is not less or equal to 4096
            claude20200k | {"prompt":"\\n\\nHuman: a\\n\\nAssistant:","max_tokens_to_sample":5,"max_tokens":5} | #: extraneous key [max_tokens] is not permitted
            jurassic20ultra | {"prompt":"a","countPenalty":{"scale":2}} | #/countPenalty/scale: 2 is not less or equal to 1
            jurassic20ultra | {"prompt":"a","countPenalty":{"applyToPunctuation":true}} | #/countPenalty: extraneous key [applyToPunctuation] is not permitted
            jurassic20ultra | {"prompt":"a","maxTokens":8192} | #/maxTokens: 8192 is not less or equal to 8191
            jurassic20ultra | {} | #: required key [prompt] not found
            command0text14 | {"prompt":"a","stop_sequences":["a","b","c","d","e"]} | #/stop_sequences: expected maximum item count: 4, found: 5
            command0text14 | {"prompt":"a","logit_bias":{"11":10.5}} | #/logit_bias/11: 10.5 is not less or equal to 10
            command0text14 | {"prompt":"a","truncate":"LEFT"} | #/truncate: LEFT is not a valid enum value
            command0r0plus | {"message":"a","chat_history":[{"role":"user","message":"a"}]} | #/chat_history/0/role: user is not a valid enum value
            command0r0plus | {"message":"a","p":0} | #/p: 0 is not greater or equal to 0.01
            command0r0plus | {"prompt":"a"} | #: required key [message] not found#: extraneous key [prompt] is not permitted
            """)
    void schemasNameThePlaceAndTheFault(String throughput, String body, String fault) {
        assertThatThrownBy(() -> accept(PROVISIONED + throughput, body))
                .isInstanceOf(ServiceError.class)
                .hasMessage("ValidationException: Malformed input request: " + fault
                        + ", please reformat your input and try again.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"messages":[]} | #/messages: expected minimum item count: 1, found: 0
            {"messages":[{"role":"tool","content":"a"}]} | #/messages/0/role: tool is not a valid enum value
            {"messages":[{"role":"user","content":"a"}],"n":17} | #/n: 17 is not less or equal to 16
            {"messages":[{"role":"user","content":"a"}],"top_p":0} | #/top_p: 0 is not greater than 0
            {"messages":[{"role":"user","content":"a"}],"stop":5} | #/stop: expected type: JSONArray, found: Integer
            """)
    void jambaNamesThePlaceAndTheFault(String body, String fault) {
        assertThatThrownBy(() -> accept(JAMBA, body)).hasMessageContaining(fault);
    }

    @Test
    void modelsAtTheirEndAnswerToThroughputsOnly() {
        for (String id : List.of("ai21.j2-ultra-v1", "cohere.command-text-v14", "anthropic.claude-instant-v1")) {
            assertThatThrownBy(() -> catalogue.resolve(Emulator.DEFAULT_REGION, id))
                    .hasMessageContaining("reached the end of its life");
            assertThat(catalogue.listed(Emulator.DEFAULT_REGION))
                    .extracting(CatalogueModel::id)
                    .doesNotContain(id);
        }
        assertThat(catalogue.resolve(Emulator.DEFAULT_REGION, COMMAND).model().id())
                .isEqualTo("cohere.command-text-v14:7:4k");
    }

    @Test
    void claudeWantsItsTurns() {
        assertThatThrownBy(() -> accept(CLAUDE, "{\"prompt\":\"Hello\",\"max_tokens_to_sample\":5}"))
                .hasMessageContaining("prompt must start with \"\n\nHuman:\" turn after an optional system prompt");
        assertThatThrownBy(() -> accept(CLAUDE, "{\"prompt\":\"\\n\\nHuman: Hello\",\"max_tokens_to_sample\":5}"))
                .hasMessageContaining("prompt must end with \"\n\nAssistant:\" turn");
    }

    @Test
    void claudeCompletesTheLastTurnAndEndsWhereTheNextBegins() {
        Invocation invocation = accept(CLAUDE, """
                {"prompt":"Be short.\\n\\nHuman: old\\n\\nAssistant: yes\\n\\nHuman: new one\\n\\nAssistant:",
                 "max_tokens_to_sample":50}""");
        assertThat(invocation.reply()).isEqualTo(json("""
                {"type":"completion","completion":" [offline echo] new one","stop_reason":"stop_sequence",
                 "stop":"\\n\\nHuman:"}"""));
        assertThat(texts(invocation.chunks(), "/completion")).isEqualTo(" [offline echo] new one");
        assertThat(invocation.chunks()).first().isEqualTo(json("""
                {"type":"completion","completion":" [offline","stop_reason":null,"stop":null}"""));
    }

    @Test
    void olderClaudesAnswerMessagesInTheirForm() {
        JsonNode reply = accept(CLAUDE, """
                {"anthropic_version":"bedrock-2023-05-31","max_tokens":50,"messages":[{"role":"user","content":"a"}]}""").reply();
        assertThat(reply.at("/content/0/text").asText()).isEqualTo("[offline echo] a");
        assertThat(reply.path("stop_reason").asText()).isEqualTo("end_turn");
    }

    @Test
    void jurassicGivesAsManyAnswersAsAskedForAndNoStream() {
        Invocation invocation = accept(JURASSIC, "{\"prompt\":\"one two three\",\"numResults\":2,\"maxTokens\":3}");
        JsonNode reply = invocation.reply();
        assertThat(reply.path("id").isInt()).isTrue();
        assertThat(reply.path("completions")).hasSize(2);
        assertThat(reply.at("/completions/1/data/text").asText()).isEqualTo("[offline echo] one");
        assertThat(reply.at("/completions/1/finishReason")).isEqualTo(json("{\"reason\":\"length\",\"length\":3}"));
        assertThat(reply.at("/prompt/tokens")).hasSize(3);
        assertThat(invocation.chunks()).isEmpty();
    }

    @Test
    void jurassicEchoesTheLastTurnOfATranscript() {
        JsonNode reply = accept(JURASSIC, "{\"prompt\":\"S\\nUser: a\\nBot: b\\nUser: c\\nBot:\"}")
                .reply();
        assertThat(reply.at("/completions/0/data/text").asText()).isEqualTo("[offline echo] c");
    }

    @Test
    void commandStreamsPiecesOnlyWhenTheBodySaysSo() {
        Invocation whole = accept(COMMAND, "{\"prompt\":\"a\"}");
        assertThat(whole.chunks()).hasSize(1);
        assertThat(whole.chunks().get(0).at("/generations/0/text").asText()).isEqualTo(" [offline echo] a");
        List<ObjectNode> pieces =
                accept(COMMAND, "{\"prompt\":\"a\",\"stream\":true}").chunks();
        assertThat(texts(pieces, "/text")).isEqualTo(" [offline echo] a");
        assertThat(pieces).last().isEqualTo(json("{\"finish_reason\":\"COMPLETE\",\"is_finished\":true}"));
        assertThat(pieces.get(0).has("index")).isFalse();
        assertThat(accept(COMMAND, "{\"prompt\":\"a\",\"stream\":true,\"num_generations\":2}")
                        .chunks())
                .extracting(chunk -> chunk.path("index").asInt(-1))
                .containsExactly(0, 0, 0, 1, 1, 1, -1);
    }

    @Test
    void commandGivesTwentyTokensUnlessAskedForMore() {
        String words = "word ".repeat(40).strip();
        JsonNode reply = accept(COMMAND, "{\"prompt\":\"" + words + "\"}").reply();
        assertThat(reply.at("/generations/0/finish_reason").asText()).isEqualTo("MAX_TOKENS");
        assertThat(reply.at("/generations/0").has("likelihood")).isFalse();
        JsonNode likely = accept(COMMAND, "{\"prompt\":\"a\",\"return_likelihoods\":\"GENERATION\"}")
                .reply();
        assertThat(likely.at("/generations/0/token_likelihoods")).hasSize(3);
    }

    @Test
    void commandRKeepsTheHistoryAndCountsDocuments() {
        Invocation invocation = accept(COMMAND_R, """
                {"message":"new","preamble":"short","chat_history":[{"role":"USER","message":"a"},
                 {"role":"CHATBOT","message":"b"}],"documents":[{"title":"t","snippet":"s"}],"max_tokens":50}""");
        JsonNode reply = invocation.reply();
        assertThat(reply.path("text").asText()).isEqualTo("[offline echo] (1 document) new");
        assertThat(reply.path("chat_history")).hasSize(4);
        assertThat(reply.path("finish_reason").asText()).isEqualTo("COMPLETE");
        List<ObjectNode> chunks = invocation.chunks();
        assertThat(texts(chunks, "/text")).isEqualTo("[offline echo] (1 document) new");
        ObjectNode end = chunks.get(chunks.size() - 1);
        assertThat(end.path("event_type").asText()).isEqualTo("stream-end");
        assertThat(end.path("is_finished").asBoolean()).isTrue();
        assertThat(end.at("/response/text").asText()).isEqualTo("[offline echo] (1 document) new");
        assertThat(end.at("/response/meta/billed_units/output_tokens").asInt())
                .isEqualTo(invocation.counts().output());
    }

    @Test
    void commandRNamesSearchesInsteadOfAnswering() {
        Invocation invocation = accept(COMMAND_R, "{\"message\":\"tallest penguin\",\"search_queries_only\":true}");
        assertThat(invocation.reply().path("text").asText()).isEmpty();
        assertThat(invocation.reply().at("/search_queries/0/text").asText()).isEqualTo("tallest penguin");
        assertThat(invocation.chunks())
                .extracting(chunk -> chunk.path("event_type").asText())
                .containsExactly("search-queries-generation", "stream-end");
    }

    @Test
    void jambaCountsInEveryChunkAndLeavesTheLastToBedrock() {
        Invocation invocation = accept(JAMBA, """
                {"messages":[{"role":"system","content":"s"},{"role":"user","content":"one"}],"stop":"nothing"}""");
        assertThat(invocation.reply().at("/choices/0/message/content").asText()).isEqualTo(" [offline echo] one");
        assertThat(invocation.reply().path("model").asText()).isEqualTo("jamba-1.5-mini");
        List<ObjectNode> chunks = invocation.chunks();
        assertThat(texts(chunks, "/choices/0/delta/content")).isEqualTo(" [offline echo] one");
        assertThat(chunks).last().isEqualTo(Json.object());
        assertThat(chunks.subList(0, chunks.size() - 1)).allMatch(chunk -> chunk.has("usage"));
        ObjectNode end = chunks.get(chunks.size() - 2);
        assertThat(end.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(end.at("/choices/0/stop_reason").isInt()).isTrue();
    }

    @Test
    void jambaGivesSeveralAnswersButNotInAStream() {
        Invocation several = accept(JAMBA, "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"n\":2}");
        assertThat(several.reply().path("choices")).hasSize(2);
        assertThatThrownBy(several::chunks).hasMessageContaining("#/n: 2 is not less or equal to 1");
    }

    private static String texts(List<ObjectNode> chunks, String pointer) {
        StringBuilder texts = new StringBuilder();
        chunks.forEach(chunk -> texts.append(chunk.at(pointer).asText("")));
        return texts.toString();
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private Invocation accept(String id, String body) {
        CatalogueModel model = catalogue.resolve(Emulator.DEFAULT_REGION, id).model();
        return EmulatedModels.find(model.id()).orElseThrow().accept(model, json(body));
    }
}
