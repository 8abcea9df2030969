package io.github.bedrockcli;

import io.github.bedrockcli.aws.SdkBedrock;
import io.github.bedrockcli.cli.App;
import io.github.bedrockcli.cli.Io;
import io.github.bedrockcli.cli.OfflineOpener;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Several command lines in one process, which is what the build shows the virtual machine when it makes the archive of
 * classes that runs start from: one a line, its words parted by tabs. What they print goes nowhere.
 */
record Rehearsal(InputStream in, OutputStream err, Map<String, String> environment) {
    /**
     * Runs all lines but the last.
     *
     * @return the last, which is to be a real run
     * @throws IllegalStateException when one fails
     */
    String[] run() throws IOException {
        List<String[]> lines = new ArrayList<>();
        // Left open: the real run reads on where this ends.
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line.split("\t"));
        }
        String[] last = lines.remove(lines.size() - 1);
        for (String[] line : lines) {
            int code = run(line);
            if (code != 0) {
                throw new IllegalStateException("exit code " + code + ": " + String.join(" ", line));
            }
        }
        return last;
    }

    private int run(String... line) {
        Clock clock = Clock.systemUTC();
        Io io = new Io(
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                err,
                environment,
                false,
                false,
                false,
                Path.of("").toAbsolutePath(),
                clock);
        return new App(io, new OfflineOpener(SdkBedrock::open, clock)).run(line);
    }
}
