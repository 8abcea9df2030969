package io.github.bedrockcli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockcli.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a chunk of InvokeModelWithResponseStream holds. The form in which chunks come, {@code {"bytes":"BASE64"}} with or
 * without padding in a member {@code p} after it, is read as it stands; whatever differs from it goes through the JSON
 * reader.
 */
final class ChunkBytes {
    private static final byte[] BYTES = "\"bytes\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PADDING = "\"p\"".getBytes(StandardCharsets.US_ASCII);

    private final byte[] payload;
    private int at;

    private ChunkBytes(byte[] payload) {
        this.payload = payload;
    }

    /**
     * The bytes inside; null when there are none.
     *
     * @throws JsonProcessingException when the payload is no JSON object, or holds no base64
     */
    static byte @Nullable [] of(byte[] payload) throws JsonProcessingException {
        byte[] inside = new ChunkBytes(payload).inside();
        return inside == null ? Json.binary(payload, "bytes") : inside;
    }

    private byte @Nullable [] inside() {
        if (!skip('{') || !skip(BYTES) || !skip(':') || !skip('"')) {
            return null;
        }
        int start = at;
        int end = quoteFrom(start);
        at = end;
        boolean whole = skip('"') && (skip('}') || isPadded()) && at == payload.length;
        try {
            return whole ? Base64.getDecoder().decode(Arrays.copyOfRange(payload, start, end)) : null;
        } catch (IllegalArgumentException e) {
            // The JSON reader says what is wrong.
            return null;
        }
    }

    private boolean isPadded() {
        if (!skip(',') || !skip(PADDING) || !skip(':') || !skip('"')) {
            return false;
        }
        int end = quoteFrom(at);
        for (; at < end; at++) {
            if (!isPlain(payload[at])) {
                return false;
            }
        }
        return skip('"') && skip('}');
    }

    private void skipSpaces() {
        while (at < payload.length && payload[at] == ' ') {
            at++;
        }
    }

    private boolean skip(char wanted) {
        if (wanted != '"') {
            skipSpaces();
        }
        if (at == payload.length || payload[at] != wanted) {
            return false;
        }
        at++;
        if (wanted == ':') {
            skipSpaces();
        }
        return true;
    }

    private boolean skip(byte[] name) {
        skipSpaces();
        int end = at + name.length;
        if (end > payload.length || !Arrays.equals(payload, at, end, name, 0, name.length)) {
            return false;
        }
        at = end;
        return true;
    }

    private int quoteFrom(int start) {
        byte[] in = payload;
        int end = start;
        while (end < in.length && in[end] != '"') {
            end++;
        }
        return end;
    }

    private static boolean isPlain(byte unit) {
        return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || (unit >= '/' && unit <= '9');
    }
}
