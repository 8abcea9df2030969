package io.github.bedrockcli.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * UTF-8 text read lazily, with line numbers; a byte order mark at the start is dropped. Bytes that are no UTF-8 are
 * refused with their offset or, where somebody is told of it, replaced.
 */
public final class Utf8Text {
    public static final int END = -1;

    /** Longest line or field, in UTF-16 units: InvokeModel takes a body of 25,000,000 bytes. */
    public static final int MAX_LENGTH = 25_000_000;

    private static final int BUFFER = 1 << 16;
    private static final char REPLACEMENT = '\uFFFD';
    private static final char MARK = '\uFEFF';

    private final InputStream in;
    private final String name;
    private final @Nullable Consumer<String> lossy;
    private final CharsetDecoder decoder = decoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
    private long consumed;
    private long replaced;
    private boolean ended;
    private boolean begun;
    private long line = 1;

    /** @param name what messages call the input */
    public Utf8Text(InputStream in, String name) {
        this(in, name, null);
    }

    /** @param lossy told at the end how many bytes were replaced with U+FFFD; null refuses such bytes */
    public Utf8Text(InputStream in, String name, @Nullable Consumer<String> lossy) {
        this.in = in;
        this.name = name;
        this.lossy = lossy;
    }

    /**
     * The text of a whole input, without its byte order mark.
     *
     * @param lossy as for the constructor
     * @throws UsageException naming the first byte that is not UTF-8, and its offset
     */
    public static String decode(byte[] bytes, String name, @Nullable Consumer<String> lossy) {
        int start = startsWithMark(bytes) ? 3 : 0;
        String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        // What the JDK puts for a byte that is none; it may also stand there itself.
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeSlowly(bytes, start, name, lossy);
    }

    private static String decodeSlowly(byte[] bytes, int start, String name, @Nullable Consumer<String> lossy) {
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(bytes.length - start);
        CharsetDecoder decoder = decoder();
        long replaced = 0;
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            if (lossy == null) {
                throw malformed(name, bytes[in.position()], in.position());
            }
            replaced += result.length();
            in.position(in.position() + result.length());
            out.put(REPLACEMENT);
            result = decoder.decode(in, out, true);
        }
        if (lossy != null && replaced > 0) {
            lossy.accept(loss(name, replaced));
        }
        return out.flip().toString();
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    private static CharsetDecoder decoder() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static UsageException malformed(String name, byte first, long offset) {
        return new UsageException(
                name + " is not UTF-8: byte 0x"
                        + Integer.toHexString(0x100 | (first & 0xff)).substring(1) + " at offset " + offset,
                "convert it first, for example with iconv -t UTF-8");
    }

    private static String loss(String name, long count) {
        return name + ": " + count + (count == 1 ? " byte that is" : " bytes that are")
                + " not UTF-8 replaced with U+FFFD";
    }

    public String name() {
        return name;
    }

    /** The number of the line that the next character is on, from 1. */
    public long line() {
        return line;
    }

    /**
     * The next UTF-16 unit, or {@link #END}.
     *
     * @throws UsageException when the input cannot be read or is not UTF-8
     */
    public int read() {
        if (!chars.hasRemaining() && !fill()) {
            report();
            return END;
        }
        char unit = chars.get();
        if (unit == '\n') {
            line++;
        }
        return unit;
    }

    /** The next line without its end, LF or CRLF; null at the end. A last line without a line end counts. */
    public @Nullable String readLine() {
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
    public void append(StringBuilder text, char unit) {
        if (text.length() >= MAX_LENGTH) {
            throw tooLong();
        }
        text.append(unit);
    }

    public UsageException tooLong() {
        return new UsageException(
                name + " line " + line + " has more than " + MAX_LENGTH + " characters, which no request can carry");
    }

    /** Says how many bytes were replaced since it was last said; at the end of the input it is said without asking. */
    public void report() {
        if (lossy != null && replaced > 0) {
            lossy.accept(loss(name, replaced));
            replaced = 0;
        }
    }

    private boolean fill() {
        chars.clear();
        while (chars.position() == 0 && !(ended && !bytes.hasRemaining())) {
            readBytes();
            decode();
            dropMark();
        }
        chars.flip();
        return chars.hasRemaining();
    }

    private void decode() {
        int before = bytes.position();
        CoderResult result = decoder.decode(bytes, chars, ended);
        consumed += bytes.position() - before;
        while (result.isError()) {
            if (lossy == null) {
                throw malformed(name, bytes.get(bytes.position()), consumed);
            }
            if (!chars.hasRemaining()) {
                // The next call meets the same bytes again, with room for what stands in their place.
                return;
            }
            replaced += result.length();
            before = bytes.position();
            bytes.position(before + result.length());
            chars.put(REPLACEMENT);
            result = decoder.decode(bytes, chars, ended);
            consumed += bytes.position() - before;
        }
    }

    /** The byte order mark is the first character, however late it comes. */
    private void dropMark() {
        if (!begun && chars.position() > 0) {
            begun = true;
            if (chars.get(0) == MARK) {
                chars.flip().get();
                chars.compact();
            }
        }
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
