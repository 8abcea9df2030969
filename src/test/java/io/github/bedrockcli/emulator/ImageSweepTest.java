package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.family.ImageRequest;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.ImageSize;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.UsageException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every parameter of every task of Titan Image Generator and Nova Canvas, at the ends of its range and with each of its
 * words: what the family builds the emulator takes, and what is beyond the range is not built.
 */
final class ImageSweepTest {
    private static final String PICTURE = EmulatedPicture.mask(512, 512).base64("png");
    private static final Media MEDIA =
            new Media(MediaType.PNG, "picture.png", Base64.getDecoder().decode(PICTURE), 512, 512);

    /** A task, and what it cannot do without. */
    private record Asked(String text, int images, Map<String, JsonNode> needed) {}

    private static final Map<String, JsonNode> MASK = Map.of("maskPrompt", TextNode.valueOf("the sky"));
    private static final Map<String, Asked> TASKS = Map.of(
            "TEXT_IMAGE", new Asked("a fox", 0, Map.of()),
            "IMAGE_VARIATION", new Asked(null, 1, Map.of()),
            "INPAINTING", new Asked(null, 1, MASK),
            "OUTPAINTING", new Asked("a beach", 1, MASK),
            "COLOR_GUIDED_GENERATION",
                    new Asked("a fox", 0, Map.of("colors", Json.array().add("#FF9800"))),
            "BACKGROUND_REMOVAL", new Asked(null, 1, Map.of()),
            "VIRTUAL_TRY_ON",
                    new Asked(
                            null,
                            2,
                            Map.of(
                                    "maskType", TextNode.valueOf("PROMPT"),
                                    "promptBasedMask.maskPrompt", TextNode.valueOf("the hat"))));

    private final Catalogue catalogue = Catalogue.load();

