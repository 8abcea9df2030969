package io.github.bedrockcli.cli;

import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.emulator.Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the commands of the fault matrix print when nothing goes wrong. */
final class FaultBaseline implements AutoCloseable {
    private final Emulator emulator = Emulator.startForThisProcess(Clock.systemUTC());
    private final KeptClient client = new KeptClient();
    private final Map<String, String> printed = new HashMap<>();

    /** The same that {@link FaultCell#printed} makes of a run. */
    String of(FaultCommand command, String format) throws IOException {
        String key = command.name() + " " + format;
        if (!printed.containsKey(key)) {
            Path place = Files.createTempDirectory("whole");
            FaultCell cell = new FaultCell(command, format, place);
            Result result = cell.run(emulator, client, List.of());
            if (result.code() != 0) {
                throw new AssertionError(key + ": " + result);
            }
            printed.put(key, cell.printed(result));
            Files.deleteIfExists(place.resolve(FaultCell.FILE));
            Files.delete(place);
        }
        return printed.get(key);
    }

    @Override
    public void close() {
        client.close();
        emulator.close();
    }
}
