package io.github.bedrockcli.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts and chunks that nobody would send on purpose. */
final class HostileInputTest {
    private static final long SEED = 20261121;
    private static final List<String> PIECES = List.of(
            "\"", "\\", "{", "}", "{0}", "%s", "%", "'", "\u2028", "\u2029", "\u0000", "\u0007", "\n", "\r\n", "\t",
            "é", "日本", "😀", "\uD83D", "\uDE00", "\uFEFF", "</", "${x}", "$(x)", "User:", "Bot:", "Human:", "a", " ");

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-3-haiku-20240307-v1:0, AUTO, /messages/0/content",
        "anthropic.claude-v2, AUTO, /prompt",
        "ai21.j2-mid-v1, AUTO, /prompt",
        "ai21.jamba-1-5-mini-v1:0, AUTO, /messages/0/content",
        "cohere.command-text-v14, AUTO, /prompt",
        "cohere.command-r-v1:0, AUTO, /message",
        "amazon.nova-lite-v1:0, AUTO, /messages/0/content/0/text",
        "amazon.titan-text-express-v1, AUTO, /inputText",
        "meta.llama3-8b-instruct-v1:0, AUTO, /prompt",
        "meta.llama2-13b-chat-v1, AUTO, /prompt",
        "us.meta.llama4-scout-17b-instruct-v1:0, AUTO, /prompt",
        "mistral.mistral-7b-instruct-v0:2, AUTO, /prompt",
        "us.deepseek.r1-v1:0, AUTO, /prompt",
        "openai.gpt-oss-20b-1:0, AUTO, /messages/0/content",
        "us.writer.palmyra-x5-v1:0, AUTO, /messages/0/content",
        "amazon.nova-lite-v1:0, CONVERSE, /messages/0/content/0/text"
    })
    void promptsArriveAsTheyWereGiven(String model, ApiChoice api, String place) throws JsonProcessingException {
        TextRequest request = TextRequest.choose(ModelId.of(model), api, null);
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            assertSurvives(request, place, mix(random, 1 + random.nextInt(30)));
        }
        assertSurvives(request, place, "{\"a\": [1, \"é\u2028\"]}\n".repeat(1 << 20 >> 4));
    }

    private static void assertSurvives(TextRequest request, String place, String prompt)
            throws JsonProcessingException {
        ObjectNode body = request.body(Prompt.of(prompt), Map.of(), Map.of(), Knobs.NONE, false, false);
        String sent = Json.parse(Json.bytes(body)).at(place).textValue();
        assertThat(sent.contains(prompt)).as("'%s' in what was sent", prompt).isTrue();
    }

    private static String mix(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    @Test
    void damagedRepliesAndChunksNeverThrow() throws IOException {
        Random random = new Random(SEED);
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/families"))) {
            for (Path file :
                    files.filter(one -> one.endsWith("chunks.jsonl")).sorted().toList()) {
                GoldenCase golden = GoldenCase.read(file.getParent());
                TextFamily codec = golden.target().codec();
                for (int round = 0; round < 40; round++) {
                    WatchedContent sink = new WatchedContent();
                    TextFamily.ChunkDecoder decoder = codec.decoder(sink);
                    for (JsonNode chunk : golden.chunks()) {
                        decoder.accept(damaged(chunk, random));
                    }
                    assertThat(sink.stops).as("stops of %s", file).isLessThanOrEqualTo(1);
                }
                if (golden.has("response.json")) {
                    for (int round = 0; round < 40; round++) {
                        WatchedContent sink = new WatchedContent();
                        codec.reply(damaged(golden.json("response.json"), random), sink);
                        assertThat(sink.stops).isLessThanOrEqualTo(1);
                    }
                }
            }
        }
    }

    /** The tree with some values swapped for others of any type, or left out. */
    private static JsonNode damaged(JsonNode tree, Random random) {
        if (random.nextInt(8) == 0) {
            return strange(random);
        }
        if (tree instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.fields().forEachRemaining(member -> {
                if (random.nextInt(12) > 0) {
                    copy.set(member.getKey(), damaged(member.getValue(), random));
                }
            });
            return copy;
        }
        if (tree instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(item -> copy.add(damaged(item, random)));
            return copy;
        }
        return tree;
    }

    private static JsonNode strange(Random random) {
        List<JsonNode> strangers = new ArrayList<>();
        for (String text : List.of("null", "true", "-1", "1e999", "\"x\"", "[]", "{}", "[[null]]", "{\"type\":null}")) {
            try {
                strangers.add(Json.parse(text));
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
        return strangers.get(random.nextInt(strangers.size()));
    }

    /** Counts stops; a damaged stream may well go on after one. */
    private static final class WatchedContent implements io.github.bedrockcli.model.ReplySink {
        private int stops;

        @Override
        public void text(String text) {
            assertThat(text).isNotNull();
        }

        @Override
        public void reasoning(String text) {
            assertThat(text).isNotNull();
        }

        @Override
        public void toolUse(io.github.bedrockcli.model.ToolUse toolUse) {
            assertThat(toolUse.input()).isNotNull();
        }

        @Override
        public void usage(io.github.bedrockcli.model.Usage usage) {
            assertThat(usage).isNotNull();
        }

        @Override
        public void stop(io.github.bedrockcli.model.Stop stop) {
            stops++;
        }
    }
}
