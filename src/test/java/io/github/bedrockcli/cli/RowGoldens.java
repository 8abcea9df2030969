package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.cli.Terminal.Result;
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

/**
 * The golden folders of the families that one command uses: {@code args.json} (its arguments), {@code request.json} (the
 * body sent), {@code response.json} (the body received) and {@code reply.json} (the rows of {@code -o jsonl}); or, in place
 * of the last, {@code refused.json} (the exit code and words of the refusal), without request and response where nothing
 * is sent.
 */
final class RowGoldens {
    private static final List<List<String>> FILES = List.of(
            List.of("args.json", "reply.json", "request.json", "response.json"),
            List.of("args.json", "refused.json"),
            List.of("args.json", "refused.json", "request.json", "response.json"));

    private final String command;
    private final Path folder;
    private final List<String> families;

    /** @param folder a folder of the test's, for pictures that arguments may name */
    RowGoldens(String command, Class<? extends Family> sort, Path folder) {
        this.command = command;
        this.folder = folder;
        this.families = Families.names(sort);
    }

    void checkThatEveryFamilyHasSome() {
        assertThat(families)
                .isNotEmpty()
                .allSatisfy(family -> assertThat(folder(family)).isNotNull());
    }

    Stream<DynamicTest> tests() {
        Pictures.write(folder);
        return families.stream()
                .flatMap(family -> list(path(family)).stream()
                        .map(golden ->
                                DynamicTest.dynamicTest(family + "/" + golden.getFileName(), () -> check(golden))));
    }

    private void check(Path golden) throws IOException {
        List<String> files =
                list(golden).stream().map(file -> file.getFileName().toString()).toList();
        assertThat(FILES).contains(files);
        List<String> args = new ArrayList<>(List.of(command, "-o", "jsonl"));
        read(golden, "args.json").forEach(arg -> args.add(arg.textValue()));
        FakeBedrock bedrock = new FakeBedrock();
        boolean sent = files.contains("request.json");
        if (sent) {
            bedrock.answers(Files.readString(golden.resolve("response.json")));
        }

        Result result = new Terminal().in(folder).run(bedrock, args.toArray(String[]::new));

        assertThat(bedrock.requests).as(result.err()).hasSize(sent ? 1 : 0);
        if (sent) {
            assertThat(Json.parse(bedrock.body(0))).isEqualTo(read(golden, "request.json"));
        }
        if (files.contains("refused.json")) {
            JsonNode refused = read(golden, "refused.json");
            assertThat(result.err()).contains(refused.path("says").textValue());
            assertThat(result.code()).isEqualTo(refused.path("code").intValue());
            assertThat(result.out()).isEmpty();
        } else {
            assertThat(result.err()).isEmpty();
            assertThat(result.code()).isZero();
            List<JsonNode> rows = new ArrayList<>();
            read(golden, "reply.json").forEach(rows::add);
            assertThat(result.out().lines().map(RowGoldens::parse)).containsExactlyElementsOf(rows);
        }
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
        return RowGoldens.class.getResource("/families/" + family);
    }

    private static Path path(String family) {
        try {
            return Path.of(Objects.requireNonNull(folder(family), family).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
