package io.github.bedrockcli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is plain reads as by the one JSON reader, and nothing else is taken for plain. */
class PlainJsonTest {
    /** Another one each time; {@code -Dbedrock.seed=N} repeats what failed. */
    private static final long SEED = Long.getLong("bedrock.seed", System.nanoTime());

    private static final String[] SEEDS = {
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\" word\\n\"}}",
        "{ \"a\" : [ 1, -2, 0, 123456789, true , false,null ], \"b\" : { } , \"c\":[ ]\n}",
        "{\"text\":\"Größe 日本 😀 \\\"q\\\" \\\\ \\/ \\t\\r\",\"text\":\"again\"}",
        "{\"contentBlockDelta\":{\"contentBlockIndex\":12,\"delta\":{\"text\":\"x\"},\"p\":\"abc\"}}",
        "{\"n\":1.50,\"m\":1e5,\"u\":\"\\u00e9\\ud83d\\ude00\",\"big\":1234567890123}"
    };

    private static final String ALPHABET = "{}[]:,\"\\ \n\t\r-+.0129eEtfnul/abup\u0000\u001f\u007f";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"text_delta\",\"text\":\"\"}",
                "{\"a\":{\"b\":[{},[],\"\",7,-7,0,true,false,null]}}",
                " {\"a\" : \"b\" } \n",
                "{\"a\":1,\"b\":2,\"a\":3}",
                "{\"é\":\"日本 😀 \\n\\\"\\\\\\/\\t\\r\"}"
            })
    void thePlainIsRead(String document) throws JsonProcessingException {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        assertThat(PlainJson.read(bytes)).isEqualTo(Json.read(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "7",
                "\"a\"",
                "null",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1}x",
                "{\"a\":01}",
                "{\"a\":-0}",
                "{\"a\":-}",
                "{\"a\":1.5}",
                "{\"a\":1e5}",
                "{\"a\":1234567890}",
                "{\"a\":tru}",
                "{\"a\":truex}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"b",
                "{\"a\":\"b\\",
                "{\"a\":[1}",
                "{\"a\":nul",
                "{\"a\":1",
                "{a:1}",
                "{'a':1}",
                "{\"a\":+1}",
                "{}{}",
                "\uFEFF{}"
            })
    void theRestIsLeftToTheReader(String document) {
        assertThat(PlainJson.read(document.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void bytesThatAreNoUtf8AreLeftToTheReader() {
        for (String text : new String[] {"\u00ff", "\u00c3", "\u00ed\u00a0\u0080", "\u00c0\u00af"}) {
            byte[] bytes = ("{\"a\":\"" + text + "\"}").getBytes(StandardCharsets.ISO_8859_1);
            assertThat(PlainJson.read(bytes)).isNull();
            bytes = ("{\"a\":\"\\n" + text + "\"}").getBytes(StandardCharsets.ISO_8859_1);
            assertThat(PlainJson.read(bytes)).isNull();
        }
    }

    @Test
    void deepNestingIsLeftToTheReader() {
        byte[] deep = ("{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}").getBytes(StandardCharsets.UTF_8);
        assertThat(PlainJson.read(deep)).isNull();
    }

    @Test
    void whateverIsTakenForPlainIsWhatTheReaderReads() {
        Random random = new Random(SEED);
        int plain = 0;
        for (int i = 0; i < 40_000; i++) {
            byte[] bytes = SEEDS[random.nextInt(SEEDS.length)].getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(3); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = random.nextInt(4) == 0
                        ? (byte) random.nextInt(256)
                        : (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            }
            JsonNode tree = PlainJson.read(bytes);
            if (tree != null) {
                plain++;
                assertThat(tree).as("seed %d, case %d", SEED, i).isEqualTo(read(bytes));
            }
        }
        assertThat(plain).isGreaterThan(1_000);
    }

    @Test
    void realsAreTheNearestDoubles() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                for (String text : new String[] {
                    Double.toString(value), Float.toString((float) random.nextGaussian()), "" + random.nextGaussian()
                }) {
                    assertThat(real(text)).as("seed %d: %s", SEED, text).isEqualTo(Double.parseDouble(text));
                }
            }
        }
        assertThat(real("-0.0")).isEqualTo(-0.0);
        assertThat(real("1E+3")).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.", ".5", "1e", "1e+", "01.5", "-.5", "1.5.5", "1e5e5", "--1.5", "1.5x", "NaN", "0x1p3", "1.5f"
            })
    void whatIsNoNumberIsLeftToTheReader(String text) {
        assertThat(PlainJson.readReals(("{\"n\":" + text + "}").getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }

    private static double real(String text) {
        JsonNode tree = PlainJson.readReals(("{\"n\":[" + text + "]}").getBytes(StandardCharsets.UTF_8));
        assertThat(tree).as(text).isNotNull();
        return tree.path("n").path(0).doubleValue();
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return Json.read(bytes);
        } catch (JsonProcessingException e) {
            throw new AssertionError(new String(bytes, StandardCharsets.UTF_8), e);
        }
    }
}
