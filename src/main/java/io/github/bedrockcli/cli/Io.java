package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.MfaPrompt;
import io.github.bedrockcli.model.Stopping;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The process as the program sees it: streams, environment, terminal facts. Handed in by {@code Main}, or by a test.
 *
 * @param out standard output, unbuffered: a failed write throws, so that a closed pipe is noticed
 * @param inTerminal whether standard input is a terminal; {@code outTerminal} and {@code errTerminal} likewise
 * @param mfaPrompt asks at the terminal for what must not show, also where standard input is a pipe
 * @param directory what relative file names are relative to
 * @param stopping what is left to do when the process is told to stop
 */
public record Io(
        InputStream in,
        OutputStream out,
        OutputStream err,
        Map<String, String> environment,
        boolean inTerminal,
        boolean outTerminal,
        boolean errTerminal,
        Path directory,
        Clock clock,
        MfaPrompt mfaPrompt,
        Stopping stopping) {
    public Io {
        environment = Map.copyOf(environment);
    }

    /** With nobody at a terminal to ask for secrets, and nobody who tells it to stop. */
    public Io(
            InputStream in,
            OutputStream out,
            OutputStream err,
            Map<String, String> environment,
            boolean inTerminal,
            boolean outTerminal,
            boolean errTerminal,
            Path directory,
            Clock clock) {
        this(
                in,
                out,
                err,
                environment,
                inTerminal,
                outTerminal,
                errTerminal,
                directory,
                clock,
                MfaPrompt.NOBODY,
                new Stopping());
    }

    /** Without the environment, which may hold keys. */
    @Override
    public String toString() {
        return "Io[" + directory + "]";
    }
}
