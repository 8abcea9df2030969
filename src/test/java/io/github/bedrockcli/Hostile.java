package io.github.bedrockcli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Data that nobody would send on purpose, and the running of many cases of it. A case that fails says its seed;
 * {@code -Dhostile.seed=N} makes it the first one of another run.
 */
public final class Hostile {
    private static final long SEED = Long.getLong("hostile.seed", 20261122L);

    /** Whole characters, and what looks like their parts: cut, overlong, surrogates, beyond Unicode, never used. */
    private static final List<String> BYTES = List.of(
            "61",
            "41",
            "20",
            "22",
            "27",
            "2C",
            "3D",
            "3A",
            "5C",
            "5C75",
            "23",
            "3B",
            "5B",
            "5D",
            "7B",
            "7D",
            "09",
            "0A",
            "0D0A",
            "0D",
            "00",
            "07",
            "1B5B",
            "C3A9",
            "E282AC",
            "F09F9880",
            "EFBBBF",
            "EFBFBD",
            "80",
            "C3",
            "E282",
            "F09F98",
            "C0AF",
            "E08080",
            "EDA080",
            "EDBFBF",
            "F4908080",
            "F8888080",
            "FE",
            "FF",
            "C2",
            "E2");

    private static final List<String> CHARACTERS = List.of(
            "a",
            "B",
            " ",
            "\"",
            "'",
            ",",
            ";",
            "=",
            ":",
            "\\",
            "\\u",
            "#",
            "[",
            "]",
            "{",
            "}",
            "\t",
            "\n",
            "\r\n",
            "\r",
            "\u0000",
            "\u0007",
            "\u001b[2J",
            "é",
            "€",
            "😀",
            "\uFEFF",
            "\uFFFD",
            "\u2028",
            "%s",
            "${x}",
            "/",
            "~1",
            "-");

    private Hostile() {}

    /** One case, all of whose choices are the generator's. */
    @FunctionalInterface
    public interface Case {
        void run(Random random) throws Exception;
    }

    public static void cases(int count, Case one) {
        for (int i = 0; i < count; i++) {
            long seed = SEED + i;
            try {
                one.run(new Random(seed));
            } catch (Exception | AssertionError | StackOverflowError e) {
                throw new AssertionError("with -Dhostile.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** Bytes that are UTF-8 in parts. */
    public static byte[] bytes(Random random, int pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int count = random.nextInt(pieces + 1);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(20) == 0) {
                bytes.write(random.nextInt(256));
            } else {
                bytes.writeBytes(HexFormat.of().parseHex(pick(random, BYTES)));
            }
        }
        return bytes.toByteArray();
    }

    public static String text(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(pieces + 1);
        for (int i = 0; i < count; i++) {
            text.append(pick(random, CHARACTERS));
        }
        return text.toString();
    }

    public static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    public static JsonNode json(Random random, int depth) {
        int kind = random.nextInt(depth > 0 ? 8 : 6);
        return switch (kind) {
            case 0 -> Json.object().nullNode();
            case 1 -> Json.object().booleanNode(random.nextBoolean());
            case 2 -> Json.object().numberNode(random.nextLong());
            case 3 ->
                Json.object().numberNode(new BigDecimal(random.nextInt() + "e" + (random.nextInt(2_000) - 1_000)));
            case 4 -> Json.object().textNode(text(random, 8));
            case 5 -> Json.object().textNode(random.nextBoolean() ? "\uD83D" : "x\uDE00y");
            case 6 -> array(random, depth);
            default -> object(random, depth);
        };
    }

    public static ObjectNode object(Random random, int depth) {
        ObjectNode object = Json.object();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.set(text(random, 3), json(random, depth - 1));
        }
        return object;
    }

    private static ArrayNode array(Random random, int depth) {
        ArrayNode array = Json.array();
        for (int i = random.nextInt(5); i > 0; i--) {
            array.add(json(random, depth - 1));
        }
        return array;
    }

    /** The same bytes, in pieces of any length. */
    public static InputStream inPieces(Random random, byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(5)));
            }
        };
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
