package io.github.bedrockcli.cli;

import io.github.bedrockcli.emulator.Account;
import io.github.bedrockcli.emulator.Emulator;
import io.github.bedrockcli.emulator.Faults;
import io.github.bedrockcli.emulator.ListenAddress;
import io.github.bedrockcli.emulator.Replay;
import io.github.bedrockcli.emulator.ServerKey;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code bedrock emulator}: serves the emulator until it is told to stop. */
final class EmulatorCommand implements DeclaredCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "A local server that speaks Bedrock, STS and IAM Identity Center on the wire.";

    static final int DEFAULT_PORT = 8173;

    private static final String FAULTS = "faults";

    /** Columns of a terminal that nobody has widened. */
    private static final int HELP_WIDTH = 80;

    private static final int SYNTAX_WIDTH = 24;

    /** What would win over the exported variables, or would not fit them. */
    private static final String IN_THE_WAY = "AWS_PROFILE AWS_SESSION_TOKEN AWS_BEARER_TOKEN_BEDROCK";

    private int port;
    private String host = "127.0.0.1";
    private @Nullable String account;
    private List<String> faults = List.of();
    private @Nullable String replay;
    private @Nullable String tlsCert;
    private @Nullable String tlsKey;
    private boolean verbose;

    private final Io io;
    private final Consumer<Runnable> whenStopped;

    /** Puts the faults behind the options; they are asked for only when the page is shown. */
    private static void showFaults(UsageMessageSpec usage) {
        List<String> keys = new ArrayList<>(usage.sectionKeys());
        keys.add(keys.indexOf(UsageMessageSpec.SECTION_KEY_OPTION_LIST) + 1, FAULTS);
        usage.sectionKeys(keys);
        usage.sectionMap().put(FAULTS, help -> faultHelp());
    }

    private static String faultHelp() {
        StringBuilder page = new StringBuilder("\nFaults, as --fault NAME[:ARGUMENT][,KEY=VALUE]...:\n");
        Faults.names().forEach(line -> page.append(helpLine(line)));
        page.append("\nKeys of a fault:\n");
        Faults.keys().forEach(line -> page.append(helpLine(line)));
        return page.toString();
    }

    private static String helpLine(Faults.Line line) {
        StringBuilder lines = new StringBuilder(String.format(Locale.ROOT, "  %-" + SYNTAX_WIDTH + "s", line.syntax()));
        int column = lines.length();
        for (String word : line.meaning().split(" ", -1)) {
            if (column + 1 + word.length() > HELP_WIDTH) {
                lines.append(String.format(Locale.ROOT, "%n%" + (SYNTAX_WIDTH + 2) + "s", ""));
                column = SYNTAX_WIDTH + 2;
            }
            lines.append(' ').append(word);
            column += 1 + word.length();
        }
        return lines.append(System.lineSeparator()).toString();
    }

    /** @param whenStopped registers what to run when the process is told to stop */
    EmulatorCommand(Io io, Consumer<Runnable> whenStopped) {
        this.io = io;
        this.whenStopped = whenStopped;
    }

    /** To be told to stop is the proper end of a server, and no failure to those who supervise it. */
    EmulatorCommand(Io io) {
        this(io, stop -> {
            io.stopping().endWith(ExitCode.OK.code());
            io.stopping().add(stop);
        });
    }

    @Override
    public void declare(Declarations command) {
        command.named(
                "emulator",
                ABOUT,
                "Any AWS SDK can be pointed at it; its answers are echoes of the question.",
                "Standard output gets the lines that a shell needs for that.");
        command.examples(
                "bedrock emulator > emulator.env &",
                "bedrock emulator --port 0 --verbose",
                "bedrock emulator --port 0 --fault throttle:3 --fault cut,at=3 > faults.env &");
        command.help();
        showFaults(command.spec().usageMessage());
        command.option("--port", "N", "Port to listen on; 0 for any free one (default: " + DEFAULT_PORT + ").")
                .byDefault("" + DEFAULT_PORT)
                .whole(value -> port = value);
        command.option("--host", "ADDRESS", "Address to listen on (default: 127.0.0.1).")
                .byDefault("127.0.0.1")
                .text(value -> host = value);
        command.option(
                        "--account",
                        "FILE",
                        "JSON file that says what the account may not do;\n- for standard input (default: it has everything).")
                .text(value -> account = value);
        command.option(
                        "--fault",
                        "SPEC",
                        "What goes wrong on purpose, see below; repeatable, a\nrequest meets the first that is for it (default: none).")
                .texts(value -> faults = value);
        command.option("--replay", "SPEC", """
                        Keep the first answer to each path, and give it to all
                        that ask later, unchecked: to measure clients. SPEC is
                        chunks=N, rate=N and delay=MS with commas between: one
                        text of a stream N times, N a second with their times,
                        MS milliseconds before an answer (default: off).""").alone("").text(value -> replay = value);
        command.option("--tls-cert", "FILE", "Speak TLS with this certificate, PEM (default: HTTP).")
                .text(value -> tlsCert = value);
        command.option("--tls-key", "FILE", "Its private key, PEM of PKCS #8 (default: none).")
                .text(value -> tlsKey = value);
        command.flag(
                "-v, --verbose",
                "Log each request on standard error: method, path,\nstatus, milliseconds, fault.",
                value -> verbose = value);
    }

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > 65_535) {
            throw new UsageException("--port is 0..65535, not " + port);
        }
        InetAddress address = address();
        Notes notes = new Notes(io.err(), false, verbose, io.errTerminal());
        if (!address.isLoopbackAddress()) {
            notes.note("warning: " + host + " can be reached from other machines, and the emulator's keys are public");
        }
        CountDownLatch stopped = new CountDownLatch(1);
        try (Emulator emulator = start(address, notes)) {
            whenStopped.accept(() -> {
                emulator.close();
                notes.note("stopped");
                stopped.countDown();
            });
            printExports(emulator);
            notes.note("listening on " + emulator.endpoint());
            stopped.await();
        }
        return ExitCode.OK.code();
    }

    private Emulator start(InetAddress address, Notes notes) throws IOException {
        try {
            return Emulator.start(
                    new ListenAddress(address, port, key()),
                    io.clock(),
                    notes::detail,
                    account(),
                    Faults.parse(faults),
                    replay == null ? null : Replay.parse(replay));
        } catch (BindException e) {
            throw new UsageException(
                    "cannot listen on " + host + " port " + port + ": " + e.getMessage(),
                    "choose another port with --port N, or any free one with --port 0");
        }
    }

    private Account account() {
        if (account == null) {
            return Account.open();
        }
        String text = new InputFiles(io).text(account);
        return Account.parse(text.getBytes(StandardCharsets.UTF_8), InputFiles.label(account));
    }

    private @Nullable ServerKey key() {
        if (tlsCert == null && tlsKey == null) {
            return null;
        }
        if (tlsCert == null || tlsKey == null) {
            throw new UsageException("--tls-cert and --tls-key go together");
        }
        InputFiles files = new InputFiles(io);
        return ServerKey.parse(files.text(tlsCert), files.text(tlsKey));
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UsageException("--host is an address of this machine, not '" + host + "'");
        }
    }

    private void printExports(Emulator emulator) {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, String> variable : emulator.environment().entrySet()) {
            lines.append("export ")
                    .append(variable.getKey())
                    .append('=')
                    .append(variable.getValue())
                    .append('\n');
        }
        lines.append("unset ").append(IN_THE_WAY).append('\n');
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        StandardOutput out = new StandardOutput(io.out());
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
