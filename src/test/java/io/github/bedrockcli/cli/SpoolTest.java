package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.cli.Terminal.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SpoolTest {
    @TempDir
    private Path folder;

    private final FakeBedrock bedrock = new FakeBedrock();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, Spool.IN_MEMORY, Spool.IN_MEMORY + 1, 3 * Spool.IN_MEMORY + 7})
    void givesBackWhatItWasGivenAgainAndAgain(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        try (Spool spool = new Spool(folder)) {
            for (int at = 0, part = 1; at < size; at += part, part = Math.min(size - at, part * 7 % 70_001)) {
                spool.write(bytes, at, part);
            }
            for (int time = 0; time < 2; time++) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                spool.copyTo(out);
                assertThat(out.toByteArray()).isEqualTo(bytes);
            }
            assertThat(spool.size()).isEqualTo(size);
            assertThat(spool.bytes(size)).isEqualTo(bytes);
            assertThat(spool.bytes(size - 1)).isNull();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void itsFileHasNoNameSoThatNothingIsLeftHoweverTheProgramEnds() {
        try (Spool spool = new Spool(folder)) {
            spool.write(new byte[2 * Spool.IN_MEMORY], 0, 2 * Spool.IN_MEMORY);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void forgetsWhatCameBefore() throws IOException {
        try (Spool spool = new Spool(folder)) {
            spool.write(new byte[2 * Spool.IN_MEMORY], 0, 2 * Spool.IN_MEMORY);
            spool.begin().write(new byte[] {1, 2, 3});
            assertThat(spool.bytes(10)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() {
        try (Spool spool = new Spool(folder.resolve("none"))) {
            assertThatThrownBy(() -> spool.write(new byte[2 * Spool.IN_MEMORY], 0, 2 * Spool.IN_MEMORY))
                    .isInstanceOf(OutputException.class)
                    .hasMessage("the reply cannot be kept in " + folder.resolve("none")
                            + " until it is whole: no such file or directory");
        }
    }

    @Test
    void aFullDiskIsOneErrorAndNothingIsPrinted() {
        Result result = new Terminal()
                .environment("TMPDIR", folder.resolve("none").toString())
                .run(bedrock.answers("x".repeat(2 * Spool.IN_MEMORY)), "invoke", "-o", "raw", "Hi");
        assertThat(result)
                .isEqualTo(new Result(
                        1,
                        "",
                        "error: the reply cannot be kept in " + folder.resolve("none")
                                + " until it is whole: no such file or directory\n"));
    }

    @Test
    void aLongRawReplyIsPassedOnWhole() {
        String body = "x".repeat(3 * Spool.IN_MEMORY);
        Result result = new Terminal()
                .environment("TMPDIR", folder.toString())
                .run(bedrock.answers(body), "invoke", "-o", "raw", "Hi");
        assertThat(result).isEqualTo(new Result(0, body, ""));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatADiskFailedWithIsFoundBehindTheCall() {
        OutputException disk = new OutputException("full", new IOException());
        BedrockException call = BedrockException.of(BedrockException.Kind.INTERNAL, "x")
                .cause(new IllegalStateException(disk))
                .build();
        assertThatThrownBy(() -> Spool.rethrow(call)).isSameAs(disk);
        Spool.rethrow(BedrockException.of(BedrockException.Kind.INTERNAL, "x").build());
    }
}
