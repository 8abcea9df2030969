package io.github.bedrockcli.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.OwnFiles;
import io.github.bedrockcli.model.Stopping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the AWS CLI names, writes and reads the files below {@code ~/.aws} that it shares: JSON, the owner's only. */
final class CacheFiles {
    /** A token or a session is a few kilobytes. */
    private static final int LONGEST = 1 << 20;

    private CacheFiles() {}

    /** Writes a cache as the owner's only, and whole: other programs read this file. */
    static void write(Path home, Path file, ObjectNode content, Stopping stopping) throws IOException {
        makeFolders(home, Objects.requireNonNull(file.getParent(), "a cache is in a folder"));
        stopping.whole(() -> {
            OwnFiles.replace(file, Json.bytes(content));
            return file;
        });
    }

    /** Writes a file and removes it, in a folder that is made where it is missing. */
    static void tryOut(Path home, Path folder, Stopping stopping) throws IOException {
        makeFolders(home, folder);
        stopping.whole(() -> Files.deleteIfExists(Files.createTempFile(folder, "bedrock", ".tmp")));
    }

    private static void makeFolders(Path home, Path folder) throws IOException {
        // A home that is not there is not made: something is wrong with HOME.
        if (!Files.isDirectory(home)) {
            throw new NoSuchFileException(home.toString(), null, "there is no folder " + home);
        }
        OwnFiles.makeFolders(home, folder);
    }

    /** As these files write a time: seconds, and {@code Z}. */
    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * ISO 8601, as far as the parser of the AWS CLI goes (python-dateutil): older ones wrote {@code UTC} for {@code Z},
     * a blank may stand for {@code T}, the offset needs no colon, seconds may be missing, and without a zone UTC is meant.
     */
    static @Nullable Instant time(String text) {
        String plain = text.strip()
                .replaceFirst(" ?UTC$", "Z")
                .replaceFirst("(?<=\\d) (?=\\d)", "T")
                .replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
        try {
            return OffsetDateTime.parse(plain).toInstant();
        } catch (DateTimeException e) {
            try {
                return LocalDateTime.parse(plain).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException f) {
                return null;
            }
        }
    }

    /**
     * What a file of a cache holds.
     *
     * @throws IOException also for what is no file, which a read could wait for, and for one that is far too long
     */
    static byte[] bytes(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("not a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new IOException("too long");
            }
            return bytes;
        }
    }

    static String sha1(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** A string as Python's {@code json.dumps} writes it: ASCII, the rest as lower-case escapes. */
    static String python(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> {
                    if (each >= ' ' && each <= '~') {
                        quoted.append(each);
                    } else {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
