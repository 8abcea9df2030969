package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockcli.Shell.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command that measures works: it finds its programs, starts its server and reports; no figure is looked at. */
final class BenchIT {
    @TempDir
    private Path scratch;

    private Shell shell;

    @BeforeEach
    void user() throws Exception {
        Shell.assumePosix();
        shell = new Shell(scratch, scratch)
                .set("BENCH", Path.of("src/bench/run").toAbsolutePath().toString());
        shell.set("TOOL", Shell.application().resolve("bin/bedrock").toString());
        Result python = shell.run("python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))'");
        assumeTrue(python.code() == 0, "no Python 3.9 or newer on this machine");
    }

    @Test
    void oneRunOfTwoRowsIsReportedWithTheirGoals() throws Exception {
        Result result = shell.run("\"$BENCH\" --tool \"$TOOL\" --runs 1 --rows '^(version|invoke)$' --no-tls");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out())
                .contains(
                        "\n| `--version` | wall | aws | ",
                        "\n| `invoke` | wall | boto3 | ",
                        "\n| invoke | bedrock | 1 | ")
                .containsPattern(
                        "\n\\| `invoke` \\| peak memory \\| – \\| \\d+ MB \\| ≤ 90 MB \\| (met|\\*\\*missed\\*\\*) \\|")
                .doesNotContain(" failed: ");
    }

    @ParameterizedTest
    @CsvSource({"'', RSA 2048", "--tls-key ec, ECDSA P-256"})
    void overTlsTheReportSaysWhatTheCertificateIs(String option, String key) throws Exception {
        assumeTrue(Shell.isOnPath("openssl"), "skipped: there is no openssl on this machine");
        Result result = shell.run("\"$BENCH\" --tool \"$TOOL\" --runs 1 --rows '^invoke-tls$' " + option);
        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out())
                .contains(
                        "\n| certificate over TLS | " + key + ", signed with " + key + " |",
                        "\n| invoke-tls | bedrock | 1 | ")
                .doesNotContain(" failed: ");
    }

    @Test
    void theRowsAreInTheReadme() throws Exception {
        Result rows = shell.run("\"$BENCH\" --tool \"$TOOL\" --list | cut -d' ' -f1 | grep -v -e -tls");
        String readme = Files.readString(Path.of("src/bench/README.md"));
        assertThat(rows.out().lines())
                .hasSizeGreaterThan(5)
                .allSatisfy(row -> assertThat(readme).containsPattern("\n\\| [^|]*`" + row + "`[^|]* \\|"));
    }
}
