package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.MfaPrompt;
import io.github.bedrockcli.model.Stopping;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks at the terminal that the process belongs to, whatever standard input and the outputs are, and shows nothing of
 * what is typed, as the AWS CLI does (getpass).
 */
public final class TerminalQuestion implements MfaPrompt {
    private static final File TERMINAL = new File("/dev/tty");

    /** Longer than any code; what is not a line by then is no answer. */
    private static final int LONGEST = 200;

    private static final int INTERRUPT = 3;
    private static final int END_OF_FILE = 4;
    private static final int BACKSPACE = 8;
    private static final int ERASE_LINE = 21;
    private static final int DELETE = 127;

    private final Stopping stopping;

    public TerminalQuestion(Stopping stopping) {
        this.stopping = stopping;
    }

    @Override
    public synchronized @Nullable String ask(String question) {
        try (InputStream in = new FileInputStream(TERMINAL);
                OutputStream out = new FileOutputStream(TERMINAL)) {
            return ask(question, in, out);
        } catch (IOException e) {
            // No terminal, or no such file, as on Windows. System.console() would read what is piped into the program.
            return null;
        }
    }

    private @Nullable String ask(String question, InputStream in, OutputStream out) throws IOException {
        String before = stty("-g");
        if (before == null) {
            return null;
        }
        Stopping.Mark giveBack = stopping.whole(() -> {
            Stopping.Mark mark = stopping.add(() -> giveBack(before, out));
            // A read that comes back every tenth of a second, so that a Ctrl-C which only stops the call does stop it.
            stty("-echo", "-icanon", "min", "0", "time", "1");
            return mark;
        });
        try (giveBack) {
            out.write(question.getBytes(StandardCharsets.UTF_8));
            return line(in);
        } finally {
            giveBack(before, out);
        }
    }

    private static void giveBack(String before, OutputStream out) {
        stty(before);
        try {
            out.write('\n');
        } catch (IOException e) {
            // A terminal that is gone shows nothing.
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream typed = new ByteArrayOutputStream();
        int empty = 0;
        while (typed.size() < LONGEST) {
            if (Thread.currentThread().isInterrupted()) {
                throw BedrockException.of(Kind.CANCELLED, "the question was left unanswered")
                        .build();
            }
            long start = System.nanoTime();
            int next = in.read();
            if (next < 0) {
                // Nothing was typed; a terminal that is gone says so at once and again and again.
                boolean waited = System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(20);
                empty = waited ? 0 : empty + 1;
                if (empty > LONGEST) {
                    break;
                }
                continue;
            }
            switch (next) {
                case '\n', '\r', END_OF_FILE, INTERRUPT -> {
                    return typed.toString(StandardCharsets.UTF_8);
                }
                case ERASE_LINE -> typed.reset();
                case BACKSPACE, DELETE -> {
                    byte[] kept = typed.toByteArray();
                    typed.reset();
                    typed.write(kept, 0, Math.max(0, kept.length - 1));
                }
                default -> typed.write(next);
            }
        }
        return "";
    }

    /** What the command says, or null when it cannot be run or fails. */
    private static @Nullable String stty(String... arguments) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? said : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