    @TestFactory
    List<DynamicTest> everyTaskOfEveryModel() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String id : List.of("amazon.titan-image-generator-v2:0", "amazon.nova-canvas-v1:0")) {
            ImageRequest request = ImageRequest.choose(ModelId.of(id), null).orElseThrow();
            for (String task : request.family().tasks(request.id())) {
                tests.add(DynamicTest.dynamicTest(id + " " + task, () -> {
                    takes(request, task, Map.of(), null);
                    request.parameters(task).all().forEach(row -> sweep(request, task, row));
                }));
            }
        }
        return tests;
    }

    private void sweep(ImageRequest request, String task, Parameter row) {
        // Sides of Titan's pictures go in pairs, which are swept on their own.
        if (row.name().equals("width") || row.name().equals("height")) {
            return;
        }
        good(row).forEach(value -> takes(request, task, Map.of(row.name(), value), null));
        bad(row).forEach(value -> assertThatThrownBy(() -> body(request, task, Map.of(row.name(), value), null))
                .as(task + " " + row.name() + " " + value)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(row.name()));
    }

    @TestFactory
    List<DynamicTest> everySizeOfTitan() {
        ImageRequest request = ImageRequest.choose(ModelId.of("amazon.titan-image-generator-v2:0"), null)
                .orElseThrow();
        String sizes = "1024x1024 768x768 512x512 768x1152 384x576 1152x768 576x384 768x1280 384x640 1280x768 640x384"
                + " 896x1152 448x576 1152x896 576x448 768x1408 384x704 1408x768 704x384 640x1408 320x704 1408x640"
                + " 704x320 1152x640 1173x640";
        return Stream.of(sizes.split(" "))
                .map(size -> DynamicTest.dynamicTest(size, () -> {
                    ImageSize asked = ImageSize.parse(size).orElseThrow();
                    takes(request, "TEXT_IMAGE", Map.of(), asked);
                    ImageSize other = new ImageSize(asked.width() + 16, asked.height(), false);
                    assertThatThrownBy(() -> body(request, "TEXT_IMAGE", Map.of(), other))
                            .isInstanceOf(UsageException.class);
                }))
                .toList();
    }

    private void takes(ImageRequest request, String task, Map<String, JsonNode> given, ImageSize size) {
        JsonNode body = body(request, task, given, size);
        CatalogueModel model = catalogue.find(request.id().value()).orElseThrow();
        JsonNode reply = EmulatedModels.find(model.id())
                .orElseThrow()
                .accept(model, body)
                .reply();
        assertThat(request.reply(reply).pictures())
                .as(task + " " + given)
                .hasSizeGreaterThanOrEqualTo(request.count(body));
    }

    private static JsonNode body(ImageRequest request, String task, Map<String, JsonNode> given, ImageSize size) {
        Asked asked = TASKS.get(task);
        Map<String, JsonNode> values = new LinkedHashMap<>(asked.needed());
        values.putAll(given);
        if (given.containsKey("maskImage")) {
            values.remove("maskPrompt");
        }
        if (given.containsKey("controlMode") || given.containsKey("controlStrength")) {
            values.put("conditionImage", TextNode.valueOf(PICTURE));
        }
        if (given.containsKey("maskType")) {
            values.put("imageBasedMask.maskImage", TextNode.valueOf(PICTURE));
            values.put("garmentBasedMask.garmentClass", TextNode.valueOf("SHOES"));
        }
        List<Media> images = new ArrayList<>();
        for (int image = 0; image < asked.images(); image++) {
            images.add(MEDIA);
        }
        boolean sized = request.parameters(task).find("width").isPresent();
        // Small ones are drawn faster.
        ImageSize small = sized ? new ImageSize(512, 512, false) : null;
        ImagePrompt prompt = new ImagePrompt(asked.text(), images, null, size == null ? small : size, task);
        return request.body(prompt, request.task(prompt, values.keySet()), Map.of(), values, true);
    }

    /** The ends of a range, each word, both truths. */
    private static List<JsonNode> good(Parameter row) {
        return switch (row.type()) {
            case INTEGER ->
                List.of(
                        LongNode.valueOf(low(row).longValue()),
                        LongNode.valueOf(high(row).longValue()));
            case NUMBER -> List.of(DecimalNode.valueOf(low(row)), DecimalNode.valueOf(high(row)));
            case BOOLEAN -> List.of(BooleanNode.TRUE, BooleanNode.FALSE);
            case STRING ->
                row.allowed().isEmpty()
                        ? List.of(TextNode.valueOf("x"))
                        : row.allowed().stream()
                                .<JsonNode>map(TextNode::valueOf)
                                .toList();
            case STRINGS -> List.of(Json.array().add("#000000").add("#ffffff"));
            case BINARY -> List.of(TextNode.valueOf(PICTURE));
            case JSON -> List.of();
        };
    }

    /** Just beyond the range, a word that is none, another type. */
    private static List<JsonNode> bad(Parameter row) {
        BigDecimal step = row.type() == Parameter.Type.INTEGER ? BigDecimal.ONE : new BigDecimal("0.01");
        return switch (row.type()) {
            case INTEGER, NUMBER ->
                List.of(
                        DecimalNode.valueOf(low(row).subtract(step)),
                        DecimalNode.valueOf(high(row).add(step)),
                        TextNode.valueOf("x"));
            case BOOLEAN, STRINGS -> List.of(IntNode.valueOf(1));
            case STRING ->
                row.allowed().isEmpty()
                        ? List.of(IntNode.valueOf(1))
                        : List.of(IntNode.valueOf(1), TextNode.valueOf("NO_SUCH_WORD"));
            case BINARY -> List.of(TextNode.valueOf("no base64!"), TextNode.valueOf("aGVsbG8gd29ybGQ="));
            case JSON -> List.of();
        };
    }

    private static BigDecimal low(Parameter row) {
        return row.minimum() == null ? BigDecimal.ZERO : row.minimum();
    }

    private static BigDecimal high(Parameter row) {
        assertThat(row.maximum()).as(row.name()).isNotNull();
        return row.maximum();
    }
}
