package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.model.Utf8Text;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what the user names on the command line: files and standard input, text as UTF-8; all that one request is made of. */
final class InputFiles {
    /** Most bytes of one input: Bedrock's limit of a request body (25,000,000), above which nothing can be sent. */
    static final int MAX_BYTES = 25_000_000;

    private final Io io;
    private final @Nullable Consumer<String> lossy;
    private long total;

    InputFiles(Io io) {
        this(io, null);
    }

    /** @param lossy told how many bytes that are not UTF-8 were replaced in an input; null refuses them */
    InputFiles(Io io, @Nullable Consumer<String> lossy) {
        this.io = io;
        this.lossy = lossy;
    }

    /** The same for another request, whose inputs are counted anew. */
    InputFiles anew() {
        return new InputFiles(io, lossy);
    }

    /**
     * The text of a file, or of standard input for {@code -}; a byte order mark is dropped.
     *
     * @throws UsageException when it cannot be read, is too large to send, or is not UTF-8
     */
    String text(String name) {
        return decode(bytes(name), label(name));
    }

    /**
     * The bytes of a file, or of standard input for {@code -}.
     *
     * @throws UsageException when they cannot be read, or are with all that was read before more than can be sent
     */
    byte[] bytes(String name) {
        int left = (int) (MAX_BYTES - total);
        try (InputStream in = name.equals("-") ? new Unclosed(io.in()) : open(name)) {
            if (isLonger(name, left)) {
                throw tooLarge(name);
            }
            byte[] bytes = in.readNBytes(left + 1);
            if (bytes.length > left) {
                throw tooLarge(name);
            }
            total += bytes.length;
            return bytes;
        } catch (IOException e) {
            throw new UsageException("cannot read " + label(name) + ": " + Reason.of(e));
        }
    }

    /** Known before it is read of a plain file; others have no length of their own. */
    private boolean isLonger(String name, int most) throws IOException {
        return isRegular(name) && Files.size(path(name)) > most;
    }

    private UsageException tooLarge(String name) {
        return new UsageException(label(name)
                + (total == 0 ? " has more than " : " and what was read before it come to more than ")
                + MAX_BYTES + " bytes, the most that Bedrock takes in one request");
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

    /** What {@link #stream} gave, as text. */
    Utf8Text lines(InputStream in, String name) {
        return new Utf8Text(in, label(name), lossy);
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

    /**
     * The body of a request.
     *
     * @throws UsageException when it is more than Bedrock takes; it is never held whole then
     */
    static byte[] body(JsonNode tree) {
        return Json.bytes(tree, MAX_BYTES, InputFiles::tooLargeBody);
    }

    static UsageException tooLargeBody(long count) {
        return new UsageException("the request has " + count + " bytes; Bedrock takes at most " + MAX_BYTES);
    }

    static String label(String name) {
        return name.equals("-") ? "standard input" : name;
    }

    /**
     * The text that bytes are, without a byte order mark.
     *
     * @throws UsageException naming the first byte that is not UTF-8, and its offset
     */
    String decode(byte[] bytes, String label) {
        return Utf8Text.decode(bytes, label, lossy);
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
