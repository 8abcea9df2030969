package io.github.bedrockcli.chat;

import io.github.bedrockcli.model.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Turns from a pipe or a file: a line is a turn. */
public final class PipeTurns implements TurnSource {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final BufferedReader lines;
    private boolean first = true;

    /** @param in UTF-8; read no further ahead than what has arrived, so that a program may talk to the chat */
    public PipeTurns(InputStream in) {
        this.lines = new BufferedReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    @Override
    public @Nullable Turn next() {
        try {
            String line = lines.readLine();
            if (line == null) {
                return null;
            }
            String text = first && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
            first = false;
            return new Turn(text, false);
        } catch (CharacterCodingException e) {
            throw new UsageException(
                    "standard input is not UTF-8", "convert it first, for example with iconv -t UTF-8");
        } catch (IOException e) {
            throw new UsageException("cannot read standard input: " + e.getMessage());
        }
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
