package io.github.bedrockcli.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A process with nothing in it. */
final class TestIo {
    private TestIo() {}

    static Io none() {
        return on(OutputStream.nullOutputStream());
    }

    /** Both outputs on one screen. */
    static Io on(OutputStream screen) {
        return new Io(
                InputStream.nullInputStream(),
                screen,
                screen,
                Map.of(),
                true,
                false,
                false,
                Path.of("").toAbsolutePath(),
                Clock.systemUTC());
    }
}
