package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.family.EmbeddingFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The golden folders of the embedding families: {@code args.json} (arguments of {@code embed}), {@code request.json} (the
 * body sent), {@code response.json} (the body received) and {@code reply.json} (the rows of {@code -o jsonl}).
 */
final class EmbeddingGoldenTest {
    private static final List<String> FILES = List.of("args.json", "reply.json", "request.json", "response.json");

    private static List<String> families() {
        return Families.all().stream()
                .filter(EmbeddingFamily.class::isInstance)
                .map(Family::name)
                .toList();
    }

    @Test
    void everyEmbeddingFamilyHasGoldens() {
        assertThat(families())
                .isNotEmpty()
                .allSatisfy(family -> assertThat(folder(family)).isNotNull());
    }

    @TestFactory
    Stream<DynamicTest> goldens() {
        return families().stream()
                .flatMap(family -> list(path(family)).stream()
                        .map(golden ->
                                DynamicTest.dynamicTest(family + "/" + golden.getFileName(), () -> check(golden))));
    }

    private static void check(Path golden) throws IOException {
        assertThat(list(golden))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyElementsOf(FILES);
        List<String> args = new ArrayList<>(List.of("embed", "-o", "jsonl"));
        read(golden, "args.json").forEach(arg -> args.add(arg.textValue()));
        FakeBedrock bedrock = new FakeBedrock().answers(Files.readString(golden.resolve("response.json")));

        Result result = new Terminal().run(bedrock, args.toArray(String[]::new));

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(bedrock.requests).hasSize(1);
        assertThat(Json.parse(bedrock.body(0))).isEqualTo(read(golden, "request.json"));
        List<JsonNode> rows = new ArrayList<>();
        read(golden, "reply.json").forEach(rows::add);
        assertThat(result.out().lines().map(EmbeddingGoldenTest::parse)).containsExactlyElementsOf(rows);
    }

    private static JsonNode read(Path golden, String file) throws IOException {
        return Json.parse(Files.readAllBytes(golden.resolve(file)));
    }

    private static JsonNode parse(String line) {
        try {
            return Json.parse(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL folder(String family) {
        return EmbeddingGoldenTest.class.getResource("/families/" + family);
    }

    private static Path path(String family) {
        try {
            return Path.of(Objects.requireNonNull(folder(family), family).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
