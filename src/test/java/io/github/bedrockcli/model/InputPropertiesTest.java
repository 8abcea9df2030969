package io.github.bedrockcli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.Hostile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Text, JSON and picture headers, whatever the bytes. */
final class InputPropertiesTest {
    /** The JDK's judgement: where the first bad byte is, or -1, and how many there are. */
    private record Judgement(int first, int bad) {
        static Judgement of(byte[] bytes) {
            CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
            ByteBuffer in = ByteBuffer.wrap(bytes);
            CharBuffer out = CharBuffer.allocate(bytes.length + 1);
            int first = -1;
            int bad = 0;
            for (CoderResult result = decoder.decode(in, out, true);
                    result.isError();
                    result = decoder.decode(in, out, true)) {
                first = first < 0 ? in.position() : first;
                bad += result.length();
                in.position(in.position() + result.length());
            }
            return new Judgement(first, bad);
        }
    }

    @Test
    void textIsReadAsTheJdkDecodesIt() {
        Hostile.cases(3_000, random -> {
            byte[] bytes = Hostile.bytes(random, random.nextInt(300) == 0 ? 120_000 : 30);
            Judgement judgement = Judgement.of(bytes);
            String jdk = new String(bytes, StandardCharsets.UTF_8);
            String expected = jdk.startsWith("\uFEFF") ? jdk.substring(1) : jdk;
            List<String> losses = new ArrayList<>();
            assertThat(read(new Utf8Text(Hostile.inPieces(random, bytes), "x", losses::add)))
                    .isEqualTo(expected);
            assertThat(Utf8Text.decode(bytes, "x", losses::add)).isEqualTo(expected);
            if (judgement.first() < 0) {
                assertThat(losses).isEmpty();
                assertThat(read(new Utf8Text(Hostile.inPieces(random, bytes), "x")))
                        .isEqualTo(expected);
                assertThat(Utf8Text.decode(bytes, "x", null)).isEqualTo(expected);
            } else {
                String count = judgement.bad() + (judgement.bad() == 1 ? " byte that is" : " bytes that are");
                assertThat(losses).hasSize(2).containsOnly("x: " + count + " not UTF-8 replaced with U+FFFD");
                String message = "x is not UTF-8: byte 0x" + HexFormat.of().toHexDigits(bytes[judgement.first()])
                        + " at offset " + judgement.first();
                assertThat(refusal(() -> read(new Utf8Text(Hostile.inPieces(random, bytes), "x"))))
                        .isEqualTo(message);
                assertThat(refusal(() -> Utf8Text.decode(bytes, "x", null))).isEqualTo(message);
            }
        });
    }

    private static String read(Utf8Text text) {
        StringBuilder all = new StringBuilder();
        for (int unit = text.read(); unit != Utf8Text.END; unit = text.read()) {
            all.append((char) unit);
        }
        return all.toString();
    }

    private static String refusal(Runnable reading) {
        try {
            reading.run();
        } catch (UsageException e) {
            return e.getMessage();
        }
        throw new AssertionError("was read");
    }

    @Test
    void jsonComesBackAsItWas() {
        Hostile.cases(3_000, random -> {
            JsonNode tree = Hostile.json(random, 5);
            assertThat(Json.parse(Json.line(tree))).isEqualTo(Json.parse(Json.bytes(tree)));
            assertThat(Json.line(Json.parse(Json.line(tree)))).isEqualTo(Json.line(tree));
            assertThat(Json.line(tree)).doesNotContain("\n").doesNotContain("\r");
            byte[] bytes = Json.bytes(tree);
            assertThat(Json.bytes(tree, bytes.length, count -> new UsageException("too long")))
                    .isEqualTo(bytes);
            assertThat(refusal(() -> Json.bytes(tree, bytes.length - 1, count -> new UsageException("" + count))))
                    .isEqualTo("" + bytes.length);
        });
    }

    @Test
    void whateverIsPutSomewhereIsFoundThereAndNothingElseIsLost() {
        Hostile.cases(4_000, random -> {
            ObjectNode tree = Hostile.object(random, 4);
            ObjectNode before = tree.deepCopy();
            JsonPointer place = place(random, tree);
            JsonNode value = Hostile.json(random, 2);
            if (Json.put(tree, place, value)) {
                assertThat(place.toString().contains("/-") ? value : tree.at(place))
                        .isEqualTo(value);
                String name = place.getMatchingProperty();
                before.fieldNames().forEachRemaining(other -> {
                    if (!other.equals(name)) {
                        assertThat(tree.get(other)).isEqualTo(before.get(other));
                    }
                });
            }
        });
    }

    /** A place that is there in part, at times. */
    private static JsonPointer place(Random random, JsonNode tree) {
        JsonPointer place = JsonPointer.empty();
        JsonNode at = tree;
        for (int depth = 1 + random.nextInt(5); depth > 0; depth--) {
            List<String> names =
                    new ArrayList<>(List.of("-", "0", "1", "999999999", "-1", "", Hostile.text(random, 2)));
            at.fieldNames().forEachRemaining(names::add);
            String name = Hostile.pick(random, names);
            place = place.appendProperty(name);
            at = at.path(name);
        }
        return place;
    }

    @Test
    void noBytesOfAPictureBreakTheReadingOfItsHeader() {
        List<String> starts = List.of(
                "89504E470D0A1A0A0000000D49484452",
                "FFD8FF",
                "FFD8FFE00004",
                "FFD8FFFFFFC0",
                "474946383961",
                "52494646000000005745425056503858",
                "5249464600000000574542505650384C",
                "52494646000000005745425056503820",
                "");
        Hostile.cases(6_000, random -> {
            byte[] start = HexFormat.of().parseHex(Hostile.pick(random, starts));
            byte[] bytes = Arrays.copyOf(start, start.length + random.nextInt(80));
            byte[] rest = new byte[bytes.length - start.length];
            random.nextBytes(rest);
            System.arraycopy(rest, 0, bytes, start.length, rest.length);
            ImageHeader.type(bytes).ifPresent(type -> {
                ImageHeader.Size size = ImageHeader.size(type, bytes);
                assertThat(size.width() > 0 && size.height() > 0 || size.equals(ImageHeader.Size.UNKNOWN))
                        .as(size.toString())
                        .isTrue();
            });
        });
    }
}
