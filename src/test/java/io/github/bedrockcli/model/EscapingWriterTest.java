package io.github.bedrockcli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EscapingWriterTest {
    @Test
    void writesWhatALineWouldHave() throws IOException {
        char[] units = {'a', '"', '\n', '\u007F', '\u0085', '\u009F', '\u00A0', '\u00E9', '\uD83D', '\uDE00', '\u2028'};
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(60), 0, units.length).forEach(at -> text.append(units[at]));
            // Longer than the parts in which text is written.
            String padded = "x".repeat(random.nextInt(9_000)) + text;
            TextNode node = TextNode.valueOf(padded + text);

            assertThat(written(node)).as("seed %d", seed).isEqualTo(Json.line(node));
        }
    }

    @Test
    void pairsThatArePartedStayWhole() throws IOException {
        for (int before = 0; before < 9_000; before++) {
            TextNode node = TextNode.valueOf("x".repeat(before) + "\uD83D\uDE00");
            assertThat(written(node)).isEqualTo(Json.line(node));
        }
    }

    private static String written(TextNode node) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Json.writeLine(out, node);
        return out.toString(StandardCharsets.UTF_8);
    }
}
