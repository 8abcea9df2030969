package io.github.bedrockcli.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.family.Recordings.Recording;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the service really answered, decoded, against text, end and counts picked from the raw JSON by other means. */
final class RecordedAnswersTest {
    private static final Map<String, Outcome> OUTCOMES = Map.ofEntries(
            Map.entry("end_turn", Outcome.COMPLETE),
            Map.entry("stop", Outcome.COMPLETE),
            Map.entry("FINISH", Outcome.COMPLETE),
            Map.entry("COMPLETE", Outcome.COMPLETE),
            Map.entry("endoftext", Outcome.COMPLETE),
            Map.entry("max_tokens", Outcome.TRUNCATED),
            Map.entry("length", Outcome.TRUNCATED),
            Map.entry("LENGTH", Outcome.TRUNCATED),
            Map.entry("MAX_TOKENS", Outcome.TRUNCATED),
            Map.entry("stop_sequence", Outcome.STOP_SEQUENCE),
            Map.entry("tool_use", Outcome.TOOL_USE),
            Map.entry("tool_calls", Outcome.TOOL_USE),
            Map.entry("guardrail_intervened", Outcome.BLOCKED));

    /** What an answer must come to. */
    private record Expected(String text, String stop, Long input, Long output) {}

    @BeforeAll
    static void recordingsAreThere() {
        assumeTrue(Recordings.root().isPresent(), "no recordings beside the project; -Dbedrock.fixtures names them");
    }

    @TestFactory
    Stream<DynamicTest> converse() throws IOException {
        return Recordings.answered("Converse").stream()
                .map(recording -> test(recording, () -> {
                    JsonNode body = recording.tree().get("response");
                    WatchedReply watched = new WatchedReply();
                    target(recording, ApiChoice.CONVERSE).codec().reply(body, watched);
                    assertAnswer(watched, converseReply(body), false);
                    assertThat(watched.reply.reasoning())
                            .isEqualTo(joined(
                                    body.findValues("reasoningText").stream().map(one -> one.path("text"))));
                    assertThat(watched.reply.toolUses()).hasSize((int) body.findValues("toolUse").stream()
                            .filter(tool -> !tool.path("type").asText().equals("server_tool_use"))
                            .count());
                }));
    }

    @TestFactory
    Stream<DynamicTest> converseStreams() throws IOException {
        return Recordings.answered("ConverseStream").stream()
                .map(recording -> test(recording, () -> {
                    List<JsonNode> events = new ArrayList<>();
                    for (JsonNode event : recording.tree().get("response_events")) {
                        ObjectNode named = Json.object();
                        named.set(event.path("type").asText(), event.path("payload"));
                        events.add(named);
                    }
                    assertStream(target(recording, ApiChoice.CONVERSE), events, converseStream(events));
                }));
    }

    @TestFactory
    Stream<DynamicTest> ownReplies() throws IOException {
        return Recordings.answered("InvokeModel").stream()
                .filter(RecordedAnswersTest::isOfOurFamilies)
                .map(recording -> test(recording, () -> {
                    JsonNode body = recording.tree().get("response");
                    WatchedReply watched = new WatchedReply();
                    target(recording, ApiChoice.AUTO).codec().reply(body, watched);
                    assertAnswer(watched, ownReply(body), intervened(List.of(body)));
                }));
    }

    /** Not what the program asks, but answers of the same form: from the endpoint that speaks OpenAI's API. */
    @TestFactory
    Stream<DynamicTest> chatCompletions() throws IOException {
        return Recordings.answered("OpenAICompat:/v1/chat/completions").stream()
                .map(recording -> test(recording, () -> {
                    JsonNode body = recording.tree().get("response");
                    WatchedReply watched = new WatchedReply();
                    target(recording, ApiChoice.INVOKE).codec().reply(body, watched);
                    assertAnswer(watched, ownReply(body), false);
                }));
    }

