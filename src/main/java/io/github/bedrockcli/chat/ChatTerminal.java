package io.github.bedrockcli.chat;

import io.github.bedrockcli.model.Stopping;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.InfoCmp;
import org.jline.utils.ShutdownHooks;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/** The terminal of a chat: line editing, history, completion, and the Ctrl-C that stops an answer. */
public final class ChatTerminal implements TurnSource, AutoCloseable {
    private static final String PROMPT = "> ";
    private static final String CONTINUATION = "\u2026 ";
    private static final String INSERT_LINE = "insert-line-end";
    private static final String SIGINT = "INT";

    private final Terminal terminal;
    private final LineReader reader;
    private final Margin margin;
    private final AtomicReference<@Nullable Runnable> onInterrupt = new AtomicReference<>();
    private Runnable atEnd = () -> {};
    private Stopping.@Nullable Mark mark;
    private int idleInterrupts;

    ChatTerminal(Terminal terminal, Completions completions, Margin margin, boolean coloured) {
        this.terminal = terminal;
        this.margin = margin;
        this.reader = reader(terminal, completions, coloured);
        // Between two prompts, too, a Ctrl-C must not end the program and lose the chat.
        terminal.handle(Terminal.Signal.INT, signal -> interrupted());
    }

    /**
     * Opens the terminal of this process.
     *
     * @param onStandardOutput whether standard output is the terminal; otherwise standard error is, and the prompt
     *     appears there
     * @param coloured whether lists of completions may be coloured
     * @param stopping gives the terminal back where the process is told to stop
     */
    public static ChatTerminal open(
            boolean onStandardOutput, Completions completions, Margin margin, boolean coloured, Stopping stopping) {
        // A native library that cannot be loaded is no news to the user: there are the other two ways.
        Logger log = Logger.getLogger("org.jline");
        log.setLevel(Level.OFF);
        // Its own hook would close the terminal in the middle of giving it back, and wait for what is being read.
        System.setProperty(ShutdownHooks.PROP_DISABLE_SHUTDOWN_HOOK, "true");
        try {
            Terminal terminal = TerminalBuilder.builder()
                    // The native library first; where it cannot be loaded (a temporary directory that forbids it),
                    // the stty command; where there is none, lines as the terminal itself edits them.
                    .providers("jni,exec,dumb")
                    .dumb(true)
                    .systemOutput(
                            onStandardOutput
                                    ? TerminalBuilder.SystemOutput.SysOut
                                    : TerminalBuilder.SystemOutput.SysErr)
                    .encoding(StandardCharsets.UTF_8)
                    .build();
            ChatTerminal chat = new ChatTerminal(terminal, completions, margin, coloured);
            Attributes before = terminal.getAttributes();
            chat.mark = stopping.add(() -> giveBack(terminal, before));
            if (terminal instanceof DumbTerminal) {
                // TERM=dumb: this one leaves the signals of the process alone, and a Ctrl-C would end it.
                Object former = Signals.register(SIGINT, () -> terminal.raise(Terminal.Signal.INT));
                chat.atEnd = () -> Signals.unregister(SIGINT, former);
            }
            return chat;
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Keeps what is typed in a file, so that the next chat has it too; the file is there and its owner's only. */
    public void remember(Path history) {
        reader.setVariable(LineReader.HISTORY_FILE, history);
        try {
            reader.getHistory().load();
        } catch (IOException | IllegalArgumentException e) {
            // A history that cannot be read is none.
            reader.setVariable(LineReader.HISTORY_FILE, null);
        }
    }

    /** The terminal as an output of bytes, UTF-8. */
    public OutputStream output() {
        return terminal.output();
    }

    @Override
    public @Nullable Turn next() {
        while (true) {
            try {
                String typed = reader.readLine(PROMPT);
                idleInterrupts = 0;
                return MultiLine.isBlock(typed)
                        ? new Turn(MultiLine.content(typed), true)
                        : new Turn(typed.strip(), false);
            } catch (UserInterruptException e) {
                hintAfter(String.valueOf(e.getPartialLine()));
            } catch (EndOfFileException e) {
                if (terminal instanceof DumbTerminal) {
                    terminal.writer().println();
                    terminal.flush();
                }
                return null;
            }
        }
    }

    /** Ctrl-C clears the line; who presses it again and again wants to leave. */
    private void hintAfter(String cleared) {
        idleInterrupts = cleared.isBlank() ? idleInterrupts + 1 : 0;
        if (idleInterrupts == 2) {
            margin.note("Ctrl-D or /quit leaves");
        }
    }

    @Override
    public Listening onInterrupt(Runnable cancel) {
        // What is typed during an answer waits for the next prompt instead of standing in the middle of the text.
        boolean echo = terminal.echo(false);
        onInterrupt.set(cancel);
        return () -> {
            onInterrupt.set(null);
            terminal.echo(echo);
        };
    }

    private void interrupted() {
        Runnable cancel = onInterrupt.get();
        if (cancel != null) {
            cancel.run();
        }
    }

    @Override
    public boolean interactive() {
        return true;
    }

    /** Gives the terminal back as it was. */
    @Override
    public void close() {
        atEnd.run();
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (mark != null) {
                mark.close();
            }
        }
    }

    /** In the middle of whatever is going on: the modes first, then what the line editor had switched on. */
    private static void giveBack(Terminal terminal, Attributes before) {
        terminal.setAttributes(before);
        if (!(terminal instanceof DumbTerminal)) {
            terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_OFF);
            terminal.puts(InfoCmp.Capability.keypad_local);
            terminal.writer().println();
            terminal.flush();
        }
    }

