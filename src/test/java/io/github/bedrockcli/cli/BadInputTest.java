package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.cli.Terminal.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody would give on purpose: one clear error, exit code 2, and nothing sent. */
final class BadInputTest {
    private static final String ANSWER =
            "{\"output\":{\"message\":{\"content\":[{\"text\":\"ok\"}]}},\"stopReason\":\"end_turn\"}";
    private static final String VECTOR = "{\"embedding\":[0.5],\"inputTextTokenCount\":1}";
    private static final String TOO_LARGE =
            " has more than 25000000 bytes, the most that Bedrock takes in one request\n";

    @TempDir
    private Path folder;

    private final FakeBedrock bedrock = new FakeBedrock();

    private Result run(String... args) {
        return new Terminal().in(folder).run(bedrock, args);
    }

    private void write(String name, byte... bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private static byte[] hex(String digits) {
        return java.util.HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private void assertRefused(Result result, String error) {
        assertThat(result).isEqualTo(new Result(2, "", error));
        assertThat(bedrock.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "61 62 FF, 0xff, 2",
        "EFBBBF 61 C3, 0xc3, 4",
        "61 C0AF, 0xc0, 1",
        "61 EDA080 62, 0xed, 1",
        "F8888080 80, 0xf8, 0",
        "E282, 0xe2, 0",
        "61 F4908080, 0xf4, 1",
        "80, 0x80, 0"
    })
    void textThatIsNotUtf8IsRefusedWithByteAndOffset(String digits, String first, int offset) throws IOException {
        write("bad", hex(digits));
        String error = " is not UTF-8: byte " + first + " at offset " + offset
                + "\nfix: convert it first, for example with iconv -t UTF-8\n";
        assertRefused(run("invoke", "-f", "bad"), "error: bad" + error);
        assertRefused(run("invoke", "--system-file", "bad", "Hi"), "error: bad" + error);
        assertRefused(run("invoke", "--messages", "bad"), "error: bad" + error);
        assertRefused(run("invoke", "--body", "@bad"), "error: bad" + error);
        assertRefused(run("invoke", "-p", "toolConfig=@bad", "Hi"), "error: bad" + error);
        assertRefused(run("invoke", "--document", "bad", "Hi"), "error: bad" + error);
        assertRefused(run("embed", "--input", "bad"), "error: bad" + error);
        assertRefused(run("rerank", "query", "--input", "bad"), "error: bad" + error);
        assertRefused(run("emulator", "--account", "bad"), "error: bad" + error);
        assertRefused(run("list-models", "--diff", "bad"), "error: bad" + error);
        byte[] bytes = hex(digits);
        for (String command : List.of("invoke", "stream", "embed", "chat")) {
            assertRefused(new Terminal().in(folder).pipe(bytes).run(bedrock, command), "error: standard input" + error);
        }
    }

    @Test
    void lossyReplacesAndSaysHowManyBytes() throws IOException {
        write("bad", hex("61 FF 62 E282 63 C0"));
        Result result = new Terminal().in(folder).run(bedrock.answers(ANSWER), "invoke", "--lossy", "-f", "bad");
        assertThat(result)
                .isEqualTo(new Result(0, "ok\n", "warning: bad: 4 bytes that are not UTF-8 replaced with U+FFFD\n"));
        assertThat(bedrock.body(0)).contains("\"a\uFFFDb\uFFFDc\uFFFD\"");

        assertThat(new Terminal().in(folder).run(bedrock.answers(VECTOR), "embed", "--lossy", "--input", "bad"))
                .isEqualTo(new Result(0, "[0.5]\n", "warning: bad: 4 bytes that are not UTF-8 replaced with U+FFFD\n"));
        assertThat(bedrock.body(1)).contains("\"a\uFFFDb\uFFFDc\uFFFD\"");

        byte[] turn = hex("61 FF 0A");
        assertThat(new Terminal()
                        .pipe(turn)
                        .run(bedrock.answers(ANSWER), "chat", "--lossy", "--no-stream")
                        .err())
                .contains("warning: standard input: 1 byte that is not UTF-8 replaced with U+FFFD\n");
    }

    @Test
    void aReplacementCharacterThatWasGivenIsAsGoodAsAnyOther() throws IOException {
        write("good", "a\uFFFDb".getBytes(StandardCharsets.UTF_8));
        assertThat(run(bedrock.answers(ANSWER), "invoke", "-f", "good")).isEqualTo(new Result(0, "ok\n", ""));
        assertThat(run(bedrock.answers(ANSWER), "invoke", "--lossy", "-f", "good"))
                .isEqualTo(new Result(0, "ok\n", ""));
    }

    private Result run(FakeBedrock opener, String... args) {
        return new Terminal().in(folder).run(opener, args);
    }

    @Test
    void aZeroByteGoesWhereJsonCanCarryIt() throws IOException {
        write("nul", hex("61 00 62"));
        run(bedrock.answers(ANSWER), "invoke", "-f", "nul");
        assertThat(bedrock.body(0)).contains("\"a\\u0000b\"");
    }

    @Test
    void lineEndsInsideAPromptStayAndThoseAfterItDoNot() throws IOException {
        write("crlf", "a\r\nb\r\n".getBytes(StandardCharsets.UTF_8));
        run(bedrock.answers(ANSWER), "invoke", "-f", "crlf");
        assertThat(bedrock.body(0)).contains("\"a\\r\\nb\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EFBBBF", "0A", "0D0A0D0A0A"})
    void whatHoldsNothingIsNoPrompt(String digits) throws IOException {
        write("nothing", hex(digits));
        String error = """
                error: there is no prompt
                fix: bedrock invoke "your prompt", or pipe one in: echo ... | bedrock invoke
                """;
        assertRefused(run("invoke", "-f", "nothing"), error);
        assertRefused(new Terminal().pipe(hex(digits)).run(bedrock, "invoke"), error);
    }

    /** A pipe that never ends, and counts what is taken of it. */
    private static final class Endless extends InputStream {
        private final byte[] piece;
        private long taken;

        Endless(String piece) {
            this.piece = piece.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            return piece[(int) (taken++ % piece.length)];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROMPT", "--file", "--body", "--messages", "--image", "--document", "--video"})
    void anEndlessInputIsReadToTheLimitAndNoFurther(String option) {
        Endless endless = new Endless("y\n");
        List<String> args = new ArrayList<>(List.of("invoke"));
        args.addAll(option.equals("PROMPT") ? List.of("-") : List.of(option, "-"));
        Result result = new Terminal().pipe(endless).run(bedrock, args.toArray(String[]::new));
        assertRefused(result, "error: standard input" + TOO_LARGE);
        assertThat(endless.taken).isLessThan(25_100_000);
    }

    @ParameterizedTest
    @CsvSource({
        "embed, y, standard input line 1 has more than 25000000 characters",
        "chat, y, standard input line 1 has more than 25000000 characters",
        "rerank query, y, standard input line 1 has more than 25000000 characters",
        "embed --field /t, [, standard input line 1 has more than 25000000 characters",
        "embed --column a, 'a,', standard input line 1 has more than 10000 columns",
        "embed --column a, '\"a\n', 'standard input line 1: a quote is opened, and not closed within 25000000 characters'",
        "rerank query --no-validate, '\n', the documents come to more than 25000000 bytes"
    })
    void anEndlessLineOrRowIsReadToItsLimitAndNoFurther(String command, String piece, String error) {
        Endless endless = new Endless(piece.startsWith("\"") ? piece.substring(1) : piece);
        InputStream in = piece.startsWith("\"")
                ? new java.io.SequenceInputStream(new ByteArrayInputStream(new byte[] {'"'}), endless)
                : endless;
        Result result = new Terminal().pipe(in).run(bedrock, command.split(" "));
        assertThat(result.err()).startsWith("error: " + error);
        assertThat(result.code()).isEqualTo(2);
        assertThat(endless.taken).isLessThan(25_200_000);
        assertThat(bedrock.requests).isEmpty();
    }

    @Test
    void aLargeFileIsRefusedUnread() throws IOException {
        try (var file = new java.io.RandomAccessFile(folder.resolve("big").toFile(), "rw")) {
            file.setLength(10_000_000_000L);
        }
        assertRefused(run("invoke", "--system-file", "big", "Hi"), "error: big" + TOO_LARGE);
        for (String option : List.of("--file", "--messages", "--image", "--document", "--video")) {
            assertRefused(run("invoke", option, "big", "--no-stdin"), "error: big" + TOO_LARGE);
        }
        assertRefused(run("invoke", "--body", "@big"), "error: big" + TOO_LARGE);
        assertRefused(
                run("embed", "-m", "amazon.titan-embed-image-v1", "--image", "big"),
                "error: --image big: big" + TOO_LARGE);
    }

    @Test
    void filesAreRefusedThatAreTooLargeTogether() throws IOException {
        byte[] half = new byte[13_000_000];
        java.util.Arrays.fill(half, (byte) 'a');
        write("one", half);
        write("two", half);
        assertRefused(
                run("invoke", "-f", "one", "-f", "two"),
                "error: two and what was read before it come to more than 25000000 bytes, the most that Bedrock takes in"
                        + " one request\n");
        assertRefused(
                run("invoke", "-f", "one", "--document", "two"),
                "error: two and what was read before it come to more than 25000000 bytes, the most that Bedrock takes in"
                        + " one request\n");
    }

    @Test
    void aBodyThatGrowsByItsEscapesIsRefusedToo() throws IOException {
        byte[] controls = new byte[20_000_000];
        java.util.Arrays.fill(controls, (byte) 1);
        write("controls", controls);
        assertRefused(
                run("invoke", "-f", "controls"),
                "error: the request has 120000054 bytes; Bedrock takes at most 25000000\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":NaN} | NaN is no JSON number",
                "{\"a\":1} {\"b\":2} | something follows its end",
                "{\"a\":1} x | Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null',"
                        + " 'true' or 'false')",
                "{\"a\":1,\"a\":2} | the member 'a' comes twice",
                "{\"a\":1} // b | Unexpected character ('/' (code 47)): maybe a (non-standard) comment?",
                "{\"a\": | Unexpected end-of-input within/between Object entries",
            })
    void jsonThatIsNoneIsSaidToBe(String json, String why) throws IOException {
        assertRefused(
                run("invoke", "--body", json),
                "error: --body is not JSON: " + why + "\nfix: --no-validate sends it as it is\n");
        assertThat(run("invoke", "--set", "/x=" + json, "Hi").err())
                .startsWith("error: --set /x: the value is not JSON: " + why + "\n");
        Files.writeString(folder.resolve("turns"), json);
        assertThat(run("invoke", "--messages", "turns").err())
                .startsWith("error: turns is not JSON: " + why + " (line 1, column ");
        assertThat(run("emulator", "--account", "turns").err())
                .startsWith("error: turns is not JSON: " + why + " (line 1, column ");
        assertThat(run("list-models", "--diff", "turns").err())
                .startsWith("error: turns is no list of bedrock list-models: it is not JSON: " + why + "\n");
        assertThat(bedrock.requests).isEmpty();
    }

    @Test
    void jsonThatIsTooDeepOrTooLongIsRefused() throws IOException {
        String deep = "[".repeat(100_000);
        String error =
                "error: --body is not JSON: it is nested more than 1000 deep\nfix: --no-validate sends it as it is\n";
        Files.writeString(folder.resolve("deep"), "{\"a\":" + deep);
        assertRefused(run("invoke", "--body", "@deep"), error);
        assertThat(run("invoke", "--messages", "deep").err())
                .isEqualTo("error: deep is not JSON: it is nested more than 1000 deep\n");
        assertThat(run("emulator", "--account", "deep").err()).contains("it is nested more than 1000 deep");
        assertThat(run("list-models", "--diff", "deep").err()).contains("it is nested more than 1000 deep");
        assertThat(run("embed", "--input", "deep", "--field", "/a").err())
                .isEqualTo("error: deep line 1: not JSON: it is nested more than 1000 deep\n");
        Files.writeString(folder.resolve("name"), "{\"" + "k".repeat(10_000_000) + "\":1}");
        assertThat(run("invoke", "--body", "@name").err())
                .startsWith("error: --body is not JSON: the name of a member has more than 50000 characters\n");
        Files.writeString(folder.resolve("number"), "{\"a\":" + "9".repeat(1_000_000) + "}");
        assertThat(run("invoke", "--body", "@number").err())
                .startsWith("error: --body is not JSON: a number has more than 1000 digits\n");
        assertThat(bedrock.requests).isEmpty();
    }

    @Test
    void largeNumbersAreSentAsTheyWereWritten() {
        String nines = "9".repeat(400);
        run(bedrock.answers(ANSWER), "invoke", "--body", "{\"a\":1e999999999,\"b\":" + nines + "}");
        assertThat(bedrock.body(0)).isEqualTo("{\"a\":1e999999999,\"b\":" + nines + "}");
        run(bedrock.answers(ANSWER), "invoke", "--body", "{}", "--set", "/a=1e999999999", "--set", "/b=" + nines);
        assertThat(bedrock.body(1)).isEqualTo("{\"a\":1E+999999999,\"b\":" + nines + "}");
    }

    @Test
    void placesThatAreTooFarOrTooDeepAreRefused() {
        assertRefused(
                run("invoke", "--body", "{\"a\":[]}", "--set", "/a/999999999=1"),
                "error: --set /a/999999999: there is no such place in the body\n");
        assertThat(run("invoke", "--set", "/a".repeat(1_001) + "=1", "Hi").err())
                .endsWith(": there is no such place in the body\n");
        assertRefused(
                run("invoke", "--set", "/a".repeat(60_000) + "=1", "Hi"),
                "error: --set takes a pointer of at most 10000 characters\n");
        assertRefused(
                run("invoke", "--set", "/a".repeat(900) + "=" + "[".repeat(900) + "]".repeat(900), "Hi"),
                "error: the request is nested more than 1000 deep\n");
    }

    @Test
    void aBodyInAnotherEncodingIsRefusedAndAByteOrderMarkDropped() throws IOException {
        write("utf16", "{\"a\":1}".getBytes(StandardCharsets.UTF_16));
        assertRefused(
                run("invoke", "--body", "@utf16"),
                "error: utf16 is not UTF-8: byte 0xfe at offset 0\nfix: convert it first, for example with iconv -t UTF-8\n");
        write("marked", "\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        run(bedrock.answers(ANSWER), "invoke", "--body", "@marked");
        assertThat(bedrock.body(0)).isEqualTo("{\"a\":1}");
    }

    @Test
    void halfASurrogatePairIsSentAsTheEscapeThatItCameAs() {
        run(bedrock.answers(ANSWER), "invoke", "--body", "{\"a\":\"x\\ud800y\"}", "--set", "/b=1");
        assertThat(bedrock.body(0)).isEqualTo("{\"a\":\"x\\uD800y\",\"b\":1}");
    }

    @Test
    void whatIsNoFileToReadIsSaidToBe() throws IOException {
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        assertRefused(run("invoke", "-f", "loop"), "error: cannot read loop: a loop of links\n");
        Files.createDirectory(folder.resolve("sub"));
        assertRefused(run("invoke", "-f", "sub"), "error: cannot read sub: it is a directory\n");
        assertRefused(run("invoke", "-f", "a\nb"), "error: cannot read a b: no such file or directory\n");
    }
}
