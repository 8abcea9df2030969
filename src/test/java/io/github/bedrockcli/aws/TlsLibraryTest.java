package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which file BoringSSL is loaded from, and that the tests of TLS do run with it. */
final class TlsLibraryTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, libnetty_tcnative_linux_x86_64.so",
        "Linux, aarch64, libnetty_tcnative_linux_aarch_64.so",
        "Mac OS X, x86_64, libnetty_tcnative_osx_x86_64.jnilib",
        "Mac OS X, aarch64, libnetty_tcnative_osx_aarch_64.jnilib",
        "Windows 11, amd64, netty_tcnative_windows_x86_64.dll",
        "Windows 11, aarch64,",
        "Linux, riscv64,",
        "FreeBSD, amd64,"
    })
    void theFileIsThatOfThePlatform(String system, String processor, String file) {
        assertThat(TlsLibrary.name(system, processor)).isEqualTo(file);
        if (file != null) {
            assertThat(Path.of(System.getProperty("bedrock.native"), file)).isRegularFile();
        }
    }

    /** To load it would end the process. */
    @Test
    void theBeginningOfALibraryIsNotWhole(@TempDir Path folder) throws IOException {
        String name = TlsLibrary.name("Linux", "amd64");
        byte[] whole = Files.readAllBytes(Path.of(System.getProperty("bedrock.native"), name));
        Path copy = folder.resolve(name);
        for (int length : new int[] {0, 1, 63, 64, 4096, whole.length / 2, whole.length - 5000, whole.length - 1}) {
            Files.write(copy, Arrays.copyOf(whole, length));
            assertThat(TlsLibrary.isWhole(copy)).as("%s bytes", length).isFalse();
        }
        Files.write(copy, whole);
        assertThat(TlsLibrary.isWhole(copy)).isTrue();
        for (String other : List.of("libnetty_tcnative_linux_aarch_64.so", "libnetty_tcnative_osx_aarch_64.jnilib")) {
            assertThat(TlsLibrary.isWhole(Path.of(System.getProperty("bedrock.native"), other)))
                    .isTrue();
        }
    }

    @Test
    void itIsThereOnLinuxWithGlibc() {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        assumeThat(System.getProperty("os.arch")).isIn("amd64", "aarch64");
        assumeThat(Files.exists(Path.of("/etc/alpine-release"))).isFalse();
        assertThat(TlsLibrary.isUsable()).isTrue();
        assertThat(TlsLibrary.version()).isEqualTo("BoringSSL");
    }
}
