package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.family.ImageRequest;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.UsageException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every parameter of every task of Stability AI's models, at the ends of its range and with each of its words: what the
 * family builds the emulator takes, and what is beyond the range is not built.
 */
final class StabilitySweepTest {
    private static final TextNode PICTURE =
            TextNode.valueOf(EmulatedPicture.mask(64, 64).base64("png"));
    private static final String SDXL = "stability.stable-diffusion-xl-v1";

    /** Through which the emulator still has the model, which is at its end. */
    private static final String THROUGHPUT = "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/stable0diff0xl";

    private final Catalogue catalogue = Catalogue.load();

    @TestFactory
    Stream<DynamicTest> everyTaskOfEveryModel() {
        return Stream.concat(
                        catalogue.listed(Emulator.DEFAULT_REGION).stream()
                                .filter(model -> model.provider().equals("Stability AI"))
                                .map(model -> ImageRequest.choose(ModelId.of(model.id()), null)),
                        Stream.of(ImageRequest.choose(ModelId.of(SDXL), null)))
                .map(found -> found.orElseThrow())
                .flatMap(request -> request.family().tasks(request.id()).stream()
                        .map(task -> DynamicTest.dynamicTest(request.id() + " " + task, () -> sweep(request, task))));
    }

    private void sweep(ImageRequest request, String task) {
        Map<String, JsonNode> needed = new LinkedHashMap<>();
        for (Parameter row : request.parameters(task).all()) {
            if (row.required() && row.sentWhenAbsent() == null) {
                needed.put(row.name(), good(row).get(0));
            }
        }
        if (task.equals("masking")) {
            needed.put("mask_image", PICTURE);
        }
        if (task.equals("outpaint")) {
            needed.put("left", LongNode.valueOf(8));
        }
        assertThat(request.reply(takes(request, task, needed).reply()).stop().outcome())
                .isEqualTo(Outcome.COMPLETE);
        for (Parameter row : request.parameters(task).all()) {
            boolean aside = row.excludes().stream().anyMatch(needed::containsKey);
            if (!aside) {
                good(row).forEach(value -> takes(request, task, with(needed, row, value)));
            }
            bad(row).forEach(value -> assertThatThrownBy(() -> {
                        Map<String, JsonNode> values = new LinkedHashMap<>(needed);
                        values.put(row.name(), value);
                        body(request, task, values);
                    })
                    .as(row.name() + " " + value)
                    .isInstanceOf(UsageException.class));
        }
    }

    private static Map<String, JsonNode> with(Map<String, JsonNode> needed, Parameter row, JsonNode value) {
        Map<String, JsonNode> values = new LinkedHashMap<>(needed);
        values.put(row.name(), value);
        if (row.name().equals("left") && value.asInt() == 0) {
            values.put("right", LongNode.valueOf(8));
        }
        if (row.name().equals("mode")) {
            values.put("mode", TextNode.valueOf(needed.containsKey("image") ? "image-to-image" : "text-to-image"));
        }
        return values;
    }

    /** As a whole body through the family, and then to the emulator as it is on the wire. */
    private Invocation takes(ImageRequest request, String task, Map<String, JsonNode> values) {
        CatalogueModel model = catalogue
                .resolve(
                        Emulator.DEFAULT_REGION,
                        request.id().value().equals(SDXL)
                                ? THROUGHPUT
                                : profile(request.id().value()))
                .model();
        try {
            return EmulatedModels.find(model.id())
                    .orElseThrow()
                    .accept(model, Json.parse(Json.bytes(body(request, task, values))));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private String profile(String id) {
        return catalogue.base(id).profiles().isEmpty() ? id : "us." + id;
    }

    private static ObjectNode body(ImageRequest request, String task, Map<String, JsonNode> values) {
        ImagePrompt prompt = new ImagePrompt(null, List.of(), null, null, task);
        return request.body(prompt, request.task(prompt, values.keySet()), Map.of(), values, true);
    }

    /** The ends of a range, each word. */
    private static List<JsonNode> good(Parameter row) {
        if (!row.allowed().isEmpty()) {
            return row.allowed().stream().map(word -> word(row, word)).toList();
        }
        return switch (row.type()) {
            case INTEGER ->
                List.of(
                        LongNode.valueOf(low(row).longValueExact()),
                        LongNode.valueOf(high(row).longValueExact()));
            case NUMBER -> List.of(DecimalNode.valueOf(low(row)), DecimalNode.valueOf(high(row)));
            case BINARY -> List.of(PICTURE);
            case JSON ->
                row.name().equals("extras")
                        ? List.of(Json.object())
                        : List.of(Json.array()
                                .add(Json.object().put("text", "a fox").put("weight", -0.5)));
            default -> List.of(TextNode.valueOf("x"));
        };
    }

    private static JsonNode word(Parameter row, String word) {
        return row.type() == Parameter.Type.INTEGER ? LongNode.valueOf(Long.parseLong(word)) : TextNode.valueOf(word);
    }

    /** Just beyond the range, a word that is none, another type. */
    private static List<JsonNode> bad(Parameter row) {
        if (!row.allowed().isEmpty()) {
            return List.of(TextNode.valueOf("no such word"), LongNode.valueOf(3));
        }
        BigDecimal step = row.type() == Parameter.Type.INTEGER ? BigDecimal.ONE : new BigDecimal("0.01");
        return switch (row.type()) {
            case INTEGER, NUMBER ->
                List.of(
                        DecimalNode.valueOf(low(row).subtract(step)),
                        DecimalNode.valueOf(high(row).add(step)),
                        TextNode.valueOf("x"));
            case BINARY -> List.of(TextNode.valueOf("no base64!"), TextNode.valueOf("aGVsbG8gd29ybGQ="));
            case JSON -> List.of(TextNode.valueOf("x"));
            default -> List.of(TextNode.valueOf("x".repeat(10_001)), LongNode.valueOf(1));
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
