package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CA bundles that are none. */
final class TrustTest {
    @TempDir
    private Path folder;

    @Test
    void aBundleWithoutEndIsRefused() throws IOException {
        Path bundle = folder.resolve("ca.pem");
        try (RandomAccessFile file = new RandomAccessFile(bundle.toFile(), "rw")) {
            file.setLength(10_000_000_000L);
        }
        assertThat(catchThrowable(() -> Trust.sockets(bundle)))
                .isInstanceOf(BedrockException.class)
                .hasMessage("the CA bundle " + bundle + " has more than 20000000 bytes");
    }
}
