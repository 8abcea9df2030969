package io.github.bedrockcli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text is printed as it came, ended by exactly one newline. */
final class TextSinkTest {
    @ParameterizedTest
    @CsvSource(
            value = {
                "a|b -> ab~",
                "a~|b -> a~b~",
                "a|~~ -> a~",
                "~~a -> ~~a~",
                "a|~|~|b -> a~~b~",
                "'' -> ''",
                "~|~ -> ''"
            },
            delimiterString = " -> ")
    void endsWithOneNewlineHoweverItIsCut(String pieces, String expected) throws IOException {
        StringWriter out = new StringWriter();
        TextSink sink = new TextSink(out, true);
        for (String piece : pieces.split("\\|")) {
            sink.text(piece.replace('~', '\n'));
        }
        sink.end();
        assertThat(out.toString()).isEqualTo(expected.replace('~', '\n'));
    }

    @Test
    void aLineIsEndedBeforeTheNextBegins() {
        StringWriter out = new StringWriter();
        TextSink sink = new TextSink(out, true);
        sink.text("one\n\n");
        assertThat(out.toString()).isEqualTo("one\n");
        sink.text("two");
        assertThat(out.toString()).isEqualTo("one\n\ntwo");
    }
}
