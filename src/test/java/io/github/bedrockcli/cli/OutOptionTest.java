package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockcli.cli.Terminal.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --out} with names that are no plain files. */
final class OutOptionTest {
    private static final String ANSWER =
            "{\"output\":{\"message\":{\"content\":[{\"text\":\"ok\"}]}},\"stopReason\":\"end_turn\"}";

    @TempDir
    private Path folder;

    private final FakeBedrock bedrock = new FakeBedrock().answers(ANSWER);

    private Result invoke(String... options) {
        String[] args =
                Stream.concat(Stream.of("invoke", "Hi"), Stream.of(options)).toArray(String[]::new);
        return new Terminal().in(folder).run(bedrock, args);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aDashIsStandardOutput() throws Exception {
        assertThat(invoke("--out", "-")).isEqualTo(new Result(0, "ok\n", ""));
        assertThat(names()).isEmpty();
    }

    @Test
    void anEmptyNameIsRefusedAsOne() {
        assertThat(invoke("--out", ""))
                .isEqualTo(new Result(2, "", "error: --out is empty\nfix: give a file's name\n"));
    }

    @Test
    void aLinkStaysALinkAndItsFileIsReplaced() throws Exception {
        Files.createDirectory(folder.resolve("real"));
        Files.writeString(folder.resolve("real/a.txt"), "old");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("real/a.txt"));
        assertThat(invoke("--out", "link").code()).isEqualTo(2);
        assertThat(invoke("--out", "link", "--force")).isEqualTo(new Result(0, "", ""));
        assertThat(folder.resolve("link")).isSymbolicLink().hasContent("ok\n");
        assertThat(names()).containsExactly("link", "real");
    }

    @Test
    void aLinkToNothingGetsItsFile() throws Exception {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("later.txt"));
        assertThat(invoke("--out", "link")).isEqualTo(new Result(0, "", ""));
        assertThat(folder.resolve("link")).isSymbolicLink();
        assertThat(folder.resolve("later.txt")).hasContent("ok\n");
    }

    @Test
    void aLinkToItselfIsRefused() throws Exception {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));
        Result result = invoke("--out", "link");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("a loop of links");
        assertThat(bedrock.requests).isEmpty();
    }

    @Test
    void aDeviceIsWrittenToAndNeverReplaced() {
        assumeTrue(Files.exists(Path.of("/dev/null")), "no /dev/null here");
        assertThat(invoke("--out", "/dev/null")).isEqualTo(new Result(0, "", ""));
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void vectorsForADeviceWaitInTheUsualPlace() {
        assumeTrue(Files.exists(Path.of("/dev/null")), "no /dev/null here");
        assertThat(new Terminal()
                        .environment("TMPDIR", folder.toString())
                        .run(
                                new FakeBedrock().answers("{\"embedding\":[0.5]}"),
                                "embed",
                                "Hi",
                                "-o",
                                "npy",
                                "--out",
                                "/dev/null"))
                .isEqualTo(new Result(0, "", ""));
    }
}