    @TestFactory
    Stream<DynamicTest> ownStreams() throws IOException {
        return Recordings.answered("InvokeModelWithResponseStream").stream()
                .filter(RecordedAnswersTest::isOfOurFamilies)
                .map(recording -> test(recording, () -> {
                    List<JsonNode> chunks = new ArrayList<>();
                    recording.tree().get("response_events").forEach(event -> chunks.add(event.get("payload")));
                    assertStream(target(recording, ApiChoice.AUTO), chunks, ownStream(chunks));
                }));
    }

    private static DynamicTest test(Recording recording, org.junit.jupiter.api.function.Executable body) {
        return DynamicTest.dynamicTest(recording.name(), body);
    }

    private static TextRequest target(Recording recording, ApiChoice api) {
        return TextRequest.choose(ModelId.of(recording.tree().get("modelId").asText()), api, null);
    }

    private static boolean isOfOurFamilies(Recording recording) {
        return Families.text(ModelId.of(recording.tree().get("modelId").asText()))
                .isPresent();
    }

    private static void assertStream(TextRequest target, List<JsonNode> chunks, Expected expected) {
        WatchedReply watched = new WatchedReply();
        TextFamily.ChunkDecoder whole = target.codec().decoder(watched);
        chunks.forEach(whole::accept);
        whole.end();
        assertAnswer(watched, expected, intervened(chunks));
        int end = 0;
        WatchedReply probe = new WatchedReply();
        TextFamily.ChunkDecoder decoder = target.codec().decoder(probe);
        while (probe.reply.stop() == null) {
            decoder.accept(chunks.get(end));
            end++;
        }
        assertThat(probe.reply.text()).as("text at the stop").isEqualTo(expected.text());
        for (int length = 0; length < end; length++) {
            WatchedReply cut = new WatchedReply();
            chunks.subList(0, length).forEach(target.codec().decoder(cut)::accept);
            assertThat(cut.reply.stop()).as("after %d chunks", length).isNull();
        }
    }

    private static void assertAnswer(WatchedReply watched, Expected expected, boolean intervened) {
        assertThat(watched.reply.text()).isEqualTo(expected.text());
        Stop stop = watched.reply.stop();
        assertThat(stop).isNotNull();
        assertThat(stop.reason()).isEqualTo(expected.stop());
        assertThat(stop.outcome()).isEqualTo(intervened ? Outcome.BLOCKED : OUTCOMES.get(expected.stop()));
        Usage usage = watched.reply.usage();
        assertThat(usage.inputTokens()).isEqualTo(expected.input());
        assertThat(usage.outputTokens()).isEqualTo(expected.output());
    }

    private static boolean intervened(List<JsonNode> trees) {
        return trees.stream()
                .anyMatch(tree ->
                        tree.path("amazon-bedrock-guardrailAction").asText().equals("INTERVENED"));
    }

    private static Expected converseReply(JsonNode body) {
        JsonNode usage = body.get("usage");
        return new Expected(
                joined(blocks(body.at("/output/message/content")).map(block -> block.path("text"))),
                body.get("stopReason").asText(),
                usage.get("inputTokens").asLong(),
                usage.get("outputTokens").asLong());
    }

    private static Expected converseStream(List<JsonNode> events) {
        JsonNode usage = last(events, "/metadata/usage");
        return new Expected(
                joined(events.stream().map(event -> event.at("/contentBlockDelta/delta/text"))),
                last(events, "/messageStop/stopReason").asText(),
                usage.get("inputTokens").asLong(),
                usage.get("outputTokens").asLong());
    }

