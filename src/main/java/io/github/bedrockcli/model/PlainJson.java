package io.github.bedrockcli.model;

import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain documents, as nearly all pieces of a stream are, in a fraction of the time that {@link Json} takes for
 * them: an object of strings, small whole numbers, literals, and more of the like. It judges nothing: what it does not
 * know, right or wrong, it leaves to {@link Json}, and what it reads is the same tree that {@link Json} makes.
 */
public final class PlainJson {
    private static final int MAX_DEPTH = 16;
    /** In characters; the reader has a limit of its own. */
    private static final int MAX_NAME = 1_000;
    /** So many digits always fit into an int. */
    private static final int MAX_DIGITS = 9;
    /** More than any double needs, in characters. */
    private static final int MAX_REAL = 40;
    /** A larger document, in bytes, is read under the limits of {@link Json}. */
    private static final int MAX_REALS = 8 << 20;

    private static final char REPLACEMENT = '\uFFFD';
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode NOT_PLAIN = NODES.missingNode();

    /** What is met again and again need not be made each time. */
    private static final String[] USUAL = {
        "type",
        "index",
        "delta",
        "text",
        "p",
        "text_delta",
        "content_block_delta",
        "thinking",
        "thinking_delta",
        "contentBlockDelta",
        "contentBlockIndex",
        "choices",
        "message",
        "content",
        "role",
        "generation",
        "outputs",
        "stop_reason",
        "finish_reason",
        "partial_json",
        "input_json_delta",
        "reasoningContent",
        "outputText"
    };

    private static final int SLOTS = 256;
    private static final byte[][] USUAL_BYTES = new byte[SLOTS][];
    private static final String[] USUAL_STRINGS = new String[SLOTS];

    static {
        for (String usual : USUAL) {
            byte[] bytes = usual.getBytes(StandardCharsets.US_ASCII);
            int slot = slot(bytes, 0, bytes.length);
            USUAL_BYTES[slot] = bytes;
            USUAL_STRINGS[slot] = usual;
        }
    }

    private final byte[] bytes;
    private final boolean reals;
    private final char[] digits;
    private int at;

    private PlainJson(byte[] bytes, boolean reals) {
        this.bytes = bytes;
        this.reals = reals;
        this.digits = new char[reals ? MAX_REAL : 0];
    }

    /** The tree of one whole document, or null where it is not plain, which may mean that it is no JSON at all. */
    public static @Nullable JsonNode read(byte[] document) {
        return new PlainJson(document, false).document();
    }

    /**
     * As {@link #read}, where numbers are measures: those that are not small and whole become doubles, the nearest there
     * are, and are not kept digit for digit as {@link Json} does.
     */
    public static @Nullable JsonNode readReals(byte[] document) {
        return document.length > MAX_REALS ? null : new PlainJson(document, true).document();
    }

    private @Nullable JsonNode document() {
        if (next() != '{') {
            return null;
        }
        JsonNode tree = value(0);
        return tree.isMissingNode() || next() >= 0 ? null : tree;
    }

    /** The byte that is next after white space; -1 at the end. */
    private int next() {
        byte[] in = bytes;
        int place = at;
        while (place < in.length) {
            byte unit = in[place];
            if (unit > ' ' || (unit != ' ' && unit != '\n' && unit != '\r' && unit != '\t')) {
                at = place;
                return unit & 0xff;
            }
            place++;
        }
        at = place;
        return -1;
    }

    private boolean skip(char wanted) {
        if (next() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private JsonNode value(int depth) {
        return switch (next()) {
            case '"' -> {
                String text = string();
                yield text == null ? NOT_PLAIN : NODES.textNode(text);
            }
            case '{' -> depth == MAX_DEPTH ? NOT_PLAIN : object(depth + 1);
            case '[' -> depth == MAX_DEPTH ? NOT_PLAIN : array(depth + 1);
            case 't' -> literal("true", NODES.booleanNode(true));
            case 'f' -> literal("false", NODES.booleanNode(false));
            case 'n' -> literal("null", NODES.nullNode());
            default -> number();
        };
    }

    private JsonNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        at++;
        if (skip('}')) {
            return object;
        }
        do {
            String name = next() == '"' ? string() : null;
            if (name == null || name.length() > MAX_NAME || !skip(':')) {
                return NOT_PLAIN;
            }
            JsonNode value = value(depth);
            if (value.isMissingNode()) {
                return NOT_PLAIN;
            }
            object.replace(name, value);
        } while (skip(','));
        return skip('}') ? object : NOT_PLAIN;
    }

    private JsonNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        at++;
        if (skip(']')) {
            return array;
        }
        do {
            JsonNode value = value(depth);
            if (value.isMissingNode()) {
                return NOT_PLAIN;
            }
            array.add(value);
        } while (skip(','));
        return skip(']') ? array : NOT_PLAIN;
    }

