package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.family.ImageFamily;
import io.github.bedrockcli.family.TextFamily;
import io.github.bedrockcli.family.TextRequest;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Footage;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A family's parameter table, the program's own check and the emulator's are one: for every model of the catalogue whose
 * family is emulated, each row's ends are accepted, one step beyond is refused by both, and so is a name without a row.
 */
final class FamilyTablesTest {
    private static final String NO_NAME = "noSuchName";

    /** Rows that are narrower here than at the service, which the emulator follows: only floats are read. */
    private static final Set<String> NARROWER = Set.of("embeddingTypes", "embedding_types");

    /** A table of a model, and the bodies that its rows go into. */
    private record Subject(
            String name, CatalogueModel model, EmulatedModel emulated, ParameterTable table, BodyMaker maker) {
        /** The emulator's refusal of a body with this value; empty where it takes the body. */
        String refusal(Parameter row, JsonNode value) {
            ObjectNode body = maker.body(row, value);
            String refusal = refusal(body);
            // One fault is told at a time in the one wording: what has to stand beside the value is put there.
            for (Parameter beside : table.all()) {
                String missing = beside.pointer().toString().substring(1).replace('/', '.') + ": Field required";
                if (refusal.equals(missing) && !beside.allowed().isEmpty()) {
                    Json.put(
                            body,
                            beside.pointer(),
                            value(beside, beside.allowed().get(0)));
                    refusal = refusal(body);
                }
            }
            return refusal;
        }

        private String refusal(ObjectNode body) {
            try {
                emulated.accept(model, Json.parse(Json.bytes(body)));
                return "";
            } catch (ServiceError e) {
                return e.text();
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
    }

    @FunctionalInterface
    private interface BodyMaker {
        ObjectNode body(Parameter row, JsonNode value);
    }

    @TestFactory
    Stream<DynamicTest> rangesAreJudgedAlikeHereAndThere() {
        return subjects()
                .map(subject -> DynamicTest.dynamicTest(subject.name(), () -> {
                    for (Parameter row : subject.table().all()) {
                        for (JsonNode value : good(row)) {
                            assertAccepted(subject, row, value);
                        }
                        for (JsonNode value : bad(row)) {
                            assertRefused(subject, row, value);
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> namesWithoutARowAreRefusedHereAndThere() {
        return subjects()
                .map(subject -> DynamicTest.dynamicTest(subject.name(), () -> {
                    List<JsonPointer> places = new ArrayList<>(List.of(JsonPointer.empty()));
                    subject.table()
                            .all()
                            .forEach(row -> places.add(row.pointer().head()));
                    for (JsonPointer place : places.stream().distinct().toList()) {
                        Parameter unknown = Parameter.integer(NO_NAME, "none")
                                .at(place.appendProperty(NO_NAME).toString());
                        assertThat(subject.refusal(unknown, LongNode.valueOf(1)))
                                .as(place.toString())
                                .contains(NO_NAME);
                    }
                    assertThatThrownBy(() -> subject.table().read(NO_NAME, "1")).isInstanceOf(UsageException.class);
                }));
    }

    private static void assertAccepted(Subject subject, Parameter row, JsonNode value) {
        String what = row.name() + "=" + Json.line(value);
        assertThatCode(() -> subject.table().check(row, value)).as(what).doesNotThrowAnyException();
        String refusal = subject.refusal(row, value);
        assertThat(names(refusal, row)).as(what + " " + refusal).isFalse();
        // A word may want the company of another value; a number is taken where the body without it is.
        if (value.isNumber() && row.maximum() != null && subject.maker() instanceof TextBodies bodies) {
            assertThat(refusal).as(what).isEqualTo(subject.refusal(bodies.plain()));
        }
    }

    private static void assertRefused(Subject subject, Parameter row, JsonNode value) {
        String what = row.name() + "=" + Json.line(value);
        assertThatThrownBy(() -> subject.table().check(row, value)).as(what).isInstanceOf(UsageException.class);
        if (!NARROWER.contains(row.name())) {
            String refusal = subject.refusal(row, value);
            assertThat(names(refusal, row)).as(what + " " + refusal).isTrue();
        }
    }

    /** Whether a refusal is of this row's place, in either wording. */
    private static boolean names(String refusal, Parameter row) {
        String place = row.pointer().toString();
        String dotted = place.substring(1).replace('/', '.');
        return refusal.contains("#" + place + ":")
                || refusal.contains("#" + place + "/")
                || refusal.startsWith(dotted + ": ")
                || refusal.startsWith(dotted + ".")
                // What Claude has words of its own for.
                || refusal.contains("`" + row.name() + "`")
                || refusal.contains("\"" + row.name() + ".");
    }

    private static List<JsonNode> good(Parameter row) {
        List<JsonNode> values = new ArrayList<>();
        if (isNumber(row) && row.allowed().isEmpty()) {
            addNumber(values, row, row.minimumExcluded() ? null : row.minimum(), 0);
            addNumber(values, row, row.maximum(), 0);
        }
        row.allowed().forEach(word -> values.add(value(row, word)));
        Integer length = row.maximumLength();
        if (length != null) {
            values.add(TextNode.valueOf("a".repeat(length)));
        }
        Integer items = row.maximumItems();
        if (items != null) {
            values.add(list(row, items));
        }
        return values;
    }

    private static List<JsonNode> bad(Parameter row) {
        List<JsonNode> values = new ArrayList<>();
        if (isNumber(row)) {
            addNumber(values, row, row.minimum(), row.minimumExcluded() ? 0 : -1);
            addNumber(values, row, row.maximum(), 1);
            values.add(TextNode.valueOf("1"));
            BigDecimal low = row.minimum();
            if (row.step() != null && low != null) {
                addNumber(values, row, low, 1);
            }
        }
        if (!row.allowed().isEmpty()) {
            values.add(isNumber(row) ? LongNode.valueOf(-7) : value(row, "no such word"));
        }
        Integer length = row.maximumLength();
        if (length != null) {
            values.add(TextNode.valueOf("a".repeat(length + 1)));
        }
        Integer items = row.maximumItems();
        if (items != null) {
            values.add(list(row, items + 1));
        }
        return values;
    }

    private static boolean isNumber(Parameter row) {
        return row.type() == Parameter.Type.INTEGER || row.type() == Parameter.Type.NUMBER;
    }

    private static void addNumber(List<JsonNode> values, Parameter row, BigDecimal from, int change) {
        if (from != null) {
            BigDecimal number = from.add(BigDecimal.valueOf(change));
            values.add(
                    row.type() == Parameter.Type.INTEGER
                            ? LongNode.valueOf(number.longValueExact())
                            : DecimalNode.valueOf(number));
        }
    }

    private static JsonNode value(Parameter row, String word) {
        return switch (row.type()) {
            case INTEGER -> LongNode.valueOf(Long.parseLong(word));
            case STRINGS -> Json.array().add(word);
            default -> TextNode.valueOf(word);
        };
    }

    private static ArrayNode list(Parameter row, int size) {
        ArrayNode list = Json.array();
        String word = row.allowed().isEmpty() ? "a" : row.allowed().get(0);
        for (int at = 0; at < size; at++) {
            list.add(word);
        }
        return list;
    }

    private static Stream<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (CatalogueModel model : Catalogue.load().all()) {
            ModelId id = ModelId.of(model.id());
            EmulatedModels.find(model.id())
                    .ifPresent(emulated -> Families.of(id).ifPresent(family -> add(subjects, model, emulated, family)));
        }
        assertThat(subjects).hasSizeGreaterThan(40);
        return subjects.stream();
    }

    private static void add(List<Subject> subjects, CatalogueModel model, EmulatedModel emulated, Family family) {
        ModelId id = ModelId.of(model.id());
        if (family instanceof TextFamily) {
            subjects.add(new Subject(model.id(), model, emulated, family.parameters(id), new TextBodies(id)));
        } else if (family instanceof ImageFamily images) {
            for (String task : images.tasks(id)) {
                BodyMaker maker = (row, value) -> with(images.request(pictures(task), id, task, false), row, value);
                subjects.add(new Subject(model.id() + " " + task, model, emulated, images.parameters(id, task), maker));
            }
        } else {
            // What else such a body lacks is told too, and does no harm.
            BodyMaker maker = (row, value) -> with(Json.object(), row, value);
            subjects.add(new Subject(model.id(), model, emulated, family.parameters(id), maker));
        }
    }

    private static ObjectNode with(ObjectNode body, Parameter row, JsonNode value) {
        Json.put(body, row.pointer(), value);
        return body;
    }

    private static ImagePrompt pictures(String task) {
        Media picture = new Media(MediaType.PNG, "a.png", new byte[] {1}, 512, 512);
        return new ImagePrompt("a lighthouse", List.of(picture), picture, null, task);
    }

    /** Bodies of text families, with what the family itself makes of the value. */
    private record TextBodies(ModelId id) implements BodyMaker {
        @Override
        public ObjectNode body(Parameter row, JsonNode value) {
            return with(body(Map.of(row.pointer().toString(), value, row.name(), value)), row, value);
        }

        ObjectNode plain() {
            return body(Map.of());
        }

        private ObjectNode body(Map<String, JsonNode> values) {
            return TextRequest.choose(id, ApiChoice.INVOKE, null)
                    .body(prompt(), Map.of(), values, Knobs.NONE, false, false);
        }

        /** A question; of Pegasus, which has no answer to one alone, about a video. */
        private Prompt prompt() {
            List<Content> content = new ArrayList<>(List.of(new Content.Text("a")));
            if (id.value().contains(".pegasus-")) {
                content.add(new Content.Video(new Footage.Stored("s3://bucket/a.mp4")));
            }
            return new Prompt(null, List.of(new Message(Role.USER, content)), null, false);
        }
    }
}
