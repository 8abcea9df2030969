package io.github.bedrockcli.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.model.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PipeTurnsTest {
    @Test
    void aLineIsATurnWhateverEndsItAndTheLastNeedsNoEnd() {
        PipeTurns turns = turns("\uFEFFeins\r\nzwei ü\n\ndrei".getBytes(StandardCharsets.UTF_8));

        assertThat(turns.next()).isEqualTo(new TurnSource.Turn("eins", false));
        assertThat(turns.next()).isEqualTo(new TurnSource.Turn("zwei ü", false));
        assertThat(turns.next()).isEqualTo(new TurnSource.Turn("", false));
        assertThat(turns.next()).isEqualTo(new TurnSource.Turn("drei", false));
        assertThat(turns.next()).isNull();
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        PipeTurns turns = turns(new byte[] {'a', (byte) 0xFF, '\n'});

        assertThatThrownBy(turns::next)
                .isInstanceOf(UsageException.class)
                .hasMessage("standard input is not UTF-8: byte 0xff at offset 1");
    }

    @Test
    void aTurnIsTakenAsSoonAsItsLineHasCome() {
        // A program at the other end waits for the answer before it writes more: reading on would wait for ever.
        InputStream oneLine = new InputStream() {
            private final byte[] bytes = "hello\n".getBytes(StandardCharsets.UTF_8);
            private int position;

            @Override
            public int read() throws IOException {
                if (position == bytes.length) {
                    throw new IOException("read past the line");
                }
                return bytes[position++];
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (position == bytes.length) {
                    throw new IOException("read past the line");
                }
                int count = Math.min(length, bytes.length - position);
                System.arraycopy(bytes, position, target, offset, count);
                position += count;
                return count;
            }

            @Override
            public int available() {
                return bytes.length - position;
            }
        };

        assertThat(new PipeTurns(oneLine).next()).isEqualTo(new TurnSource.Turn("hello", false));
    }

    private static PipeTurns turns(byte[] bytes) {
        return new PipeTurns(new ByteArrayInputStream(bytes));
    }
}
