package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.cli.FaultCell.Expected;
import io.github.bedrockcli.emulator.Account;
import io.github.bedrockcli.emulator.Emulator;
import io.github.bedrockcli.emulator.Faults;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands by output formats by faults of the emulator by place, through the real client: what {@code faults/matrix.tsv}
 * says of each is what is printed, said, left in files and seen by the server.
 */
@Timeout(600)
final class FaultMatrixTest {
    private static final Path TABLE = Path.of("src/test/resources/faults/matrix.tsv");

    /** The columns of the table between the fault and the words, each with the options of its formats. */
    private static final List<FaultCommand> COMMANDS = FaultCommand.all();

    private static final FaultBaseline BASELINE = new FaultBaseline();

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        BASELINE.close();
    }

    @TestFactory
    Stream<DynamicTest> faults() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                assertThat(cells).as(line).hasSize(COMMANDS.size() + 2);
                for (int i = 0; i < COMMANDS.size(); i++) {
                    if (!cells[i + 1].equals("-")) {
                        FaultCommand command = COMMANDS.get(i);
                        Expected expected = Expected.of(cells[i + 1], cells[cells.length - 1]);
                        tests.add(DynamicTest.dynamicTest(
                                command.name() + ": " + cells[0], () -> check(command, cells[0], expected)));
                    }
                }
            }
        }
        return tests.stream();
    }

    private void check(FaultCommand command, String fault, Expected expected) throws IOException {
        boolean all = fault.startsWith("* ");
        List<String> words = new ArrayList<>(Arrays.asList((all ? fault.substring(2) : fault).split(" ")));
        String spec = words.remove(0) + command.selection();
        List<String> formats = command.formats();
        int turn = Math.floorMod(fault.hashCode(), formats.size());
        List<String> seen = new CopyOnWriteArrayList<>();
        try (Emulator emulator = Emulator.start(
                        InetAddress.getLoopbackAddress(),
                        0,
                        Clock.systemUTC(),
                        seen::add,
                        Account.open(),
                        Faults.parse(List.of(spec)));
                KeptClient client = new KeptClient()) {
            for (String format : all ? formats : formats.subList(turn, turn + 1)) {
                Path place = Files.createTempDirectory(folder, "out");
                seen.clear();
                FaultCell cell = new FaultCell(command, format, place);
                cell.check(cell.run(emulator, client, words), BASELINE.of(command, format), expected);
                assertThat(seen.stream().filter(line -> line.contains(command.path())))
                        .as(format)
                        .hasSize(expected.requests());
            }
        }
    }
}
