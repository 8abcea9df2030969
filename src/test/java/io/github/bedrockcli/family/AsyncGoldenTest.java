package io.github.bedrockcli.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every folder {@code families/<asynchronous family>/<case>}: arguments to the input of an asynchronous invocation. */
final class AsyncGoldenTest {
    private static final Path ROOT = Path.of("src/test/resources/families");
    private static final Set<String> FILES = Set.of("args.json", "request.json");

    @TestFactory
    Stream<DynamicTest> goldens() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (GoldenCase golden : cases()) {
            String name = ROOT.relativize(golden.folder()).toString();
            if (golden.args().has("refused")) {
                tests.add(DynamicTest.dynamicTest(name + " is refused", () -> refused(golden)));
            }
            if (golden.has("request.json")) {
                tests.add(DynamicTest.dynamicTest(name + " asks", () -> asks(golden)));
            }
        }
        return tests.stream();
    }

    @Test
    void everyFolderTestsOneThingAndEveryFileIsUsed() throws IOException {
        for (GoldenCase golden : cases()) {
            assertThat(names(golden.folder())).as("%s", golden.folder()).isSubsetOf(FILES);
            assertThat(golden.has("request.json"))
                    .as("%s is sent or refused", golden.folder())
                    .isNotEqualTo(golden.args().has("refused"));
        }
    }

    @Test
    void everyAsynchronousFamilyHasGoldens() throws IOException {
        for (String family : families()) {
            assertThat(cases(family)).as(family).anyMatch(golden -> golden.has("request.json"));
            assertThat(cases(family))
                    .as(family)
                    .anyMatch(golden -> golden.args().has("refused"));
        }
    }

    private static void refused(GoldenCase golden) {
        assertThatThrownBy(() -> input(golden))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(golden.args().path("refused").asText());
    }

    private static void asks(GoldenCase golden) throws IOException {
        assertThat(Json.parse(Json.bytes(input(golden)))).isEqualTo(golden.json("request.json"));
    }

    private static ObjectNode input(GoldenCase golden) {
        JsonNode args = golden.args();
        AsyncInput chosen = AsyncInput.choose(
                ModelId.of(args.path("model").asText()), args.path("family").textValue());
        Map<String, JsonNode> vendor = new LinkedHashMap<>();
        args.path("params")
                .fields()
                .forEachRemaining(one -> vendor.put(
                        one.getKey(),
                        one.getValue().isTextual() && args.path("validate").asBoolean(true)
                                ? chosen.parameters()
                                        .read(one.getKey(), one.getValue().textValue())
                                : one.getValue()));
        Map<Common, JsonNode> common = new LinkedHashMap<>();
        args.path("common").fields().forEachRemaining(one -> common.put(Common.valueOf(one.getKey()), one.getValue()));
        return chosen.build(
                golden.prompt(),
                args.path("task").textValue(),
                common,
                vendor,
                args.path("validate").asBoolean(true));
    }

    private static List<String> families() {
        return Families.names(AsyncFamily.class);
    }

    private static List<GoldenCase> cases() throws IOException {
        List<GoldenCase> cases = new ArrayList<>();
        for (String family : families()) {
            cases.addAll(cases(family));
        }
        return cases;
    }

    private static List<GoldenCase> cases(String family) throws IOException {
        List<GoldenCase> cases = new ArrayList<>();
        Path folder = folder(family);
        for (String name : names(folder)) {
            cases.add(GoldenCase.read(folder.resolve(name)));
        }
        return cases;
    }

    /** What an embedding family is asked at once has a folder, and a form, of its own. */
    private static Path folder(String family) {
        boolean alsoAtOnce = Families.named(family, Family.class) instanceof EmbeddingFamily;
        return ROOT.resolve(alsoAtOnce ? family + "-async" : family);
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
