package io.github.bedrockcli;

import io.github.bedrockcli.aws.SdkBedrock;
import io.github.bedrockcli.cli.App;
import io.github.bedrockcli.cli.Io;
import io.github.bedrockcli.cli.OfflineOpener;
import io.github.bedrockcli.cli.RawArguments;
import io.github.bedrockcli.cli.TerminalQuestion;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Clock;

/** The one class that touches the process: streams, environment, terminal facts, exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        String terminals = System.getProperty("bedrock.tty", "");
        Io io = new Io(
                // A bare FileInputStream asks a pipe for its length, and fails.
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                terminals.contains("0"),
                terminals.contains("1"),
                terminals.contains("2"),
                Path.of("").toAbsolutePath(),
                Clock.systemUTC(),
                new TerminalQuestion());
        int code = new App(
                        io,
                        new OfflineOpener(SdkBedrock::open, io.clock()),
                        RawArguments.in(Path.of("/proc/self/cmdline")))
                .run(args);
        System.exit(code);
    }
}
