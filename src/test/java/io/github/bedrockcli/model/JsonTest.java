package io.github.bedrockcli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JsonTest {
    @Test
    void aLineHasNoControlCharacterAndNoHalfOfAPairAndReadsBackAsItWas() throws JsonProcessingException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int[] starts = {0, 0x70, 0x2020, 0xD7F0, 0xDBF8, 0xDFF0};
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append((char) (starts[random.nextInt(starts.length)] + random.nextInt(0x30)));
            }
            String line = Json.line(TextNode.valueOf(text.toString()));
            assertThat(Json.pretty(TextNode.valueOf(text.toString())))
                    .as("seed %d", seed)
                    .isEqualTo(line);
            assertThat(line.codePoints().filter(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF)))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(Json.parse(line).textValue()).as("seed %d", seed).isEqualTo(text.toString());
        }
    }

    @Test
    void nestingAndNumbersWithoutMeasureAreRefusedAndNotFollowed() {
        for (String text : new String[] {
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "[" + "9".repeat(5_000) + "]",
            "[" + "1,".repeat(3_000_001) + "1]"
        }) {
            assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void theDeepestThatIsReadIsWrittenToo() throws JsonProcessingException {
        String text = "[".repeat(1_000) + "]".repeat(1_000);
        assertThat(Json.line(Json.parse(text))).isEqualTo(text);
        assertThat(Json.bytes(Json.parse(text))).hasSize(2_000);
        assertThat(Json.pretty(Json.parse(text))).isNotEmpty();
    }

    @Test
    void oneMemberIsDecodedWithoutATree() throws JsonProcessingException {
        assertThat(Json.binary(utf8("{\"p\":\"abc\",\"bytes\":\"AQID\",\"x\":{\"bytes\":\"no\"}}"), "bytes"))
                .containsExactly(1, 2, 3);
        assertThat(Json.binary(utf8("{\"bytes\":\"AQ\"}"), "bytes")).containsExactly(1);
        assertThat(Json.binary(utf8("{\"bytes\":null}"), "bytes")).isNull();
        assertThat(Json.binary(utf8("{\"p\":[]}"), "bytes")).isNull();
        for (String text : new String[] {
            "", "[]", "{\"bytes\":7}", "{\"bytes\":\"*\"}", "{\"bytes\":{}}", "{\"bytes\":\"AQID\"", "{} {}"
        }) {
            assertThatThrownBy(() -> Json.binary(utf8(text), "bytes"))
                    .as(text)
                    .isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void aValueIsWrappedAsItIs() {
        assertThat(new String(Json.wrapped("a\"b", utf8("{\"x\": 1.50}")), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\\\"b\":{\"x\": 1.50}}");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
