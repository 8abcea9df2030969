package io.github.bedrockcli.bulk;

import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** UTF-8 text read strictly and lazily, with line numbers; a byte order mark at the start is dropped. */
final class Utf8Text {
    static final int END = -1;

    /** Longest line or field, in UTF-16 units: InvokeModel takes a body of 25,000,000 bytes. */
    static final int MAX_LENGTH = 25_000_000;

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final String name;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
    private long consumed;
    private boolean ended;
    private boolean begun;
    private long line = 1;

    /** @param name what messages call the input */
    Utf8Text(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The number of the line that the next character is on, from 1. */
    long line() {
        return line;
    }

    /**
     * The next UTF-16 unit, or {@link #END}.
     *
     * @throws UsageException when the input cannot be read or is not UTF-8
     */
    int read() {
        if (!chars.hasRemaining() && !fill()) {
            return END;
        }
        char unit = chars.get();
        if (unit == '\n') {
            line++;
        }
        return unit;
    }

    /** The next line without its end, LF or CRLF; null at the end. A last line without a line end counts. */
    @Nullable
    String readLine() {
        int unit = read();
        if (unit == END) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        while (unit != END && unit != '\n') {
            append(text, (char) unit);
            unit = read();
        }
        int last = text.length() - 1;
        if (unit == '\n' && last >= 0 && text.charAt(last) == '\r') {
            text.setLength(last);
        }
        return text.toString();
    }

    /** Adds to a line or a field, which may not grow without end. */
    void append(StringBuilder text, char unit) {
        if (text.length() >= MAX_LENGTH) {
            throw new UsageException(name + " line " + line + " has more than " + MAX_LENGTH
                    + " characters, which no request can carry");
        }
        text.append(unit);
    }

    private boolean fill() {
        chars.clear();
        while (chars.position() == 0 && !(ended && !bytes.hasRemaining())) {
            readBytes();
            int before = bytes.position();
            CoderResult result = decoder.decode(bytes, chars, ended);
            consumed += bytes.position() - before;
            if (result.isError()) {
                throw new UsageException(
                        name + " is not UTF-8: byte 0x"
                                + Integer.toHexString(0x100 | (bytes.get(bytes.position()) & 0xff))
                                        .substring(1) + " at offset " + consumed,
                        "convert it first, for example with iconv -t UTF-8");
            }
        }
        chars.flip();
        if (!begun && chars.hasRemaining()) {
            begun = true;
            if (chars.get(0) == '\uFEFF') {
                chars.get();
            }
        }
        return chars.hasRemaining() || (!ended && fill());
    }

    private void readBytes() {
        if (ended) {
            return;
        }
        try {
            bytes.compact();
            int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
            if (count < 0) {
                ended = true;
            } else {
                bytes.position(bytes.position() + count);
            }
            bytes.flip();
        } catch (IOException e) {
            throw new UsageException("cannot read " + name + ": " + e.getMessage());
        }
    }
}
