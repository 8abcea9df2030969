package io.github.bedrockcli;

import io.github.bedrockcli.aws.HeadStart;
import io.github.bedrockcli.aws.SdkBedrock;
import io.github.bedrockcli.cli.App;
import io.github.bedrockcli.cli.Io;
import io.github.bedrockcli.cli.OfflineOpener;
import io.github.bedrockcli.cli.RawArguments;
import io.github.bedrockcli.cli.TerminalQuestion;
import io.github.bedrockcli.model.Stopping;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;

/** The one class that touches the process: streams, environment, terminal facts, signals, exit code. */
public final class Main {
    /** What a clean-up may take: one that waits for a dead disk or terminal must not keep the process alive. */
    private static final long CLEAN_UP_MILLIS = 800;

    private Main() {}

    public static void main(String[] typed) throws IOException {
        // Set by the build alone, which has archives made of what runs load.
        String[] args = Boolean.getBoolean("bedrock.rehearsal")
                ? new Rehearsal(System.in, System.err, System.getenv()).run()
                : typed;
        HeadStart.begin(System.getenv(), args);
        Stopping stopping = new Stopping();
        // Run at SIGINT, SIGTERM and SIGHUP.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(stopping), "leaving"));
        String terminals = System.getProperty("bedrock.tty", "");
        Io io = new Io(
                // A bare FileInputStream asks a pipe for its length, and fails.
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                stopping.guard(terminals.contains("x") ? new ClosedOutput() : new FileOutputStream(FileDescriptor.out)),
                stopping.guard(new FileOutputStream(FileDescriptor.err)),
                System.getenv(),
                terminals.contains("0"),
                terminals.contains("1"),
                terminals.contains("2"),
                Path.of("").toAbsolutePath(),
                Clock.systemUTC(),
                new TerminalQuestion(stopping),
                stopping);
        int code = new App(
                        io,
                        new OfflineOpener(SdkBedrock::open, io.clock()),
                        RawArguments.in(Path.of("/proc/self/cmdline")))
                .run(args);
        stopping.end(code);
        // Nothing is left to do, and System.exit would open every jar first, to look for a logger of exits.
        Runtime.getRuntime().halt(code);
    }

    /** The JVM alone would exit with 143 and 129 for SIGTERM and SIGHUP, and wait for every clean-up. */
    private static void leave(Stopping stopping) {
        Thread cleaning = new Thread(stopping::stop, "clean-up");
        cleaning.setDaemon(true);
        try {
            cleaning.start();
            cleaning.join(CLEAN_UP_MILLIS);
        } catch (OutOfMemoryError e) {
            // The system gives no more threads: without a limit of time, then.
            stopping.stop();
        } catch (InterruptedException e) {
            // Ends all the same.
        }
        Runtime.getRuntime().halt(stopping.code());
    }

    /** Standard output that was closed before the start, as the launcher saw: tells so before anything is written. */
    private static final class ClosedOutput extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            flush();
        }

        @Override
        public void flush() throws IOException {
            throw new IOException("Bad file descriptor");
        }
    }
}
