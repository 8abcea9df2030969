package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads what the user names on the command line: files and standard input, text strictly as UTF-8. */
final class InputFiles {
    /** Most bytes of one input: Bedrock's limit of a request body (25,000,000), above which nothing can be sent. */
    static final int MAX_BYTES = 25_000_000;

    private final Io io;

    InputFiles(Io io) {
        this.io = io;
    }

    /**
     * The text of a file, or of standard input for {@code -}; a byte order mark is dropped.
     *
     * @throws UsageException when it cannot be read, is too large to send, or is not UTF-8
     */
    String text(String name) {
        return decode(bytes(name), label(name));
    }

    /** The bytes of a file, or of standard input for {@code -}. */
    byte[] bytes(String name) {
        try (InputStream in = name.equals("-") ? io.in() : open(name)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UsageException(label(name) + " has more than " + MAX_BYTES
                        + " bytes, the most that Bedrock takes in one request");
            }
            return bytes;
        } catch (IOException e) {
            throw new UsageException("cannot read " + label(name) + ": " + Reason.of(e));
        }
    }

    /**
     * The bytes of a file, or of standard input for {@code -}, as they are read: for inputs of any length. Closing it
     * leaves standard input open.
     */
    InputStream stream(String name) {
        try {
            return name.equals("-") ? new Unclosed(io.in()) : open(name);
        } catch (IOException e) {
            throw new UsageException("cannot read " + label(name) + ": " + Reason.of(e));
        }
    }

    /** Whether {@code name} is a file that can be read twice. */
    boolean isRegular(String name) {
        return !name.equals("-") && Files.isRegularFile(path(name));
    }

    private InputStream open(String name) throws IOException {
        Path path = path(name);
        if (Files.isDirectory(path)) {
            throw new UsageException("cannot read " + name + ": it is a directory");
        }
        return Files.newInputStream(path);
    }

    private Path path(String name) {
        if (name.isEmpty()) {
            throw new UsageException("the name of a file to read is empty");
        }
        try {
            return io.directory().resolve(name);
        } catch (InvalidPathException e) {
            throw new UsageException("not a file name: '" + name + "'");
        }
    }

    static String label(String name) {
        return name.equals("-") ? "standard input" : name;
    }

    /**
     * Decodes UTF-8 strictly.
     *
     * @throws UsageException naming the offset of the first byte that is not UTF-8
     */
    static String decode(byte[] bytes, String label) {
        boolean mark =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        int start = mark ? 3 : 0;
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(bytes.length - start);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new UsageException(
                    label + " is not UTF-8 at byte " + in.position(),
                    "convert it first, for example with iconv -t UTF-8");
        }
        return out.flip().toString();
    }

    /** A stream that its reader does not close: the process's own. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // Left open.
        }
    }
}
