package io.github.bedrockcli.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.ImageReply;
import io.github.bedrockcli.model.ImageReply.Picture;
import io.github.bedrockcli.model.ImageSize;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every folder {@code families/<image family>/<case>}: arguments to body, and reply to pictures. */
final class ImageGoldenTest {
    private static final Path ROOT = Path.of("src/test/resources/families");
    private static final Set<String> FILES = Set.of("args.json", "request.json", "response.json", "reply.json");

    @TestFactory
    Stream<DynamicTest> goldens() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case golden : cases()) {
            String name = ROOT.relativize(golden.folder).toString();
            if (golden.args.has("refused")) {
                tests.add(DynamicTest.dynamicTest(name + " is refused", golden::isRefused));
            }
            if (golden.has("request.json")) {
                tests.add(DynamicTest.dynamicTest(name + " asks", golden::asks));
            }
            if (golden.has("response.json")) {
                tests.add(DynamicTest.dynamicTest(name + " reads the reply", golden::readsReply));
            }
        }
        return tests.stream();
    }

    @Test
    void everyFileIsUsedAndEveryFamilyHasGoldensForRequestAndReply() throws IOException {
        for (String family : families()) {
            List<Case> cases = cases().stream().filter(one -> one.isOf(family)).collect(Collectors.toList());
            for (String file : FILES) {
                assertThat(cases).as("%s: a case with %s", family, file).anyMatch(golden -> golden.has(file));
            }
        }
        for (Case golden : cases()) {
            assertThat(names(golden.folder)).as("%s", golden.folder).isSubsetOf(FILES);
            assertThat(golden.has("reply.json"))
                    .as("%s has an answer to compare", golden.folder)
                    .isEqualTo(golden.has("response.json"));
            assertThat(golden.has("response.json") || golden.has("request.json") || golden.args.has("refused"))
                    .as("%s tests something", golden.folder)
                    .isTrue();
        }
    }

    private static List<String> families() {
        return Families.names(ImageFamily.class);
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String family : families()) {
            for (String name : names(ROOT.resolve(family))) {
                Path folder = ROOT.resolve(family).resolve(name);
                cases.add(new Case(folder, Json.parse(Files.readAllBytes(folder.resolve("args.json")))));
            }
        }
        return cases;
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** One golden folder. */
    private static final class Case {
        private final Path folder;
        private final JsonNode args;

        Case(Path folder, JsonNode args) {
            this.folder = folder;
            this.args = args;
        }

        boolean isOf(String family) {
            return folder.startsWith(ROOT.resolve(family));
        }

        boolean has(String file) {
            return Files.exists(folder.resolve(file));
        }

        private JsonNode json(String file) throws IOException {
            return Json.parse(Files.readAllBytes(folder.resolve(file)));
        }

        void isRefused() {
            assertThatThrownBy(this::body)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining(args.path("refused").asText());
        }

        void asks() throws IOException {
            assertThat(Json.parse(Json.bytes(body()))).isEqualTo(json("request.json"));
        }

        void readsReply() throws IOException {
            ObjectNode told;
            try {
                told = told(target().reply(json("response.json")));
            } catch (UnreadableReplyException e) {
                told = Json.object().put("unreadable", e.getMessage());
            }
            assertThat(Json.parse(Json.line(told))).isEqualTo(json("reply.json"));
        }

        private ImageRequest target() {
            return ImageRequest.choose(
                            ModelId.of(args.path("model").asText()),
                            args.path("family").textValue())
                    .orElseThrow();
        }

        private ObjectNode body() {
            ImageRequest request = target();
            Map<String, JsonNode> params = new LinkedHashMap<>();
            args.path("params").fields().forEachRemaining(one -> params.put(one.getKey(), one.getValue()));
            ImagePrompt prompt = prompt();
            String task = request.task(prompt, params.keySet());
            ParameterTable table = request.parameters(task);
            boolean validate = args.path("validate").asBoolean(true);
            params.replaceAll(
                    (name, value) -> value.isTextual() && validate ? table.read(name, value.textValue()) : value);
            Map<Common, JsonNode> common = new LinkedHashMap<>();
            args.path("common")
                    .fields()
                    .forEachRemaining(one -> common.put(Common.valueOf(one.getKey()), one.getValue()));
            return request.body(prompt, task, common, params, validate);
        }

        private ImagePrompt prompt() {
            List<Media> images = new ArrayList<>();
            args.path("images").forEach(image -> images.add(media(image)));
            return new ImagePrompt(
                    args.path("prompt").textValue(),
                    images,
                    args.has("mask") ? media(args.path("mask")) : null,
                    args.has("size")
                            ? ImageSize.parse(args.path("size").asText()).orElseThrow()
                            : null,
                    args.path("task").textValue());
        }

        private static Media media(JsonNode file) {
            return new Media(
                    MediaType.valueOf(file.path("type").asText("png").toUpperCase(Locale.ROOT)),
                    file.path("name").asText("picture.png"),
                    Base64.getDecoder().decode(file.path("base64").asText()),
                    file.path("width").asInt(),
                    file.path("height").asInt());
        }

        /** What was decoded, in the form of reply.json. */
        private static ObjectNode told(ImageReply reply) {
            ObjectNode told = Json.object();
            ArrayNode pictures = told.putArray("pictures");
            for (Picture picture : reply.pictures()) {
                ObjectNode one = pictures.addObject().put("base64", picture.base64());
                if (picture.seed() != null) {
                    one.put("seed", picture.seed());
                }
                if (picture.role() != null) {
                    one.put("role", picture.role());
                }
            }
            told.put("outcome", reply.stop().outcome().wireName());
            if (reply.stop().reason() != null) {
                told.put("stop_reason", reply.stop().reason());
            }
            if (reply.stop().detail() != null) {
                told.put("detail", reply.stop().detail());
            }
            return told;
        }
    }
}