    private static LineReader reader(Terminal terminal, Completions completions, boolean coloured) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("bedrock")
                .parser(new ChatParser(completions))
                .completer((line, parsed, candidates) -> complete(completions, parsed, candidates))
                // An exclamation mark and a backslash are text, not a reference to an earlier line.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .option(LineReader.Option.COMPLETE_MATCHER_TYPO, false)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUATION)
                .variable(LineReader.BELL_STYLE, "none")
                .build();
        if (!coloured) {
            for (String part : List.of("STARTING", "DESCRIPTION", "GROUP", "BACKGROUND")) {
                reader.setVariable("COMPLETION_STYLE_" + part, "fg:default");
                reader.setVariable("COMPLETION_STYLE_LIST_" + part, "fg:default");
            }
        }
        Widget newLine = () -> {
            reader.getBuffer().write("\n");
            return true;
        };
        reader.getWidgets().put(INSERT_LINE, newLine);
        KeyMap<Binding> keys = Objects.requireNonNull(reader.getKeyMaps().get(LineReader.EMACS));
        keys.bind(new Reference(INSERT_LINE), KeyMap.alt('\r'), KeyMap.alt('\n'));
        // Arrows as terminals send them that do not switch to application keys when they are told to.
        keys.bind(new Reference(LineReader.UP_LINE_OR_SEARCH), KeyMap.esc() + "[A");
        keys.bind(new Reference(LineReader.DOWN_LINE_OR_SEARCH), KeyMap.esc() + "[B");
        keys.bind(new Reference(LineReader.FORWARD_CHAR), KeyMap.esc() + "[C");
        keys.bind(new Reference(LineReader.BACKWARD_CHAR), KeyMap.esc() + "[D");
        return reader;
    }

    private static void complete(Completions completions, ParsedLine parsed, List<Candidate> candidates) {
        String typed = parsed.line().substring(0, parsed.cursor());
        for (Completions.Word word : completions.complete(typed).words()) {
            String meaning = word.meaning().isEmpty() ? null : word.meaning();
            candidates.add(new Candidate(word.text(), word.text(), null, meaning, null, null, word.whole()));
        }
    }
}
