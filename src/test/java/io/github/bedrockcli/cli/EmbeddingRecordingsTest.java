package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Recorded calls of real embedding models: the same options make the same request, and the reply reads as it is. */
final class EmbeddingRecordingsTest {
    private static final Map<String, String> OPTIONS = Map.of(
            "dimensions", "--dimensions",
            "output_dimension", "--dimensions",
            "embeddingDimension", "--dimensions",
            "input_type", "--input-type",
            "embeddingPurpose", "--input-type",
            "truncate", "--truncate",
            "truncationMode", "--truncate");

    @TestFactory
    Stream<DynamicTest> recordings() throws IOException {
        Optional<Path> fixtures = fixtures();
        assumeTrue(fixtures.isPresent(), "the recordings are not there");
        List<Path> files = new ArrayList<>();
        for (String family : List.of("amazon-titan-embed", "amazon-nova-embed", "cohere-embed")) {
            try (Stream<Path> entries = Files.list(fixtures.orElseThrow().resolve(family))) {
                entries.sorted().forEach(files::add);
            }
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .filter(file -> json(file).path("status").asInt() == 200)
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(json(file))));
    }

    private static void check(JsonNode recording) throws IOException {
        JsonNode request = recording.path("request");
        List<String> args = new ArrayList<>(
                List.of("embed", "-o", "jsonl", "-m", recording.path("modelId").textValue()));
        addOptions(args, request);
        addOptions(args, request.path("singleEmbeddingParams"));
        addOptions(args, request.at("/singleEmbeddingParams/text"));
        args.add("--");
        texts(request).forEach(text -> args.add(text.textValue()));
        FakeBedrock bedrock = new FakeBedrock().answers(Json.line(recording.path("response")));

        Result result = new Terminal().run(bedrock, args.toArray(String[]::new));

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(Json.parse(bedrock.body(0))).isEqualTo(request);
        List<JsonNode> vectors = vectors(recording.path("response"));
        List<String> rows = result.out().lines().toList();
        assertThat(rows).hasSameSizeAs(vectors).hasSize(texts(request).size());
        for (int row = 0; row < rows.size(); row++) {
            JsonNode values = Json.parse(rows.get(row)).path("embedding");
            assertThat(values.size()).isEqualTo(vectors.get(row).size()).isPositive();
            for (int i = 0; i < values.size(); i++) {
                assertThat(values.get(i).doubleValue())
                        .isEqualTo(vectors.get(row).get(i).doubleValue());
            }
        }
    }

    private static void addOptions(List<String> args, JsonNode members) {
        members.fieldNames().forEachRemaining(name -> {
            if (name.equals("normalize")) {
                args.add(members.path(name).booleanValue() ? "--normalize" : "--no-normalize");
            } else if (OPTIONS.containsKey(name)) {
                args.addAll(List.of(OPTIONS.get(name), members.path(name).asText()));
            }
        });
    }

    private static List<JsonNode> texts(JsonNode request) {
        List<JsonNode> texts = new ArrayList<>();
        request.path("texts").forEach(texts::add);
        texts.addAll(request.findValues("inputText"));
        texts.addAll(request.findValues("value"));
        return texts;
    }

    private static List<JsonNode> vectors(JsonNode response) {
        if (response.has("embedding")) {
            return List.of(response.path("embedding"));
        }
        JsonNode embeddings = response.path("embeddings");
        List<JsonNode> vectors = new ArrayList<>();
        (embeddings.isArray() ? embeddings : embeddings.path("float"))
                .forEach(vector -> vectors.add(vector.isObject() ? vector.path("embedding") : vector));
        return vectors;
    }

    private static JsonNode json(Path file) {
        try {
            return Json.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> fixtures() {
        String named = System.getProperty("bedrock.fixtures");
        return (named != null
                        ? Stream.of(named)
                        : Stream.of("../shared/fixtures", "../../shared/fixtures", "../../../shared/fixtures"))
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
    }
}