    private static Expected ownReply(JsonNode body) {
        if (body.has("output")) {
            return converseReply(body);
        }
        if (body.has("content")) {
            return new Expected(
                    joined(blocks(body.get("content")).map(block -> block.path("text"))),
                    body.get("stop_reason").asText(),
                    body.at("/usage/input_tokens").asLong(),
                    body.at("/usage/output_tokens").asLong());
        }
        if (body.has("choices")) {
            return new Expected(
                    withoutReasoning(body.at("/choices/0/message/content").asText()),
                    body.at("/choices/0/finish_reason").asText(),
                    body.at("/usage/prompt_tokens").asLong(),
                    body.at("/usage/completion_tokens").asLong());
        }
        if (body.has("outputs")) {
            return new Expected(
                    body.at("/outputs/0/text").asText(),
                    body.at("/outputs/0/stop_reason").asText(),
                    null,
                    null);
        }
        if (body.has("results")) {
            return new Expected(
                    body.at("/results/0/outputText").asText(),
                    body.at("/results/0/completionReason").asText(),
                    body.get("inputTextTokenCount").asLong(),
                    body.at("/results/0/tokenCount").asLong());
        }
        if (body.has("generation")) {
            return new Expected(
                    body.get("generation").asText(),
                    body.get("stop_reason").asText(),
                    body.get("prompt_token_count").asLong(),
                    body.get("generation_token_count").asLong());
        }
        return olderReply(body);
    }

    private static Expected olderReply(JsonNode body) {
        if (body.has("completion")) {
            return new Expected(
                    body.get("completion").asText(), body.get("stop_reason").asText(), null, null);
        }
        if (body.has("completions")) {
            JsonNode only = body.at("/completions/0");
            return new Expected(
                    only.at("/data/text").asText(),
                    only.at("/finishReason/reason").asText(),
                    null,
                    null);
        }
        if (body.has("generations")) {
            JsonNode only = body.at("/generations/0");
            return new Expected(
                    only.get("text").asText(), only.get("finish_reason").asText(), null, null);
        }
        return new Expected(body.get("text").asText(), body.get("finish_reason").asText(), null, null);
    }

    private static Expected ownStream(List<JsonNode> chunks) {
        Stream<String> texts = Stream.of(
                "/contentBlockDelta/delta/text",
                "/delta/text",
                "/outputText",
                "/generation",
                "/generations/0/text",
                "/choices/0/delta/content",
                "/outputs/0/text");
        Stream<String> stops = Stream.of(
                "/messageStop/stopReason",
                "/delta/stop_reason",
                "/completionReason",
                "/stop_reason",
                "/finish_reason",
                "/generations/0/finish_reason",
                "/choices/0/finish_reason",
                "/outputs/0/stop_reason");
        JsonNode metrics = last(chunks, "/amazon-bedrock-invocationMetrics");
        JsonNode own = last(chunks, "/usage/output_tokens");
        return new Expected(
                withoutReasoning(texts.map(place -> joined(chunks.stream().map(chunk -> chunk.at(place))))
                                .collect(Collectors.joining()))
                        + answers(chunks),
                stops.map(place -> last(chunks, place))
                        .filter(JsonNode::isTextual)
                        .findFirst()
                        .orElseThrow()
                        .asText(),
                metrics.get("inputTokenCount").asLong(),
                // Where both are there and a tool was called they differ, and Claude's own is the one that the same
                // question has without streaming.
                own.isMissingNode() ? metrics.get("outputTokenCount").asLong() : own.asLong());
    }

    /** Texts at the top of chunks, those of one answer together and a blank line between answers. */
    private static String answers(List<JsonNode> chunks) {
        Map<Integer, List<JsonNode>> byAnswer = chunks.stream()
                .collect(
                        Collectors.groupingBy(chunk -> chunk.path("index").asInt(), TreeMap::new, Collectors.toList()));
        return byAnswer.values().stream()
                .map(answer -> joined(answer.stream().map(chunk -> chunk.path("text"))))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    /** What gpt-oss writes into its text. */
    private static String withoutReasoning(String text) {
        return text.replaceAll("(?s)<reasoning>.*?</reasoning>", "");
    }

    private static Stream<JsonNode> blocks(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String joined(Stream<JsonNode> texts) {
        return texts.filter(JsonNode::isTextual).map(JsonNode::textValue).collect(Collectors.joining());
    }

    private static JsonNode last(List<JsonNode> trees, String place) {
        return trees.stream()
                .map(tree -> tree.at(place))
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .reduce((first, second) -> second)
                .orElse(Json.object().path("none"));
    }
}
