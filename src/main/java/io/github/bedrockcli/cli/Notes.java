package io.github.bedrockcli.cli;

import io.github.bedrockcli.render.VisibleText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Standard error, a line at a time. A closed standard error changes nothing. */
public final class Notes {
    private final OutputStream err;
    private final boolean quiet;
    private final boolean verbose;
    private final boolean terminal;

    Notes(OutputStream err, boolean quiet, boolean verbose) {
        this(err, quiet, verbose, false);
    }

    /** @param terminal whether it is seen on a terminal, where what others wrote is made harmless */
    Notes(OutputStream err, boolean quiet, boolean verbose, boolean terminal) {
        this.err = err;
        this.quiet = quiet;
        this.verbose = verbose;
        this.terminal = terminal;
    }

    /** A note or a warning; {@code --quiet} silences it. */
    public void note(String line) {
        if (!quiet) {
            line(line);
        }
    }

    /** What only {@code --verbose} shows. */
    public void detail(String line) {
        if (verbose && !quiet) {
            line(line);
        }
    }

    /** What was asked for (usage, progress) or must be said (errors): shown in every case. */
    public void line(String line) {
        print((terminal ? VisibleText.of(line) : line) + "\n");
    }

    /** As {@link #line}, without the line end: pieces of reasoning as they arrive. */
    public void print(String text) {
        synchronized (err) {
            try {
                err.write(text.getBytes(StandardCharsets.UTF_8));
                err.flush();
            } catch (IOException e) {
                // Nobody reads standard error; the answer on standard output still matters.
            }
        }
    }

    boolean terminal() {
        return terminal;
    }

    public boolean quiet() {
        return quiet;
    }
}
