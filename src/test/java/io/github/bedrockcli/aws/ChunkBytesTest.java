package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockcli.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of a chunk are those that the JSON reader finds, whatever the chunk looks like. */
class ChunkBytesTest {
    /** Another one each time; {@code -Dbedrock.seed=N} repeats what failed. */
    private static final long SEED = Long.getLong("bedrock.seed", System.nanoTime());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"bytes\":\"e30=\"}",
                "{\"bytes\":\"e30=\",\"p\":\"abcdefABC019\"}",
                "{ \"bytes\": \"e30=\", \"p\": \"abc\" }",
                "{\"p\":\"abc\",\"bytes\":\"e30=\"}",
                "{\"bytes\":\"e30\"}",
                "{\"bytes\":\"\"}",
                "{\"bytes\":null}",
                "{}",
                "{\"bytes\":\"\\u00653\\u0030=\",\"p\":\"\\\"}\"}",
                "{\"bytes\":\"e30=\",\"p\":\"a\\\\b\",\"more\":[1]}",
                "{\"bytes\":\"e30=\",\"bytes\":\"e319\"}",
                "{\"bytes\":\"e30=\"}\n"
            })
    void theyAreThoseThatTheReaderFinds(String payload) throws JsonProcessingException {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        assertThat(ChunkBytes.of(bytes)).isEqualTo(Json.binary(bytes, "bytes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"bytes\":\"e30=\"}x",
                "{\"bytes\":\"e30=\"",
                "{\"bytes\":\"e30=\",}",
                "{\"bytes\":\"e!0=\"}",
                "{\"bytes\":\"e\"}",
                "{\"bytes\":\"e30=\",\"p\":\"a\nb\"}",
                "[\"e30=\"]",
                ""
            })
    void whatIsDamagedIsRefused(String payload) {
        assertThatThrownBy(() -> ChunkBytes.of(payload.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void changedPayloadsAreJudgedAsByTheReader() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = "{\"bytes\":\"eyJhIjoxfQ==\", \"p\":\"abcd\"}".getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(3); change > 0; change--) {
                payload[random.nextInt(payload.length)] = (byte) (32 + random.nextInt(96));
            }
            assertThat(outcome(payload, true))
                    .as("seed %d: %s", SEED, new String(payload, StandardCharsets.UTF_8))
                    .isEqualTo(outcome(payload, false));
        }
    }

    private static String outcome(byte[] payload, boolean fast) {
        try {
            byte[] found = fast ? ChunkBytes.of(payload) : Json.binary(payload, "bytes");
            return found == null ? "none" : new String(found, StandardCharsets.ISO_8859_1);
        } catch (JsonProcessingException e) {
            return "damaged";
        }
    }
}
