package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.model.ImageHeader;
import io.github.bedrockcli.model.ImageReply;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Outcome;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the emulator answers and refuses as Stability AI's models. In bodies, {@code @WxH} is a picture of that size. */
final class EmulatedStabilityTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stability.sd3-5-large-v1:0 | {"prompt":"a"} | 1024x1024
            stability.sd3-5-large-v1:0 | {"prompt":"a","aspect_ratio":"16:9"} | 1344x768
            stability.sd3-5-large-v1:0 | {"prompt":"a","image":"@640x704","strength":0.5} | 640x704
            stability.stable-image-core-v1:1 | {"prompt":"a","aspect_ratio":"9:21"} | 640x1536
            stability.stable-image-ultra-v1:1 | {"prompt":"a","image":"@640x704"} | 640x704
            us.stability.stable-creative-upscale-v1:0 | {"prompt":"a","image":"@128x64"} | 4096x2048
            us.stability.stable-conservative-upscale-v1:0 | {"prompt":"a","image":"@64x128"} | 2048x4096
            us.stability.stable-conservative-upscale-v1:0 | {"prompt":"a","image":"@4500x2000"} | 4500x2000
            us.stability.stable-fast-upscale-v1:0 | {"image":"@100x40"} | 400x160
            us.stability.stable-image-inpaint-v1:0 | {"prompt":"a","image":"@100x80","mask":"@10x10"} | 100x80
            us.stability.stable-outpaint-v1:0 | {"image":"@100x80","left":1,"right":20,"up":300,"down":2000} | 121x2380
            us.stability.stable-image-search-recolor-v1:0 | {"prompt":"a","image":"@100x80","select_prompt":"b"} | 100x80
            us.stability.stable-image-search-replace-v1:0 | {"prompt":"a","image":"@100x80","search_prompt":"b"} | 100x80
            us.stability.stable-image-erase-object-v1:0 | {"image":"@100x80"} | 100x80
            us.stability.stable-image-remove-background-v1:0 | {"image":"@100x80"} | 100x80
            us.stability.stable-image-control-sketch-v1:0 | {"prompt":"a","image":"@100x80"} | 100x80
            us.stability.stable-image-control-structure-v1:0 | {"prompt":"a","image":"@100x80"} | 100x80
            us.stability.stable-image-style-guide-v1:0 | {"prompt":"a","image":"@100x80","aspect_ratio":"5:4"} | 1088x896
            us.stability.stable-style-transfer-v1:0 | {"init_image":"@100x80","style_image":"@64x64"} | 100x80
            arn:aws:bedrock:us-east-1:123456789012:provisioned-model/stable0diff0xl | {"text_prompts":[{"text":"a"}]} | 1024x1024
            arn:aws:bedrock:us-east-1:123456789012:provisioned-model/stable0diff0xl | {"text_prompts":[{"text":"a"},{"text":"b","weight":-1}],"width":1536,"height":640} | 1536x640
            arn:aws:bedrock:us-east-1:123456789012:provisioned-model/stable0diff0xl | {"text_prompts":[{"text":"a"}],"init_image":"@100x80","image_strength":0.5} | 100x80
            arn:aws:bedrock:us-east-1:123456789012:provisioned-model/stable0diff0xl | {"text_prompts":[{"text":"a"}],"init_image":"@100x80","mask_image":"@100x80","mask_source":"MASK_IMAGE_BLACK"} | 100x80
            arn:aws:bedrock:us-east-1:123456789012:provisioned-model/stable0diff0xl | {"text_prompts":[{"text":"a"}],"init_image":"@100x80","mask_source":"INIT_IMAGE_ALPHA"} | 100x80
            """)
    void repliesHoldAPictureOfASensibleSize(String model, String body, String size) throws JsonProcessingException {
        ImageReply reply = reply(model, body);
        assertThat(reply.stop().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(reply.pictures()).hasSize(1);
        byte[] picture = Base64.getDecoder().decode(reply.pictures().get(0).base64());
        ImageHeader.Size made = ImageHeader.size(MediaType.PNG, picture);
        assertThat(made.width() + "x" + made.height()).isEqualTo(size);
    }

    @Test
    void seedsComeBackAndMakeTheSamePictureAgain() throws JsonProcessingException {
        String model = "stability.stable-image-core-v1:1";
        ImageReply.Picture first =
                reply(model, "{\"prompt\":\"a red fox\"}").pictures().get(0);
        ImageReply.Picture again = reply(model, "{\"prompt\":\"a red fox\",\"seed\":" + first.seed() + "}")
                .pictures()
                .get(0);
        assertThat(first.seed()).isBetween(1L, 4294967295L);
        assertThat(again).isEqualTo(first);
        assertThat(reply(model, "{\"prompt\":\"a red fox\",\"seed\":7}")
                        .pictures()
                        .get(0)
                        .base64())
                .isNotEqualTo(first.base64());
    }

    @Test
    void jpegIsMadeAndWebpIsSaidToBeBeyondTheEmulator() throws JsonProcessingException {
        String model = "stability.sd3-5-large-v1:0";
        String picture = reply(model, "{\"prompt\":\"a\",\"output_format\":\"jpeg\"}")
                .pictures()
                .get(0)
                .base64();
        assertThat(ImageHeader.type(Base64.getDecoder().decode(picture))).contains(MediaType.JPEG);
        assertThatThrownBy(() -> reply(model, "{\"prompt\":\"a\",\"output_format\":\"webp\"}"))
                .isInstanceOf(ServiceError.class)
                .hasMessageContaining("The bedrock emulator writes png and jpeg pictures, not webp.");
    }

    /** The first five wordings are reported ones; those that no source has say that they are the emulator's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            stability.stable-image-ultra-v1:1 | {} | Malformed input request: #: required key [prompt] not found, please reformat your input and try again.
            stability.stable-image-ultra-v1:1 | {"prompt":"a","size":1} | {"detail":"Invalid field in request. Available fields: ['prompt', 'aspect_ratio', 'mode', 'negative_prompt', 'seed', 'output_format', 'image', 'strength']"}
            us.stability.stable-image-control-sketch-v1:0 | {"prompt":"a","image":"@64x64","text_prompts":[]} | {"detail":"Invalid field 'text_prompts' in request. Available fields for control-sketch are: image, prompt, control_strength, negative_prompt, seed, output_format, style_preset"}
            us.stability.stable-fast-upscale-v1:0 | {"image":"@64x64","seed":1} | {"detail":"Invalid field 'seed' in request. Available fields for fast-upscale are: image, output_format"}
            stability.stable-image-core-v1:1 | {"prompt":"a","seed":4294967295} | Malformed input request: #/seed: 4294967295 is not less or equal to 4294967294, please reformat your input and try again.
            stability.sd3-5-large-v1:0 | {"prompt":"a","image":"@640x640"} | Malformed input request: #: required key [strength] not found, please reformat your input and try again.
            stability.sd3-5-large-v1:0 | {"prompt":"a","image":"@640x640","strength":1,"aspect_ratio":"1:1"} | The bedrock emulator refuses this: stability.sd3-5-large-v1:0 takes aspect_ratio or image, not both
            us.stability.stable-image-search-replace-v1:0 | {"prompt":"a","image":"@64x64"} | Malformed input request: #: required key [search_prompt] not found, please reformat your input and try again.
            us.stability.stable-outpaint-v1:0 | {"image":"@64x64","left":0} | The bedrock emulator refuses this: stability.stable-outpaint-v1:0 needs a side to extend the picture on
            us.stability.stable-image-inpaint-v1:0 | {"prompt":"a","image":"@300x100"} | The bedrock emulator refuses this: image is 300x100 pixels; stability.stable-image-inpaint-v1:0 takes sides of at most 1:2.5
            us.stability.stable-image-inpaint-v1:0 | {"prompt":"a","image":"???"} | The bedrock emulator refuses this: image takes base64 text, or a file as @FILE, not '???'
            us.stability.stable-image-inpaint-v1:0 | [1] | Malformed input request: #: expected type: JSONObject, found: JSONArray, please reformat your input and try again.
            arn:aws:bedrock:us-east-1:123456789012:provisioned-model/stable0diff0xl | {"text_prompts":[{"weight":1}]} | Malformed input request: #/text_prompts/0: required key [text] not found, please reformat your input and try again.
            arn:aws:bedrock:us-east-1:123456789012:provisioned-model/stable0diff0xl | {"text_prompts":[{"text":"a"}],"samples":2} | Malformed input request: #/samples: 2 is not a valid enum value, please reformat your input and try again.
            arn:aws:bedrock:us-east-1:123456789012:provisioned-model/stable0diff0xl | {"text_prompts":[{"text":"a"}],"prompt":"a"} | Malformed input request: #: extraneous key [prompt] is not permitted, please reformat your input and try again.
            arn:aws:bedrock:us-east-1:123456789012:provisioned-model/stable0diff0xl | {"text_prompts":[{"text":"a"}],"width":1024,"height":768} | The bedrock emulator refuses this: stability.stable-diffusion-xl-v1:0 makes no pictures of 1024x768
            """)
    void bodiesThatTheServiceWouldRefuseAreRefused(String model, String body, String words) {
        assertThatThrownBy(() -> reply(model, body))
                .isInstanceOfSatisfying(
                        ServiceError.class,
                        refusal -> assertThat(refusal.text()).isEqualTo(words));
    }

    private static ImageReply reply(String model, String body) throws JsonProcessingException {
        CatalogueModel resolved =
                CATALOGUE.resolve(Emulator.DEFAULT_REGION, model).model();
        JsonNode reply = EmulatedModels.find(resolved.id())
                .orElseThrow()
                .accept(resolved, Json.parse(withPictures(body)))
                .reply();
        return Families.image(ModelId.of(resolved.id())).orElseThrow().reply(reply);
    }

    private static String withPictures(String body) {
        return Pattern.compile("@(\\d+)x(\\d+)")
                .matcher(body)
                .replaceAll(size -> EmulatedPicture.of(
                                Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)), "", 0)
                        .base64("png"));
    }
}
