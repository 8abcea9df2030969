package io.github.bedrockcli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trees are read and written as Jackson's mapper does it: the same nodes, the same text, the same failures. */
final class JsonTreesTest {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(100_000_000)
                            .maxTokenCount(Json.MAX_TOKENS)
                            .maxNestingDepth(Json.MAX_DEPTH)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(Json.MAX_DEPTH)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
    private static final ObjectReader ONCE =
            MAPPER.readerFor(JsonNode.class).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"b\"",
        "\"\\u00e9\\ud83d\\ude00\"",
        "\"\\ud800\"",
        "1",
        "-0",
        "1.50",
        "0.0",
        "1e400",
        "-1E-400",
        "2147483648",
        "-9223372036854775809",
        "123456789012345678901234567890.5",
        "01",
        "1.",
        ".5",
        "true",
        "false",
        "null",
        "nul",
        "NaN",
        "\"",
        "\\",
        "\u007f",
        " ",
        "\n",
        "/* c */",
        "\"\t\"",
        "é",
        "😀"
    };

    static List<String> documents() {
        return List.of(
                "",
                " \n",
                "null",
                "{}",
                "[]",
                "\"x\"",
                "0",
                "1.50",
                "-0.0",
                "1e1000000000",
                "1e400345678901234567",
                "[1E+2,1e-2,100.000,-0,-0e0]",
                "[2147483647,2147483648,-2147483649,9223372036854775807,9223372036854775808]",
                "{\"a\":1,\"b\":2,\"a\":3}",
                "{\"a\":{\"b\":[{},[],[[]],{\"c\":null}]},\"d\":true}",
                "{} {}",
                "{}x",
                "[1,]",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "[NaN]",
                "[Infinity]",
                "nul",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud83d\\ude00\"",
                "\"\u007f\u0085\u2028\"",
                "[" + "9".repeat(1_000) + "]",
                "[" + "9".repeat(1_001) + "]",
                "[0." + "9".repeat(1_001) + "]",
                "[".repeat(1_000) + "]".repeat(1_000),
                "[".repeat(1_001) + "]".repeat(1_001),
                "{\"" + "n".repeat(50_001) + "\":1}",
                "\uFEFF{}",
                "[1 2]",
                "[1\n,\n\"x]",
                "{\"a\":1,\n\"a\":2}",
                "\"" + "é".repeat(70_000) + "\"");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aDocumentIsTakenAsTheMapperTakesIt(String text) {
        same(text);
    }

    @Test
    void bytesAreWrittenAsTheMapperWritesThem() {
        for (int length = 0; length < 100; length++) {
            byte[] bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            written(Json.object().put("bytes", bytes).put("after", 1.5).put("small", 0.1f));
        }
    }

    @Test
    void whateverComesIsTakenAsTheMapperTakesIt() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            if (random.nextBoolean()) {
                document(random, text, 0);
            }
            for (int length = random.nextInt(random.nextBoolean() ? 1 : 7); length > 0; length--) {
                text.insert(random.nextInt(text.length() + 1), PIECES[random.nextInt(PIECES.length)]);
            }
            assertThat(text).as("seed %d", seed).satisfies(some -> same(some.toString()));
        }
    }

    private static void document(Random random, StringBuilder text, int depth) {
        int sort = random.nextInt(depth > 5 ? 2 : 4);
        if (sort < 2) {
            text.append(PIECES[6 + random.nextInt(13)]);
            return;
        }
        text.append(sort == 2 ? '[' : '{');
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",");
            text.append(sort == 2 ? "" : PIECES[6 + random.nextInt(3)] + ":");
            document(random, text, depth + 1);
        }
        text.append(sort == 2 ? ']' : '}');
    }

    private static void same(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        assertThat(outcome(() -> Json.parse(text))).isEqualTo(outcome(() -> theirs(MAPPER.readTree(text))));
        assertThat(outcome(() -> Json.parse(utf8))).isEqualTo(outcome(() -> theirs(MAPPER.readTree(utf8))));
        assertThat(outcome(() -> Json.parseOnce(text))).isEqualTo(outcome(() -> theirs(ONCE.readTree(text))));
    }

    private static JsonNode theirs(JsonNode tree) throws IOException {
        if (tree.isMissingNode()) {
            throw new com.fasterxml.jackson.core.JsonParseException("it is empty");
        }
        return tree;
    }

    private interface Reading {
        JsonNode read() throws IOException;
    }

    /** The kinds of nodes, and what is written of them in each way; or the failure, its place and its words. */
    private static String outcome(Reading reading) {
        JsonNode tree;
        try {
            tree = reading.read();
        } catch (NumberFormatException e) {
            return "out of range";
        } catch (JsonProcessingException e) {
            if (e.getCause() != null && e.getCause().getCause() instanceof NumberFormatException) {
                return "out of range";
            }
            JsonProcessingException words = e.getCause() instanceof JsonProcessingException ? e : JsonProblem.of(e);
            return words.getMessage() + " " + words.getLocation();
        } catch (IOException e) {
            return e.toString();
        }
        String bytes = written(tree);
        return kinds(tree) + bytes;
    }

    private static String kinds(JsonNode tree) {
        StringBuilder kinds = new StringBuilder(tree.getClass().getSimpleName());
        tree.forEach(child -> kinds.append(kinds(child)));
        return kinds.append(';').toString();
    }

    /** Checks what is written of a tree, whoever read it. */
    private static String written(JsonNode tree) {
        String line;
        String pretty;
        byte[] bytes;
        try {
            line = JsonEscapes.in(MAPPER.writeValueAsString(tree));
            pretty = JsonEscapes.in(tree.toPrettyString());
            bytes = bytes(tree, line);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(Json.line(tree)).isEqualTo(line);
        assertThat(Json.pretty(tree)).isEqualTo(pretty);
        assertThat(Json.bytes(tree)).isEqualTo(bytes);
        assertThat(Json.bytes(tree, bytes.length, most -> new UsageException("too long")))
                .isEqualTo(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Json.writeLine(out, tree);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(line);
        return line + pretty;
    }

    private static byte[] bytes(JsonNode tree, String line) throws IOException {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            return line.getBytes(StandardCharsets.UTF_8);
        }
    }
}
