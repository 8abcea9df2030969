package io.github.bedrockcli.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reasoning is told from text alike, wherever an answer is cut into pieces. */
final class ReasoningTagsTest {
    private static final long SEED = 20261121;

    /** Whole words, and what is nearly a tag. */
    private static final List<String> PIECES = List.of(
            "a",
            " b",
            "\n",
            "<",
            "</",
            "<r",
            "</r",
            "<thin",
            "</think",
            "< think>",
            "<think",
            "</reasoning",
            ">",
            "<<",
            "é",
            "😀",
            "<thinking>",
            "</thinking>",
            "<b>");

    private record Told(String text, String reasoning) {}

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain                                          | plain                | ``
            <reasoning>why</reasoning>so                   | so                   | why
            <think>why</think>so                           | so                   | why
            <reasoning>a</reasoning><reasoning>b</reasoning>c | c                 | ab
            <think>a</think> <reasoning>b</reasoning> c    | `  c`                | ab
            a < b                                          | a < b                | ``
            <                                              | <                    | ``
            <thinking>is no tag                            | <thinking>is no tag  | ``
            <reason                                        | <reason              | ``
            so, <think> is a tag                           | so, <think> is a tag | ``
            <think>a</think>so, <think>b</think>           | so, <think>b</think> | a
            <reasoning>a < b </reasonin</reasoning>c       | c                    | `a < b </reasonin`
            <reasoning>a <think> b</reasoning>c            | c                    | a <think> b
            <reasoning></reasoning>c                       | c                    | ``
            <think>never closed                            | never closed         | never closed
            """)
    void everyCutTellsTheSame(String answer, String text, String reasoning) {
        assertEveryCut(answer, new Told(text, reasoning), ReasoningTags::new);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            why</think>so           | so       | why
            <think>why</think>so    | so       | why
            a<b</thin</think>c<d    | c<d      | a<b</thin
            why</think>so</think>   | so</think> | why
            an answer after all     | an answer after all | an answer after all
            """)
    void anAnswerMayBeginWithinReasoning(String answer, String text, String reasoning) {
        assertEveryCut(answer, new Told(text, reasoning), ReasoningTags::begun);
    }

    @Test
    void reasoningThatTheTokenLimitCutIsNoAnswer() {
        assertThat(told(List.of("<think>why"), ReasoningTags::new, Outcome.TRUNCATED))
                .isEqualTo(new Told("", "why"));
        assertThat(told(List.of("why</thi"), ReasoningTags::begun, Outcome.TRUNCATED))
                .isEqualTo(new Told("", "why</thi"));
    }

    @Test
    void whatIsReadyIsNotHeldBack() {
        WatchedReply watched = new WatchedReply();
        ReasoningTags tags = new ReasoningTags(watched);
        tags.text("<think>half a thought<");
        assertThat(watched.reply.reasoning()).isEqualTo("half a thought");
        tags.text("/think>half an answer<think");
        assertThat(watched.reply.text()).isEqualTo("half an answer<think");
    }

    @Test
    void whatIsHeldBackWhenAStreamIsCutIsNotLost() throws JsonProcessingException {
        WatchedReply watched = new WatchedReply();
        TextFamily.ChunkDecoder decoder = new InvokeEnvelope(new GptOss()).decoder(watched);
        decoder.accept(Json.parse("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"<think\"}}]}"));
        assertThat(watched.reply.text()).isEmpty();
        decoder.end();
        assertThat(watched.reply.text()).isEqualTo("<think");
        assertThat(watched.reply.stop()).isNull();
    }

    @Test
    void randomAnswersLoseNothing() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2000; round++) {
            StringBuilder answer = new StringBuilder();
            StringBuilder reasoning = new StringBuilder();
            for (int pair = random.nextInt(4); pair > 0; pair--) {
                String name = random.nextBoolean() ? "think" : "reasoning";
                String thought = mix(random).replace("</think>", "").replace("</reasoning>", "");
                answer.append('<').append(name).append('>').append(thought);
                answer.append("</").append(name).append('>');
                reasoning.append(thought);
            }
            String text = "x" + mix(random);
            answer.append(text);
            List<String> pieces = new ArrayList<>();
            int start = 0;
            while (start < answer.length()) {
                int end = Math.min(answer.length(), start + 1 + random.nextInt(5));
                pieces.add(answer.substring(start, end));
                start = end;
            }
            assertThat(told(pieces, ReasoningTags::new, Outcome.COMPLETE))
                    .as("%s", pieces)
                    .isEqualTo(new Told(text, reasoning.toString()));
        }
    }

    private static String mix(Random random) {
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(8); count > 0; count--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static void assertEveryCut(String answer, Told expected, Function<ReplySink, ReasoningTags> tags) {
        for (int first = 0; first <= answer.length(); first++) {
            for (int second = first; second <= answer.length(); second++) {
                List<String> pieces =
                        List.of(answer.substring(0, first), answer.substring(first, second), answer.substring(second));
                assertThat(told(pieces, tags, Outcome.COMPLETE))
                        .as("%s", pieces)
                        .isEqualTo(expected);
            }
        }
        assertThat(told(List.of(answer.split("")), tags, Outcome.COMPLETE)).isEqualTo(expected);
    }

    private static Told told(List<String> pieces, Function<ReplySink, ReasoningTags> tags, Outcome outcome) {
        WatchedReply watched = new WatchedReply();
        ReasoningTags sink = tags.apply(watched);
        pieces.forEach(sink::text);
        sink.stop(new Stop("stop", outcome));
        return new Told(watched.reply.text(), watched.reply.reasoning());
    }
}
