package io.github.bedrockcli.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Runs the program in the test's own process, with string streams in place of a terminal or a pipe. */
final class Terminal {
    private final Map<String, String> environment = new HashMap<>();
    private InputStream in = new ByteArrayInputStream(new byte[0]);
    private boolean inTerminal = true;
    private boolean outTerminal;
    private boolean errTerminal;
    private Path directory = Path.of("").toAbsolutePath();
    private OutputStream out;

    /** What a run left: both outputs as text, and the exit code. */
    record Result(int code, String out, String err) {}

    /** Standard input is a pipe with this text. */
    Terminal pipe(String text) {
        return pipe(text.getBytes(StandardCharsets.UTF_8));
    }

    Terminal pipe(byte[] bytes) {
        return pipe(new ByteArrayInputStream(bytes));
    }

    Terminal pipe(InputStream stream) {
        in = stream;
        inTerminal = false;
        return this;
    }

    Terminal environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Terminal in(Path folder) {
        directory = folder;
        return this;
    }

    /** Standard output is a terminal with so many columns. */
    Terminal showing(int columns) {
        outTerminal = true;
        return environment("COLUMNS", Integer.toString(columns));
    }

    /** Standard error is a terminal. */
    Terminal watched() {
        errTerminal = true;
        return this;
    }

    /** Standard output goes here instead. */
    Terminal out(OutputStream stream) {
        out = stream;
        return this;
    }

    Result run(BedrockOpener opener, String... args) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Io io = new Io(
                in,
                out == null ? printed : out,
                said,
                environment,
                inTerminal,
                outTerminal,
                errTerminal,
                directory,
                Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC));
        int code = new App(io, opener).run(args);
        return new Result(code, printed.toString(StandardCharsets.UTF_8), said.toString(StandardCharsets.UTF_8));
    }
}
