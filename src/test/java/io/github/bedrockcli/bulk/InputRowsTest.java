package io.github.bedrockcli.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.model.Utf8Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines, JSON lines and columns, read as they may come. */
final class InputRowsTest {
    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<InputRow> all(Iterator<InputRow> rows) {
        List<InputRow> list = new ArrayList<>();
        rows.forEachRemaining(list::add);
        return list;
    }

    private static List<String> texts(Iterator<InputRow> rows) {
        return all(rows).stream().map(InputRow::text).toList();
    }

    private static List<InputRow> json(String text, String field, String idField) {
        return json(text, field, null, idField);
    }

    private static List<InputRow> json(String text, String field, String imageField, String idField) {
        return all(new JsonLines(
                new Utf8Text(bytes(text), "a.jsonl"),
                new JsonLines.Fields(
                        field == null ? null : JsonPointer.compile(field),
                        imageField == null ? null : JsonPointer.compile(imageField),
                        idField == null ? null : JsonPointer.compile(idField))));
    }

    private static CsvRows csv(String text, String column) {
        return new CsvRows(new Utf8Text(bytes(text), "a.csv"), ',', column);
    }

    @Test
    void linesEndInLfOrCrLfAndTheLastMayHaveNoEnd() {
        assertThat(texts(new TextLines(new Utf8Text(bytes("one\r\ntwo\n\nfour"), "a"))))
                .containsExactly("one", "two", "", "four");
        assertThat(texts(new TextLines(new Utf8Text(bytes("one\n"), "a")))).containsExactly("one");
        assertThat(texts(new TextLines(new Utf8Text(bytes(""), "a")))).isEmpty();
    }

    @Test
    void aByteOrderMarkIsDroppedAndACarriageReturnInsideALineKept() {
        assertThat(texts(new TextLines(new Utf8Text(bytes("\uFEFFa\rb\n\uFEFFc"), "a"))))
                .containsExactly("a\rb", "\uFEFFc");
    }

    @Test
    void placesNameTheInputAndTheLine() {
        assertThat(all(new TextLines(new Utf8Text(bytes("x\ny\n"), "texts.txt"))))
                .extracting(InputRow::place)
                .containsExactly("texts.txt line 1", "texts.txt line 2");
    }

    @Test
    void charactersSplitOverReadsAndBuffersAreWhole() {
        String text = "aß€😀".repeat(30_000);
        InputStream oneByOne = new InputStream() {
            private final InputStream all = bytes(text + "\n" + text);

            @Override
            public int read() throws IOException {
                return all.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return all.read(target, offset, Math.min(length, 7));
            }
        };
        assertThat(texts(new TextLines(new Utf8Text(oneByOne, "a")))).containsExactly(text, text);
    }

    @Test
    void aByteThatIsNotUtf8IsNamedWithItsOffset() {
        byte[] latin = "one\ncafé\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> all(new TextLines(new Utf8Text(new ByteArrayInputStream(latin), "a.txt"))))
                .isInstanceOf(UsageException.class)
                .hasMessage("a.txt is not UTF-8: byte 0xe9 at offset 7");
        byte[] cut = Arrays.copyOf("ab€".getBytes(StandardCharsets.UTF_8), 4);
        assertThatThrownBy(() -> all(new TextLines(new Utf8Text(new ByteArrayInputStream(cut), "a.txt"))))
                .hasMessage("a.txt is not UTF-8: byte 0xe2 at offset 2");
    }

    @Test
    void anOffsetFarIntoTheInputIsRight() {
        byte[] bytes = new byte[200_000];
        Arrays.fill(bytes, (byte) 'x');
        bytes[150_001] = (byte) 0xff;
        assertThatThrownBy(() -> all(new TextLines(new Utf8Text(new ByteArrayInputStream(bytes), "a.txt"))))
                .hasMessage("a.txt is not UTF-8: byte 0xff at offset 150001");
    }

