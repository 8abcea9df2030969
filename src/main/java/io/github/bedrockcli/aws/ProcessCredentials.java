package io.github.bedrockcli.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Stopping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * The {@code credential_process} of a profile: a command that prints keys. Its output is never shown, its errors are,
 * but for what looks like a secret.
 */
final class ProcessCredentials implements CredentialSource {
    /** As in the AWS SDK for Java; a key document is a few hundred bytes. */
    private static final int MAX_OUTPUT = 64_000;

    /** As in the AWS SDK for Go (processcreds.DefaultTimeout). */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** How a shell counts what SIGHUP, SIGINT and SIGTERM have ended. */
    private static final Set<Integer> SIGNALLED = Set.of(129, 130, 143);

    private static final Duration MOMENT = Duration.ofMillis(500);

    private final String profile;
    private final String command;
    private final Map<String, String> environment;
    private final Clock clock;
    private final Stopping stopping;
    private final Duration limit;

    ProcessCredentials(
            String profile, String command, Map<String, String> environment, Clock clock, Stopping stopping) {
        this(profile, command, environment, clock, stopping, LIMIT);
    }

    ProcessCredentials(
            String profile,
            String command,
            Map<String, String> environment,
            Clock clock,
            Stopping stopping,
            Duration limit) {
        this.profile = profile;
        this.command = command;
        this.environment = environment;
        this.clock = clock;
        this.stopping = stopping;
        this.limit = limit;
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
        try (Child child = stopping.whole(() -> new Child(builder.start(), stopping))) {
            Process process = child.process;
            CompletableFuture<byte[]> output = read(process.getInputStream(), "credential-process-output");
            CompletableFuture<byte[]> errors = read(process.getErrorStream(), "credential-process-errors");
            long end = System.nanoTime() + limit.toNanos();
            // First the output: a process whose output nobody takes does not end.
            byte[] printed = output.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw slow();
            }
            if (process.exitValue() != 0) {
                if (SIGNALLED.contains(process.exitValue())) {
                    // A Ctrl-C ends all that belongs to the terminal, and this process only a moment later.
                    stopping.expect(MOMENT);
                }
                byte[] said = errors.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                throw failed("failed with code " + process.exitValue(), new String(said, StandardCharsets.UTF_8), null);
            }
            return keys(printed);
        } catch (TimeoutException e) {
            throw slow();
        } catch (IOException | ExecutionException e) {
            throw failed("cannot be run", Text.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BedrockException.of(Kind.CANCELLED, "the call was cancelled").build();
        }
    }

    /** The command, which does not outlive who asked, not even where the process is told to stop. */
    private static final class Child implements AutoCloseable {
        private final Process process;
        private final Stopping.Mark mark;

        Child(Process process, Stopping stopping) {
            this.process = process;
            this.mark = stopping.add(this::end);
        }

        private void end() {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }

        @Override
        public void close() {
            end();
            mark.close();
        }
    }

    private BedrockException slow() {
        return BedrockException.of(
                        Kind.CREDENTIALS,
                        "the credential_process of profile '" + profile + "' did not end within " + Text.seconds(limit))
                .fix("run the command by hand to see what it waits for; it gets no standard input")
                .build();
    }

    private AwsCredentials keys(byte[] output) {
        if (output.length >= MAX_OUTPUT) {
            throw failed("printed too much", "", null);
        }
        AwsCredentials keys = KeyDocument.read(output, "the credential_process of profile '" + profile + "'", byHand());
        try {
            if (Json.parse(output).path("Version").asInt(0) != 1) {
                throw failed("printed another Version than 1", "", null);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("read a moment ago", e);
        }
        keys.expirationTime().filter(end -> !clock.instant().isBefore(end)).ifPresent(end -> {
            throw failed("printed keys that ended at " + end, "", null);
        });
        return keys;
    }

    private String byHand() {
        return "run the command by hand: it stands in the profile '" + profile + "'";
    }

    private BedrockException failed(String what, String errors, @Nullable Throwable cause) {
        String detail = WebAddress.printable(Text.withoutSecrets(Text.firstLine(errors)));
        return BedrockException.of(
                        Kind.CREDENTIALS,
                        "the credential_process of profile '" + profile + "' " + what
                                + (detail.isEmpty() ? "" : ": " + detail))
                .fix(byHand())
                .cause(cause)
                .build();
    }

    private static CompletableFuture<byte[]> read(InputStream in, String name) {
        return CompletableFuture.supplyAsync(() -> all(in), run -> {
            Thread thread = new Thread(run, name);
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static byte[] all(InputStream in) {
        try (in) {
            return in.readNBytes(MAX_OUTPUT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
