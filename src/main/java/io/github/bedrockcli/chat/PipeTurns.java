package io.github.bedrockcli.chat;

import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.model.Utf8Text;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns from a pipe or a file: a line is a turn. */
public final class PipeTurns implements TurnSource {
    private final Utf8Text lines;

    /** @param in UTF-8; read no further ahead than what has arrived, so that a program may talk to the chat */
    public PipeTurns(InputStream in) {
        this(in, null);
    }

    /** @param lossy told after a turn how many of its bytes are not UTF-8 and were replaced; null refuses them */
    public PipeTurns(InputStream in, @Nullable Consumer<String> lossy) {
        this.lines = new Utf8Text(in, "standard input", lossy);
    }

    /** @throws UsageException when standard input cannot be read, or a turn is not UTF-8 or longer than any request */
    @Override
    public @Nullable Turn next() {
        String line = lines.readLine();
        lines.report();
        return line == null ? null : new Turn(line, false);
    }

    /** Nothing to listen to: an interrupt ends a program that reads from a pipe. */
    @Override
    public Listening onInterrupt(Runnable cancel) {
        return () -> {};
    }

    @Override
    public boolean interactive() {
        return false;
    }
}
