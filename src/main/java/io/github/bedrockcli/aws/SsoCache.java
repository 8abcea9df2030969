package io.github.bedrockcli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files in which sign-ins of IAM Identity Center are kept, shared with the AWS CLI and the SDKs:
 * {@code ~/.aws/sso/cache/SHA1.json}. A token's file is named after its session or, in the legacy form, its start URL;
 * that of a client registration after what it was made for. Source: botocore 1.43, utils.py and tokens.py; AWS CLI 2.36.
 */
final class SsoCache {
    /** A token is a few kilobytes. */
    private static final int LONGEST = 1 << 20;

    private final Path home;
    private final Path folder;

    SsoCache(Path home) {
        this.home = home;
        this.folder = home.resolve(".aws").resolve("sso").resolve("cache");
    }

    Path folder() {
        return folder;
    }

    Path tokenFile(SsoSession session) {
        return folder.resolve(sha1(session.cacheKey()) + ".json");
    }

    /** Where the AWS CLI looks for a registration: the SHA-1 of its purpose as Python writes JSON with sorted keys. */
    Path registrationFile(SsoSession session) {
        String scopes = session.scopes().isEmpty()
                ? "null"
                : session.scopes().stream().map(SsoCache::python).collect(Collectors.joining(", ", "[", "]"));
        String purpose = "{\"region\": " + python(session.region()) + ", \"scopes\": " + scopes
                + ", \"session_name\": " + (session.name() == null ? "null" : python(session.name()))
                + ", \"startUrl\": " + python(session.startUrl()) + ", \"tool\": \"botocore\"}";
        return folder.resolve(sha1(purpose) + ".json");
    }

    /** The object in a file; a missing node where there is none, whatever is there instead. */
    static JsonNode read(Path file) {
        try {
            JsonNode found = Json.parse(bytes(file));
            return found.isObject() ? found : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Beside, then renamed: other programs read this file. The temporary file is the owner's only from the start. */
    void write(Path file, ObjectNode content) throws IOException {
        makeFolders(folder);
        Path fresh = Files.createTempFile(folder, "bedrock", ".tmp");
        try {
            Files.write(fresh, Json.bytes(content));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Removes a file that can be made again; where that fails it only serves a while longer. */
    void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // As said.
        }
    }

    /**
     * Finds out whether a sign-in could be kept, before a person is asked for one.
     *
     * @throws BedrockException when nothing can be written there
     */
    void check() {
        try {
            makeFolders(folder);
            Files.delete(Files.createTempFile(folder, "bedrock", ".tmp"));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    BedrockException unwritable(IOException cause) {
        return BedrockException.of(
                        Kind.CONFIGURATION,
                        "the sign-in cannot be kept: nothing can be written to " + folder + " (" + reason(cause) + ")")
                .fix("make that folder writable, or set HOME to one that is; its .aws/config is read then, unless"
                        + " AWS_CONFIG_FILE names another")
                .cause(cause)
                .build();
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "there is a file where a folder should be";
        }
        // The message of the others is a path, and why comes after it.
        String why = cause instanceof FileSystemException failure ? failure.getReason() : null;
        return why == null ? Text.reason(cause) : why;
    }

    /** Like {@code mkdir -p}, what is made being the owner's only. */
    private void makeFolders(Path wanted) throws IOException {
        if (Files.isDirectory(wanted)) {
            return;
        }
        // A home that is not there is not made: something is wrong with HOME.
        if (!wanted.equals(home) && wanted.getParent() != null) {
            makeFolders(wanted.getParent());
        }
        if (wanted.equals(home)) {
            throw new NoSuchFileException(home.toString(), null, "there is no folder " + home);
        }
        boolean posix = home.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] own = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createDirectory(wanted, own);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(wanted)) {
                throw e;
            }
        }
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
