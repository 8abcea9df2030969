package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds recorded traffic, which is not part of the project: named by a property, or beside it. */
final class Recordings {
    private Recordings() {}

    /** One recorded request and answer. */
    record Recording(String name, JsonNode tree) {
        String operation() {
            return tree.path("operation").asText();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Optional<Path> root() {
        return Stream.of(
                        System.getProperty("bedrock.fixtures", ""),
                        "../shared/fixtures",
                        "../../shared/fixtures",
                        "../../../shared/fixtures")
                .filter(place -> !place.isEmpty())
                .map(Path::of)
                .filter(place -> Files.isRegularFile(place.resolve("INDEX.tsv")))
                .findFirst();
    }

    /** Every answered request of the given operation, of every family. */
    static List<Recording> answered(String operation) throws IOException {
        List<Recording> found = new ArrayList<>();
        Optional<Path> root = root();
        if (root.isEmpty()) {
            return found;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root.get())) {
            files = walk.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            JsonNode tree = Json.parse(Files.readAllBytes(file));
            if (tree.path("operation").asText().equals(operation)
                    && tree.path("status").asInt() == 200) {
                found.add(new Recording(root.get().relativize(file).toString(), tree));
            }
        }
        return found;
    }
}
