package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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

    @Test
    void itIsThereOnLinuxWithGlibc() {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        assumeThat(System.getProperty("os.arch")).isIn("amd64", "aarch64");
        assumeThat(Files.exists(Path.of("/etc/alpine-release"))).isFalse();
        assertThat(TlsLibrary.isUsable()).isTrue();
        assertThat(TlsLibrary.version()).isEqualTo("BoringSSL");
    }
}
