package io.github.bedrockcli;

import io.github.bedrockcli.aws.SdkBedrock;
import io.github.bedrockcli.cli.App;
import io.github.bedrockcli.cli.Io;
import io.github.bedrockcli.cli.OfflineOpener;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Several command lines in one process, which is what the build shows the virtual machine when it makes the archive of
 * classes that runs start from. One command line a line on standard input, its words parted by tabs; the last goes the
 * way of a real run, to standard output. A line that fails ends the rehearsal with its exit code.
 */
public final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        List<String[]> lines = new ArrayList<>();
        // Left open: the last run reads on where this ends.
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line.split("\t"));
        }
        String[] last = lines.remove(lines.size() - 1);
        for (String[] line : lines) {
            int code = run(line);
            if (code != 0) {
                System.err.println("exit code " + code + ": " + String.join(" ", line));
                System.exit(code);
            }
        }
        Main.main(last);
    }

    private static int run(String... line) {
        Clock clock = Clock.systemUTC();
        Io io = new Io(
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                System.err,
                System.getenv(),
                false,
                false,
                false,
                Path.of("").toAbsolutePath(),
                clock);
        return new App(io, new OfflineOpener(SdkBedrock::open, clock)).run(line);
    }
}
