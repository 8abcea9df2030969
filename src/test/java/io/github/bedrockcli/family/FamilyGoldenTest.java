package io.github.bedrockcli.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every folder {@code families/<text family>/<case>}: arguments to body, and reply or chunks to answer. */
final class FamilyGoldenTest {
    private static final Path ROOT = Path.of("src/test/resources/families");
    private static final Set<String> FILES =
            Set.of("args.json", "request.json", "response.json", "chunks.jsonl", "reply.json");

    @TestFactory
    Stream<DynamicTest> goldens() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (GoldenCase golden : textCases()) {
            String name = ROOT.relativize(golden.folder()).toString();
            if (golden.args().has("refused")) {
                tests.add(DynamicTest.dynamicTest(name + " is refused", () -> refused(golden)));
            }
            if (golden.has("request.json")) {
                tests.add(DynamicTest.dynamicTest(name + " asks", () -> asks(golden)));
            }
            if (golden.has("response.json")) {
                tests.add(DynamicTest.dynamicTest(name + " reads the reply", () -> readsReply(golden)));
            }
            if (golden.has("chunks.jsonl")) {
                tests.add(DynamicTest.dynamicTest(name + " reads the stream", () -> readsStream(golden)));
                tests.add(DynamicTest.dynamicTest(name + " cut short has no end", () -> cutStreamHasNoStop(golden)));
            }
        }
        return tests.stream();
    }

    @Test
    void everyFolderIsOfAKnownFamilyAndEveryFileIsUsed() throws IOException {
        Set<String> known = Families.all().stream().map(Family::name).collect(Collectors.toSet());
        known.add("converse");
        known.add("marengo-async");
        assertThat(names(ROOT)).isSubsetOf(known);
        for (GoldenCase golden : textCases()) {
            assertThat(names(golden.folder())).as("%s", golden.folder()).isSubsetOf(FILES);
            boolean decodes = golden.has("response.json") || golden.has("chunks.jsonl");
            assertThat(golden.has("reply.json"))
                    .as("%s has an answer to compare", golden.folder())
                    .isEqualTo(decodes);
            assertThat(decodes || golden.has("request.json") || golden.args().has("refused"))
                    .as("%s tests something", golden.folder())
                    .isTrue();
        }
    }

    @Test
    void everyTextFamilyHasGoldensForRequestReplyAndStream() throws IOException {
        for (String family : textFamilies()) {
            List<GoldenCase> cases = cases(ROOT.resolve(family));
            for (String file : FILES) {
                if (file.equals("chunks.jsonl") && cases.stream().noneMatch(GoldenCase::streams)) {
                    continue;
                }
                assertThat(cases).as("%s: a case with %s", family, file).anyMatch(golden -> golden.has(file));
            }
        }
    }

    private static void refused(GoldenCase golden) {
        assertThatThrownBy(golden::body)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(golden.args().path("refused").asText());
    }

    private static void asks(GoldenCase golden) throws IOException {
        JsonNode body = Json.parse(Json.bytes(golden.body()));
        JsonNode suffix = body.path("amazon-bedrock-guardrailConfig").path("tagSuffix");
        String sent = Json.line(body);
        if (suffix.isTextual()) {
            assertThat(suffix.textValue()).matches("[A-Za-z0-9]{1,20}");
            sent = sent.replace(suffix.textValue(), "SUFFIX");
        }
        assertThat(Json.parse(sent)).isEqualTo(golden.json("request.json"));
    }

    private static void readsReply(GoldenCase golden) throws IOException {
        WatchedReply watched = new WatchedReply();
        golden.target().codec().reply(golden.json("response.json"), watched);
        assertAnswer(golden, watched);
    }

    private static void readsStream(GoldenCase golden) throws IOException {
        WatchedReply watched = new WatchedReply();
        TextFamily.ChunkDecoder decoder = golden.target().codec().decoder(watched);
        golden.chunks().forEach(decoder::accept);
        decoder.end();
        assertAnswer(golden, watched);
    }

    private static void cutStreamHasNoStop(GoldenCase golden) throws IOException {
        List<JsonNode> chunks = golden.chunks();
        int end = 0;
        WatchedReply whole = new WatchedReply();
        TextFamily.ChunkDecoder decoder = golden.target().codec().decoder(whole);
        while (end < chunks.size() && whole.reply.stop() == null) {
            decoder.accept(chunks.get(end));
            end++;
        }
        int last = whole.reply.stop() == null ? end : end - 1;
        for (int length = 0; length <= last; length++) {
            WatchedReply cut = new WatchedReply();
            chunks.subList(0, length).forEach(golden.target().codec().decoder(cut)::accept);
            assertThat(cut.reply.stop()).as("after %d chunks", length).isNull();
        }
    }

    private static void assertAnswer(GoldenCase golden, WatchedReply watched) throws IOException {
        ObjectNode expected = (ObjectNode) golden.json("reply.json");
        assertThat(Json.parse(Json.line(GoldenCase.told(watched)))).isEqualTo(expected);
    }

    private static List<GoldenCase> textCases() throws IOException {
        List<GoldenCase> cases = new ArrayList<>();
        for (String family : textFamilies()) {
            cases.addAll(cases(ROOT.resolve(family)));
        }
        return cases;
    }

    private static List<String> textFamilies() {
        List<String> names = new ArrayList<>(Families.all().stream()
                .filter(TextFamily.class::isInstance)
                .map(Family::name)
                .toList());
        names.add("converse");
        return names;
    }

    private static List<GoldenCase> cases(Path family) throws IOException {
        List<GoldenCase> cases = new ArrayList<>();
        for (String name : names(family)) {
            cases.add(GoldenCase.read(family.resolve(name)));
        }
        return cases;
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
