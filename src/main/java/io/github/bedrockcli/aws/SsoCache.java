package io.github.bedrockcli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Stopping;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * The files in which sign-ins of IAM Identity Center are kept, shared with the AWS CLI and the SDKs:
 * {@code ~/.aws/sso/cache/SHA1.json}. A token's file is named after its session or, in the legacy form, its start URL;
 * that of a client registration after what it was made for. Source: botocore 1.43, utils.py and tokens.py; AWS CLI 2.36.
 */
final class SsoCache {
    private final Path home;
    private final Path folder;
    private final Stopping stopping;

    /** @param stopping waits for what is being written */
    SsoCache(Path home, Stopping stopping) {
        this.home = home;
        this.stopping = stopping;
        this.folder = home.resolve(".aws").resolve("sso").resolve("cache");
    }

    Path folder() {
        return folder;
    }

    Path tokenFile(SsoSession session) {
        return folder.resolve(CacheFiles.sha1(session.cacheKey()) + ".json");
    }

    /** Where the AWS CLI looks for a registration: the SHA-1 of its purpose as Python writes JSON with sorted keys. */
    Path registrationFile(SsoSession session) {
        String scopes = session.scopes().isEmpty()
                ? "null"
                : session.scopes().stream().map(CacheFiles::python).collect(Collectors.joining(", ", "[", "]"));
        String purpose = "{\"region\": " + CacheFiles.python(session.region()) + ", \"scopes\": " + scopes
                + ", \"session_name\": " + (session.name() == null ? "null" : CacheFiles.python(session.name()))
                + ", \"startUrl\": " + CacheFiles.python(session.startUrl()) + ", \"tool\": \"botocore\"}";
        return folder.resolve(CacheFiles.sha1(purpose) + ".json");
    }

    /** The object in a file; a missing node where there is none, whatever is there instead. */
    static JsonNode read(Path file) {
        try {
            JsonNode found = Json.parse(CacheFiles.bytes(file));
            return found.isObject() ? found : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    void write(Path file, ObjectNode content) throws IOException {
        CacheFiles.write(home, file, content, stopping);
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
            CacheFiles.tryOut(home, folder, stopping);
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
}