    private JsonNode literal(String word, JsonNode meaning) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (at == bytes.length || bytes[at] != word.charAt(i)) {
                return NOT_PLAIN;
            }
        }
        return endsHere() ? meaning : NOT_PLAIN;
    }

    private JsonNode number() {
        int start = at;
        boolean negative = skipOne('-');
        int digits = at;
        int number = 0;
        for (; isDigit() && at - digits < MAX_DIGITS; at++) {
            number = 10 * number + bytes[at] - '0';
        }
        if (at == digits || (bytes[digits] == '0' && at - digits > 1)) {
            return NOT_PLAIN;
        }
        if (!endsHere()) {
            return reals ? real(start) : NOT_PLAIN;
        }
        return negative && number == 0 ? NOT_PLAIN : NODES.numberNode(negative ? -number : number);
    }

    /** A number of any form, of which the sign and some digits have been read. */
    private JsonNode real(int start) {
        skipDigits();
        boolean good = !skipOne('.') || skipDigits();
        if (skipOne('e') || skipOne('E')) {
            at += at < bytes.length && (bytes[at] == '-' || bytes[at] == '+') ? 1 : 0;
            good &= skipDigits();
        }
        int length = at - start;
        if (!good || !endsHere() || length > MAX_REAL) {
            return NOT_PLAIN;
        }
        for (int i = 0; i < length; i++) {
            digits[i] = (char) bytes[start + i];
        }
        return NODES.numberNode(NumberInput.parseDouble(digits, 0, length, true));
    }

    private boolean isDigit() {
        return at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9';
    }

    /** Whether there was one digit at least. */
    private boolean skipDigits() {
        int start = at;
        while (isDigit()) {
            at++;
        }
        return at > start;
    }

    private boolean skipOne(char wanted) {
        boolean is = at < bytes.length && bytes[at] == wanted;
        at += is ? 1 : 0;
        return is;
    }

    /** Whether a word or a number is over. */
    private boolean endsHere() {
        int unit = at < bytes.length ? bytes[at] : ' ';
        return unit == ',' || unit == '}' || unit == ']' || unit == ' ' || unit == '\n' || unit == '\r' || unit == '\t';
    }

    private @Nullable String string() {
        byte[] in = bytes;
        int start = at + 1;
        int place = start;
        boolean ascii = true;
        while (place < in.length && in[place] != '"' && in[place] != '\\') {
            if (in[place] < ' ') {
                if (in[place] >= 0) {
                    return null;
                }
                ascii = false;
            }
            place++;
        }
        if (place == in.length) {
            return null;
        }
        at = place;
        if (in[place] == '\\') {
            return escaped(start);
        }
        at++;
        return text(start, place, ascii);
    }

    private @Nullable String text(int start, int end, boolean ascii) {
        if (!ascii) {
            String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            return text.indexOf(REPLACEMENT) < 0 ? text : null;
        }
        int slot = slot(bytes, start, end);
        byte[] usual = USUAL_BYTES[slot];
        return usual != null && Arrays.equals(bytes, start, end, usual, 0, usual.length)
                ? USUAL_STRINGS[slot]
                : new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** A string with escapes of two characters; others are rare. */
    private @Nullable String escaped(int start) {
        byte[] text = Arrays.copyOfRange(bytes, start, bytes.length);
        int length = at - start;
        for (; at < bytes.length; at++) {
            byte unit = bytes[at];
            if (unit == '"') {
                at++;
                String whole = new String(text, 0, length, StandardCharsets.UTF_8);
                return whole.indexOf(REPLACEMENT) < 0 ? whole : null;
            }
            if (unit == '\\') {
                unit = ++at < bytes.length ? meaning(bytes[at]) : 0;
                if (unit == 0) {
                    return null;
                }
            } else if (unit >= 0 && unit < ' ') {
                return null;
            }
            text[length++] = unit;
        }
        return null;
    }

    private static byte meaning(byte escape) {
        return switch (escape) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '"', '\\', '/' -> escape;
            default -> 0;
        };
    }

    private static int slot(byte[] text, int start, int end) {
        return start == end ? 0 : (text[start] * 7 + text[end - 1] * 31 + (end - start) * 13) & (SLOTS - 1);
    }
}
