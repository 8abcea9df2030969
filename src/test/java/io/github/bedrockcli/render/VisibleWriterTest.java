package io.github.bedrockcli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class VisibleWriterTest {
    @Test
    void whateverIsWrittenIsHarmless() throws IOException {
        StringWriter terminal = new StringWriter();
        try (VisibleWriter writer = new VisibleWriter(terminal)) {
            writer.write('\u001b');
            writer.append("[2J").append('\r');
            writer.write("\nend\r");
        }
        assertThat(terminal).hasToString("␛[2J\nend␍");
    }
}
