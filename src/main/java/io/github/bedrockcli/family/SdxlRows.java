package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Parameter;
import java.util.ArrayList;
import java.util.List;

/** The parameters of {@link StableDiffusionXl}. */
final class SdxlRows {
    static final String OWN_ALPHA = "INIT_IMAGE_ALPHA";

    private SdxlRows() {}

    static Parameter prompts() {
        return Parameter.json(
                        "text_prompts",
                        "PROMPT, or several: [{\"text\":…,\"weight\":…}]; below 0 is what to avoid: --negative")
                .mustBeGiven();
    }

    static Parameter cfgScale(String highest, int usual) {
        return Parameter.number("cfg_scale", "how closely the prompt is followed")
                .range("0", highest)
                .defaultsTo(usual);
    }

    static List<Parameter> size(boolean fixed) {
        String meaning = fixed ? ", of one of the nine sizes (--size WxH)" : " (--size WxH)";
        List<Parameter> rows = new ArrayList<>();
        for (String side : List.of("width", "height")) {
            Parameter row = Parameter.integer(side, side + " of the picture in pixels" + meaning);
            rows.add(
                    fixed
                            ? row.oneOf("640", "768", "832", "896", "1024", "1152", "1216", "1344", "1536")
                            : row.range("64", null).multipleOf(64));
        }
        return rows;
    }

    static List<Parameter> picture() {
        return List.of(
                StabilityRows.picture("init_image", "the picture to vary (--image)"),
                Parameter.string(
                                "init_image_mode",
                                "what says how much of the picture stays: image_strength or step_schedule")
                        .oneOf("IMAGE_STRENGTH", "STEP_SCHEDULE")
                        .defaultsTo("IMAGE_STRENGTH"),
                Parameter.number("image_strength", "how much of the picture stays; near 1 nearly all of it")
                        .range("0", "1")
                        .defaultsTo(0.35),
                Parameter.number("step_schedule_start", "share of the first steps to leave out; 0 keeps the picture")
                        .range("0", "1")
                        .defaultsTo(0.65)
                        .notWith("image_strength"),
                Parameter.number("step_schedule_end", "share of the last steps to leave out")
                        .range("0", "1")
                        .notWith("image_strength"));
    }

    static List<Parameter> mask() {
        return List.of(
                StabilityRows.picture("init_image", "the picture to change (--image)"),
                Parameter.binary("mask_image", "where to change it, as a picture of the same size (--mask)"),
                Parameter.string(
                                "mask_source",
                                "what is changed: white of the mask, black, or transparent of the picture")
                        .oneOf("MASK_IMAGE_WHITE", "MASK_IMAGE_BLACK", OWN_ALPHA)
                        .requiredElse("MASK_IMAGE_WHITE"));
    }

    static List<Parameter> common() {
        return List.of(
                Parameter.string("clip_guidance_preset", "guidance of the picture by the prompt, at the price of speed")
                        .oneOf("FAST_BLUE", "FAST_GREEN", "NONE", "SIMPLE", "SLOW", "SLOWER", "SLOWEST"),
                Parameter.string("sampler", "sampler; else the model chooses one")
                        .oneOf(
                                "DDIM",
                                "DDPM",
                                "K_DPMPP_2M",
                                "K_DPMPP_2S_ANCESTRAL",
                                "K_DPM2",
                                "K_DPM2_ANCESTRAL",
                                "K_DPM_2",
                                "K_DPM_2_ANCESTRAL",
                                "K_EULER",
                                "K_EULER_ANCESTRAL",
                                "K_HEUN",
                                "K_LMS"),
                Parameter.integer("samples", "how many pictures to make; there is no choice")
                        .oneOf("1")
                        .defaultsTo(1)
                        .common(Common.COUNT),
                Parameter.integer("seed", "what makes the same picture again; without it or with 0 a random one")
                        .range("0", "4294967295")
                        .common(Common.SEED),
                Parameter.integer("steps", "how often the picture is worked over")
                        .range("10", "150")
                        .defaultsTo(30),
                StabilityRows.style(),
                Parameter.json("extras", "object of further parameters, for experiments"));
    }
}
