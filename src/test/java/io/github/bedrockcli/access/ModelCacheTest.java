package io.github.bedrockcli.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import io.github.bedrockcli.model.Stopping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of lists, and that nothing comes of it when it cannot be kept. */
final class ModelCacheTest {
    @TempDir
    private Path home;

    @Test
    void idsAreKeptALineEachByRegion() {
        cache().models("us-east-1", List.of(model("amazon.nova-lite-v1:0"), model("anthropic.claude-v9")));
        cache().profiles("us-east-1", List.of(row(Kind.SYSTEM_PROFILE, "us.amazon.nova-lite-v1:0")));
        assertThat(models().resolve("us-east-1.models")).hasContent("amazon.nova-lite-v1:0\nanthropic.claude-v9\n");
        assertThat(models().resolve("us-east-1.profiles")).hasContent("us.amazon.nova-lite-v1:0\n");
    }

    @Test
    void whatAnAccountMadeIsNotKept() {
        cache().profiles(
                        "us-east-1",
                        List.of(row(Kind.APPLICATION_PROFILE, "abc123"), model("arn:aws:x:123456789012:y")));
        assertThat(models().resolve("us-east-1.profiles")).hasContent("");
    }

    @Test
    void idsThatAShellCouldTakeForMoreAreNotKept() {
        cache().models(
                        "us-east-1",
                        Stream.of(
                                        "a$(id)",
                                        "a b",
                                        "a\nb",
                                        "-x",
                                        "",
                                        "a`id`",
                                        "a;b",
                                        "\u001b[2J",
                                        "x".repeat(201),
                                        "ok.ok")
                                .map(ModelCacheTest::model)
                                .toList());
        assertThat(models().resolve("us-east-1.models")).hasContent("ok.ok\n");
    }

    @Test
    void aRegionThatIsNoneNamesNoFile() {
        cache().models("../../x", List.of(model("a")));
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aListHasAnEnd() throws IOException {
        cache().models(
                        "us-east-1",
                        IntStream.range(0, 6000).mapToObj(i -> model("m" + i)).toList());
        assertThat(Files.readAllLines(models().resolve("us-east-1.models"))).hasSize(5000);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void itIsItsOwnersOnly() throws IOException {
        cache().models("us-east-1", List.of(model("a")));
        Path file = models().resolve("us-east-1.models");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(models())))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(models())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void whatIsAsItWasIsLeftAlone() throws IOException {
        cache().models("us-east-1", List.of(model("a")));
        Path file = models().resolve("us-east-1.models");
        FileTime before = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(file, before);
        cache().models("us-east-1", List.of(model("a")));
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
        cache().models("us-east-1", List.of(model("b")));
        assertThat(file).hasContent("b\n");
    }

    @Test
    void aPlaceThatCannotBeHadIsNobodysTrouble() throws IOException {
        Files.writeString(home.resolve("file"), "x");
        for (String place :
                List.of(home.resolve("file").toString(), home.resolve("none").toString())) {
            ModelCache.of(Map.of("HOME", place), new Stopping()).orElseThrow().models("us-east-1", List.of(model("a")));
        }
        assertThat(home.resolve("none")).doesNotExist();
        assertThat(ModelCache.of(Map.of(), new Stopping())).isEmpty();
        assertThat(ModelCache.of(Map.of("XDG_CACHE_HOME", "relative"), new Stopping()))
                .isEmpty();
    }

    @Test
    void theCacheFolderOfTheEnvironmentCounts() {
        Path cache = home.resolve("elsewhere");
        ModelCache.of(Map.of("HOME", home.toString(), "XDG_CACHE_HOME", cache.toString()), new Stopping())
                .orElseThrow()
                .models("us-east-1", List.of(model("a")));
        assertThat(cache.resolve("bedrock-cli/models/us-east-1.models")).hasContent("a\n");
    }

    private ModelCache cache() {
        return ModelCache.of(Map.of("HOME", home.toString()), new Stopping()).orElseThrow();
    }

    private Path models() {
        return home.resolve(".cache").resolve("bedrock-cli").resolve("models");
    }

    private static ModelSummary model(String id) {
        return row(Kind.FOUNDATION_MODEL, id);
    }

    private static ModelSummary row(Kind kind, String id) {
        return ModelSummary.of(kind, id, "arn:" + id, List.of());
    }
}
