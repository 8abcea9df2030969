package io.github.bedrockcli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** The {@code credential_process} of a profile: a command that prints keys. Its output is never shown, its errors are. */
final class ProcessCredentials implements CredentialSource {
    /** As in the AWS SDK for Java; a key document is a few hundred bytes. */
    private static final int MAX_OUTPUT = 64_000;

    private final String profile;
    private final String command;
    private final Map<String, String> environment;

    ProcessCredentials(String profile, String command, Map<String, String> environment) {
        this.profile = profile;
        this.command = command;
        this.environment = environment;
    }

    @Override
    public AwsCredentials fetch() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        ProcessBuilder builder =
                new ProcessBuilder(windows ? List.of("cmd.exe", "/C", command) : List.of("sh", "-c", command));
        builder.environment().putAll(environment);
        // The program's own standard input is the prompt's.
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File(windows ? "NUL" : "/dev/null")));
        Process process = null;
        try {
            process = builder.start();
            Process running = process;
            CompletableFuture<byte[]> errors =
                    CompletableFuture.supplyAsync(() -> all(running.getErrorStream()), run -> {
                        Thread thread = new Thread(run, "credential-process-errors");
                        thread.setDaemon(true);
                        thread.start();
                    });
            byte[] output = all(process.getInputStream());
            int code = process.waitFor();
            if (code != 0) {
                throw failed("failed with code " + code, new String(errors.join(), StandardCharsets.UTF_8), null);
            }
            return keys(output);
        } catch (IOException | UncheckedIOException e) {
            throw failed("cannot be run", Text.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BedrockException.of(Kind.CANCELLED, "the call was cancelled").build();
        } finally {
            if (process != null) {
                process.destroy();
            }
        }
    }

    private AwsCredentials keys(byte[] output) {
        if (output.length >= MAX_OUTPUT) {
            throw failed("printed too much", "", null);
        }
        AwsCredentials keys = KeyDocument.read(output, "the credential_process of profile '" + profile + "'");
        try {
            if (Json.parse(output).path("Version").asInt(0) != 1) {
                throw failed("printed another Version than 1", "", null);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("read a moment ago", e);
        }
        return keys;
    }

    private BedrockException failed(String what, String errors, @Nullable Throwable cause) {
        String detail = Text.firstLine(errors);
        return BedrockException.of(
                        Kind.CREDENTIALS,
                        "the credential_process of profile '" + profile + "' " + what
                                + (detail.isEmpty() ? "" : ": " + detail))
                .fix("run the command by hand: it stands in the profile '" + profile + "'")
                .cause(cause)
                .build();
    }

    private static byte[] all(InputStream in) {
        try (in) {
            return in.readNBytes(MAX_OUTPUT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
