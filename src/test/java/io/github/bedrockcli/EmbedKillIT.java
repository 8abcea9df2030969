package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged {@code embed --out --resume}, killed at random moments until it is done. */
final class EmbedKillIT {
    private static final int TEXTS = 240;
    private static final int CONCURRENCY = 4;
    private static final int MAX_KILLS = 6;

    @TempDir
    private Path scratch;

    private Shell shell;
    private Path folder;

    @BeforeEach
    void user() throws IOException {
        Shell.assumePosix();
        folder = Files.createDirectory(scratch.resolve("folder"));
        shell = new Shell(folder, scratch);
        Files.writeString(
                folder.resolve("t.txt"),
                IntStream.range(0, TEXTS).mapToObj(i -> "text " + i + "\n").collect(Collectors.joining()));
    }

    private static String command(String format, String out) {
        return "exec bedrock embed -q --input t.txt -o " + format + " --out " + out + " --concurrency " + CONCURRENCY;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "npy"})
    void killedAtRandomMomentsItLosesTheCallsUnderWayAndNothingElse(String format) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (VectorServer server = VectorServer.start(seed, 0, 5_000)) {
            shell.set(server.environment());
            assertThat(shell.run(command(format, "whole"))).isEqualTo(new Shell.Result(0, "", ""));
            assertThat(server.paid()).isEqualTo(TEXTS);
            int kills = 0;
            int code = 137;
            while (code == 137) {
                int until = server.paid() + 1 + random.nextInt(TEXTS / 4);
                Process process = start(command(format, "killed") + " --resume");
                server.awaitPaid(kills < MAX_KILLS ? until : Integer.MAX_VALUE, process);
                boolean alive = process.isAlive();
                process.destroyForcibly();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                code = process.exitValue();
                kills += alive && code == 137 ? 1 : 0;
            }
            String what = "seed " + seed + ", " + kills + " kills: " + Shell.read(scratch.resolve("err.txt"));
            assertThat(code).as(what).isZero();
            assertThat(kills).as(what).isPositive();
            assertThat(folder.resolve("killed")).as(what).hasSameBinaryContentAs(folder.resolve("whole"));
            // What has been begun and not been written: see OrderedPool.
            assertThat(server.paid() - 2 * TEXTS).as(what).isBetween(0, kills * 2 * CONCURRENCY);
            assertThat(folder.resolve("killed.partial")).doesNotExist();
            assertThat(folder.resolve("killed.resume")).doesNotExist();
        }
    }

    @Test
    void interruptedItSaysWhatIsKeptAndHowToGoOn() throws Exception {
        try (VectorServer server = VectorServer.start(1, 0, 30_000)) {
            shell.set(server.environment());
            Process process = start(command("jsonl", "cut").replace(" -q", ""));
            server.awaitPaid(40, process);
            assertThat(shell.run("kill -INT " + process.pid()).code()).isZero();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            long rows = Files.readAllLines(folder.resolve("cut.partial")).size();
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(Shell.read(scratch.resolve("err.txt")))
                    .isEqualTo(
                            "interrupted; " + rows + " rows are kept in cut.partial; go on with: bedrock embed --input"
                                    + " t.txt -o jsonl --out cut --concurrency 4 --resume\n");
            assertThat(Shell.read(scratch.resolve("out.txt"))).isEmpty();
            assertThat(shell.run(command("jsonl", "cut") + " --resume").code()).isZero();
            assertThat(Files.readAllLines(folder.resolve("cut"))).hasSize(TEXTS);
            assertThat(server.paid()).isLessThanOrEqualTo(TEXTS + 2 * CONCURRENCY);
        }
    }

    private Process start(String script) throws IOException {
        return shell.command(script)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(scratch.resolve("out.txt").toFile())
                .redirectError(scratch.resolve("err.txt").toFile())
                .start();
    }
}