    @Test
    void aFailingReadIsAUsageErrorNotADefect() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Input/output error");
            }
        };
        assertThatThrownBy(() -> new TextLines(new Utf8Text(broken, "a.txt")).hasNext())
                .isInstanceOf(UsageException.class)
                .hasMessage("cannot read a.txt: Input/output error");
    }

    @Test
    void jsonLinesGiveTextAndIdAndSkipBlankLines() {
        List<InputRow> rows =
                json("{\"t\":{\"x\":\"one\"},\"id\":7}\n\n{\"t\":{\"x\":\"two\"},\"id\":\"b\"}", "/t/x", "/id");
        assertThat(rows).extracting(InputRow::text).containsExactly("one", "two");
        assertThat(rows).extracting(row -> String.valueOf(row.id())).containsExactly("7", "\"b\"");
        assertThat(rows).extracting(InputRow::place).containsExactly("a.jsonl line 1", "a.jsonl line 3");
    }

    @Test
    void jsonStringsAreTextsWithoutAnyField() {
        assertThat(json("\"one\"\n\"zwei\\n\"", "", null))
                .extracting(InputRow::text)
                .containsExactly("one", "zwei\n");
    }

    @Test
    void everyWayAJsonLineCanBeWrongIsSaid() {
        assertThat(json("{\"a\":1}\n{\"text\":5}\n[}\n{\"text\":\"x\"} y\n{\"text\":\"x\"}", "/text", "/id"))
                .extracting(InputRow::problem)
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo("nothing at --id-field /id (there is /a)"),
                        two -> assertThat(two).isEqualTo("nothing at --id-field /id (there is /text)"),
                        three -> assertThat(three).startsWith("not JSON: "),
                        four -> assertThat(four).startsWith("not JSON: "),
                        five -> assertThat(five).isEqualTo("nothing at --id-field /id (there is /text)"));
        assertThat(json("{\"a\":1}\n{\"text\":5}\n{}", "/text", null))
                .extracting(InputRow::problem)
                .containsExactly(
                        "nothing at --field /text (there is /a)",
                        "no string at --field /text",
                        "nothing at --field /text");
        assertThat(json("{\"a\":1}", "", null))
                .extracting(InputRow::problem)
                .containsExactly("not a JSON string; say with --field where the text is (there is /a)");
    }

    @Test
    void aJsonLineMayHaveATextAPictureOrBoth() {
        assertThat(json(
                        "{\"t\":\"a\"}\n{\"p\":\"b.png\",\"t\":null}\n{\"t\":\"c\",\"p\":\"c.png\"}\n{}",
                        "/t",
                        "/p",
                        null))
                .extracting(InputRow::text, InputRow::image, InputRow::problem)
                .containsExactly(
                        tuple("a", null, null),
                        tuple(null, "b.png", null),
                        tuple("c", "c.png", null),
                        tuple(null, null, "nothing at --field /t and --image-field /p"));
        assertThat(json("{\"t\":\"a\",\"p\":\"b.png\"}\n{\"p\":5}\n{\"t\":\"a\"}", null, "/p", null))
                .extracting(InputRow::text, InputRow::image, InputRow::problem)
                .containsExactly(
                        tuple(null, "b.png", null),
                        tuple(null, null, "no file name at --image-field /p"),
                        tuple(null, null, "nothing at --image-field /p (there is /t)"));
    }

    @Test
    void columnsMayHoldSeparatorsQuotesAndLineEnds() {
        assertThat(texts(csv("id,text\r\n1,plain\r\n2,\"a, \"\"b\"\"\r\nc\"\r\n\r\n3,", "text")))
                .containsExactly("plain", "a, \"b\"\r\nc", "");
        assertThat(texts(csv("\uFEFF\"text\",n\n\"\",1\nx\"y,2\n", "text"))).containsExactly("", "x\"y");
    }

    @Test
    void placesInColumnsAreTheLinesRowsBeginOn() {
        assertThat(all(csv("text\n\"a\nb\"\nc\n", "text")))
                .extracting(InputRow::place)
                .containsExactly("a.csv line 2", "a.csv line 4");
    }

    @Test
    void tabsSeparateInTsv() {
        assertThat(texts(new CsvRows(new Utf8Text(bytes("a\tb\n1,5\t\"x\ty\"\n"), "a.tsv"), '\t', "b")))
                .containsExactly("x\ty");
    }

    @Test
    void wrongColumnsAreExplained() {
        assertThatThrownBy(() -> csv("id,text\n1,a\n", "txt").hasNext())
                .isInstanceOf(UsageException.class)
                .hasMessage("a.csv has no column 'txt'")
                .extracting(error -> ((UsageException) error).fix())
                .isEqualTo("did you mean --column 'text'?");
        assertThatThrownBy(() -> csv("", "text").hasNext()).hasMessageContaining("is empty");
        assertThatThrownBy(() -> csv("text,text\na,b\n", "text").hasNext()).hasMessageContaining("two columns");
        assertThat(all(csv("id,text\n1\n", "text")))
                .extracting(InputRow::problem)
                .containsExactly("the row has no column 'text'");
    }

    @Test
    void wrongQuotesAreExplained() {
        assertThatThrownBy(() -> all(csv("text\n\"open\n", "text")))
                .hasMessage("a.csv line 2: a quote is opened and never closed");
        assertThatThrownBy(() -> all(csv("text\n\"a\"b\n", "text"))).hasMessageContaining("after its closing quote");
    }

    @Test
    void groupsAreFullButTheLast() {
        List<List<Integer>> groups = new ArrayList<>();
        new Groups<>(List.of(1, 2, 3, 4, 5).iterator(), group -> group.size() == 2, (group, next) -> true)
                .forEachRemaining(groups::add);
        assertThat(groups).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
    }

    @Test
    void whatDoesNotJoinAGroupBeginsTheNext() {
        List<List<Integer>> groups = new ArrayList<>();
        new Groups<>(
                        List.of(1, 3, 2, 5, 7, 9, 4).iterator(),
                        group -> group.size() == 2,
                        (group, next) -> group.get(0) % 2 == next % 2)
                .forEachRemaining(groups::add);
        assertThat(groups).containsExactly(List.of(1, 3), List.of(2), List.of(5, 7), List.of(9), List.of(4));
    }

    @Test
    void nothingIsReadPastAFullGroup() {
        Iterator<Integer> items = new ArrayList<>(List.of(1, 2, 3)).iterator();
        assertThat(new Groups<>(items, group -> true, (group, next) -> true).next())
                .containsExactly(1);
        assertThat(items.next()).isEqualTo(2);
    }
}
