package io.github.bedrockcli.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.ImageSize;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.UsageException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stability AI's families: ids, tasks and shapes; the bodies are in the golden folders. */
final class StabilityTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            stability.stable-diffusion-xl, stability-sdxl, text-to-image|image-to-image|masking
            stability.stable-diffusion-xl-v0, stability-sdxl, text-to-image|image-to-image|masking
            stability.stable-diffusion-xl-v1, stability-sdxl, text-to-image|image-to-image|masking
            stability.stable-diffusion-xl-v1:0, stability-sdxl, text-to-image|image-to-image|masking
            stability.sd3-large-v1:0, stability-image, text-to-image|image-to-image
            us.stability.sd3-large-v1:0, stability-image, text-to-image|image-to-image
            stability.sd3-5-large-v1:0, stability-image, text-to-image|image-to-image
            stability.stable-image-core-v1:0, stability-image, text-to-image
            stability.stable-image-core-v1:1, stability-image, text-to-image
            stability.stable-image-ultra-v1:0, stability-image, text-to-image|image-to-image
            stability.stable-image-ultra-v1:1, stability-image, text-to-image|image-to-image
            us.stability.stable-creative-upscale-v1:0, stability-services, creative-upscale
            us.stability.stable-conservative-upscale-v1:0, stability-services, conservative-upscale
            us.stability.stable-fast-upscale-v1:0, stability-services, fast-upscale
            us.stability.stable-image-inpaint-v1:0, stability-services, inpaint
            us.stability.stable-outpaint-v1:0, stability-services, outpaint
            us.stability.stable-image-search-recolor-v1:0, stability-services, search-recolor
            us.stability.stable-image-search-replace-v1:0, stability-services, search-replace
            us.stability.stable-image-erase-object-v1:0, stability-services, erase-object
            us.stability.stable-image-remove-background-v1:0, stability-services, remove-background
            us.stability.stable-image-control-sketch-v1:0, stability-services, control-sketch
            us.stability.stable-image-control-structure-v1:0, stability-services, control-structure
            us.stability.stable-image-style-guide-v1:0, stability-services, style-guide
            us.stability.stable-style-transfer-v1:0, stability-services, style-transfer
            """)
    void everyIdHasItsFamilyAndTasks(String text, String family, String tasks) {
        ModelId id = ModelId.of(text);
        ImageFamily found = Families.image(id).orElseThrow();
        assertThat(found.name()).isEqualTo(family);
        assertThat(String.join("|", found.tasks(id))).isEqualTo(tasks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stability.stable-video-v1:0",
                "stability.stable-image-outpaint-v1:0",
                "stability.stable-diffusion-3-v1:0",
                "amazon.stability.sd3-large-v1:0"
            })
    void otherIdsAreNobodys(String id) {
        assertThat(Families.of(ModelId.of(id))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1024x1024",
                "1152x896",
                "1216x832",
                "1344x768",
                "1536x640",
                "640x1536",
                "768x1344",
                "832x1216",
                "896x1152"
            })
    void sdxlMakesTheNineSizes(String text) {
        ImageSize size = ImageSize.parse(text).orElseThrow();
        ImageRequest request = ImageRequest.choose(ModelId.of("stability.stable-diffusion-xl-v1"), null)
                .orElseThrow();
        ImagePrompt prompt = new ImagePrompt("a red fox", List.of(), null, size, null);
        ObjectNode body = request.body(prompt, request.task(prompt, Set.of()), Map.of(), Map.of(), true);
        assertThat(body.path("width").asText() + "x" + body.path("height").asText())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            16:9, 16:9
            32:18, 16:9
            1920x1080, 16:9
            1x1, 1:1
            512x512, 1:1
            2560x1080, no: 21:9
            2520x1080, 21:9
            4:3, no: 5:4
            3:4, no: 4:5
            10:1, no: 21:9
            999999x1, no: 21:9
            1:10, no: 9:21
            """)
    void sizesBecomeShapesOrNameTheNearest(String asked, String expected) {
        ImageSize size = ImageSize.parse(asked).orElseThrow();
        if (expected.startsWith("no: ")) {
            assertThatThrownBy(() -> StabilityRows.ratio(size, true, "It"))
                    .isInstanceOfSatisfying(
                            UsageException.class,
                            refusal -> assertThat(refusal.fix())
                                    .isEqualTo("the nearest is --size " + expected.substring(4)));
        } else {
            assertThat(StabilityRows.ratio(size, true, "It")).isEqualTo(expected);
        }
    }

    @Test
    void thirteenServicesHaveNamesAndPrefixesOfTheirOwn() {
        assertThat(StabilityService.ALL).hasSize(13);
        assertThat(new HashSet<>(StabilityService.ALL.stream()
                        .map(StabilityService::name)
                        .toList()))
                .hasSize(13);
        for (StabilityService service : StabilityService.ALL) {
            assertThat(service.prefix()).startsWith("stability.stable-").endsWith(service.name() + "-");
            assertThat(service.pictures()).isNotEmpty();
            assertThat(service.rows().stream().map(Parameter::name)).doesNotHaveDuplicates();
        }
    }
}
