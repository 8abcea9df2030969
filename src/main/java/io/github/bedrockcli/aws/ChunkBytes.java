package io.github.bedrockcli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockcli.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a chunk of InvokeModelWithResponseStream holds. The form in which every recorded chunk came,
 * {@code {"bytes":"BASE64","p":"PADDING"}} with or without padding, is read as it stands; whatever differs from it in the
 * least goes through the JSON reader.
 */
final class ChunkBytes {
    private static final byte[] START = "{\"bytes\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PADDING = "\",\"p\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);

    private ChunkBytes() {}

    /**
     * The bytes inside; null when there are none.
     *
     * @throws JsonProcessingException when the payload is no JSON object, or holds no base64
     */
    static byte @Nullable [] of(byte[] payload) throws JsonProcessingException {
        int end = plain(payload, START.length);
        if (startsWith(payload, 0, START) && isEnd(payload, end)) {
            try {
                return Base64.getDecoder().decode(Arrays.copyOfRange(payload, START.length, end));
            } catch (IllegalArgumentException e) {
                // The JSON reader says what is wrong.
            }
        }
        return Json.binary(payload, "bytes");
    }

    private static boolean isEnd(byte[] payload, int at) {
        int end = startsWith(payload, at, PADDING) ? plain(payload, at + PADDING.length) : at;
        return end + END.length == payload.length && startsWith(payload, end, END);
    }

    /** Where letters, digits and what else base64 has end. */
    private static int plain(byte[] payload, int start) {
        int at = start;
        while (at < payload.length && isPlain(payload[at])) {
            at++;
        }
        return at;
    }

    private static boolean isPlain(byte unit) {
        return (unit >= 'a' && unit <= 'z')
                || (unit >= 'A' && unit <= 'Z')
                || (unit >= '/' && unit <= '9')
                || unit == '+'
                || unit == '=';
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] start) {
        int end = at + start.length;
        return end <= bytes.length && Arrays.equals(bytes, at, end, start, 0, start.length);
    }
}
