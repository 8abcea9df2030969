package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.SdkBedrock;
import io.github.bedrockcli.cli.App;
import io.github.bedrockcli.cli.Io;
import io.github.bedrockcli.cli.OfflineOpener;
import io.github.bedrockcli.model.Json;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many calls at once through the real client, one in ten of which meets a fault. The build makes some hundreds; the whole
 * soak is {@code mvn test -Dtest=EmbedSoakTest -Dsoak.calls=10000}.
 */
final class EmbedSoakTest {
    private static final int CALLS = Integer.getInteger("soak.calls", 300);

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostAndNothingIsPaidTwice() throws Exception {
        long seed = Long.getLong("soak.seed", System.nanoTime());
        Files.writeString(
                folder.resolve("t.txt"),
                IntStream.range(0, CALLS).mapToObj(i -> "text " + i + "\n").collect(Collectors.joining()));
        try (VectorServer server = VectorServer.start(seed, 0.1, 0)) {
            String said = run(
                    server,
                    "embed",
                    "--input",
                    "t.txt",
                    "-o",
                    "jsonl",
                    "--out",
                    "v.jsonl",
                    "--concurrency",
                    "64",
                    "-q");
            String what = "seed " + seed + ", stderr: " + said;
            assertThat(said).as(what).isEqualTo("exit 0\n");
            assertThat(server.faults()).as(what).isBetween(CALLS / 20, CALLS / 5);
            assertThat(server.paid()).as(what).isEqualTo(CALLS);
            assertThat(server.answers()).as(what).hasSize(CALLS);
            checkRows(CALLS, what);
        }
    }

    /** With faults by chance a call may meet one at each of its attempts: then the run ends, and another goes on. */
    @Test
    void aRunThatEndsWithAFailureKeepsItsRowsAndAnotherGoesOn() throws Exception {
        long seed = Long.getLong("soak.seed", System.nanoTime());
        // In few calls as much goes wrong with fewer attempts.
        boolean whole = CALLS >= 1000;
        int calls = whole ? CALLS : CALLS / 3;
        int attempts = whole ? 4 : 2;
        Files.writeString(
                folder.resolve("t.txt"),
                IntStream.range(0, calls).mapToObj(i -> "text " + i + "\n").collect(Collectors.joining()));
        try (VectorServer server = VectorServer.startByChance(seed, whole ? 0.1 : 0.25)) {
            String said = runByChance(server, attempts);
            int runs = 1;
            for (; !said.equals("exit 0\n"); runs++) {
                String what = "seed " + seed + ", run " + runs + ": " + said;
                assertThat(said).as(what).containsPattern("(?m)^exit [67]$");
                assertThat(folder.resolve("v.jsonl")).as(what).doesNotExist();
                assertThat(runs).as(what).isLessThan(100);
                said = runByChance(server, attempts, "--resume");
            }
            String what = "seed " + seed + ", " + runs + " runs";
            assertThat(server.answers()).as(what).hasSize(calls);
            // What came of calls behind the failed one cannot stand in the file, and is asked for again.
            assertThat(server.paid()).as(what).isBetween(calls, calls + (runs - 1) * 2 * 64);
            checkRows(calls, what);
        }
    }

    private String runByChance(VectorServer server, int attempts, String... more) {
        List<String> args = new ArrayList<>(List.of("embed", "--input", "t.txt", "-o", "jsonl", "--out", "v.jsonl"));
        args.addAll(List.of("--concurrency", "64", "-q", "--max-attempts", String.valueOf(attempts)));
        args.addAll(List.of(more));
        return run(server, args.toArray(String[]::new));
    }

    private void checkRows(int calls, String what) throws Exception {
        try (BufferedReader rows = Files.newBufferedReader(folder.resolve("v.jsonl"))) {
            for (int i = 0; i < calls; i++) {
                JsonNode row = Json.parse(rows.readLine());
                JsonNode reply = Json.parse(VectorServer.vector("text " + i));
                assertThat(row.path("index").asInt()).as(what).isEqualTo(i);
                assertThat(row.path("embedding")).as(what).hasSameSizeAs(reply.path("embedding"));
                for (int n = 0; n < row.path("embedding").size(); n++) {
                    assertThat(row.path("embedding").get(n).asDouble())
                            .as(what)
                            .isEqualTo(reply.path("embedding").get(n).asDouble());
                }
            }
            assertThat(rows.readLine()).as(what).isNull();
        }
    }

    private String run(VectorServer server, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Io io = new Io(
                InputStream.nullInputStream(),
                out,
                err,
                server.environment(),
                false,
                false,
                false,
                folder,
                Clock.systemUTC());
        int code = new App(io, new OfflineOpener(SdkBedrock::open, io.clock())).run(args);
        return err.toString(StandardCharsets.UTF_8) + out.toString(StandardCharsets.UTF_8) + "exit " + code + "\n";
    }
}
