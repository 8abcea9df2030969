package io.github.bedrockcli.family;

import static io.github.bedrockcli.family.StabilityRows.growMask;
import static io.github.bedrockcli.family.StabilityRows.mask;
import static io.github.bedrockcli.family.StabilityRows.negative;
import static io.github.bedrockcli.family.StabilityRows.picture;
import static io.github.bedrockcli.family.StabilityRows.prompt;
import static io.github.bedrockcli.family.StabilityRows.search;
import static io.github.bedrockcli.family.StabilityRows.seed;
import static io.github.bedrockcli.family.StabilityRows.style;

import io.github.bedrockcli.model.Parameter;
import java.util.List;

/**
 * One of Stability AI's image services. The names are those of the ids; the service itself uses them in its messages.
 *
 * <p>Source: Bedrock user guide, "Stability AI Image Services", 2026-11.
 *
 * @param name the service's own name, which is the task
 * @param prefix what its base ids begin with
 * @param limits what its pictures may be
 * @param rows its parameters, in the order in which the service itself lists them where a message of it is known; the
 *     pictures are those that are binary and required
 */
record StabilityService(String name, String prefix, PictureLimits limits, List<Parameter> rows) {
    private static final int MEGAPIXEL = 1_048_576;

    private static final PictureLimits USUAL = StabilityInput.ANY
            .sides(64, Integer.MAX_VALUE)
            .atMostPixels(9_437_184)
            .ratioWithin(2.5);

    static final List<StabilityService> ALL = List.of(
            new StabilityService(
                    "creative-upscale",
                    "stability.stable-creative-upscale-",
                    StabilityInput.ANY.sides(64, Integer.MAX_VALUE).atMostPixels(MEGAPIXEL),
                    List.of(
                            enlarged(),
                            described(),
                            share("creativity", "how much detail is made up", "0.1", "0.5", 0.3),
                            negative(),
                            seed(),
                            format(),
                            style())),
            new StabilityService(
                    "conservative-upscale",
                    "stability.stable-conservative-upscale-",
                    USUAL,
                    List.of(
                            enlarged(),
                            described(),
                            share("creativity", "how much detail is made up", "0.1", "0.5", 0.35),
                            negative(),
                            seed(),
                            format())),
            new StabilityService(
                    "fast-upscale",
                    "stability.stable-fast-upscale-",
                    StabilityInput.ANY.sides(32, 1536).atMostPixels(MEGAPIXEL),
                    List.of(enlarged(), format())),
            new StabilityService(
                    "inpaint",
                    "stability.stable-image-inpaint-",
                    USUAL,
                    List.of(changed(), described(), mask(), growMask(), negative(), seed(), format(), style())),
            new StabilityService(
                    "outpaint",
                    "stability.stable-outpaint-",
                    USUAL,
                    List.of(
                            picture("image", "the picture to extend (--image)"),
                            side("left"),
                            side("right"),
                            side("up"),
                            side("down"),
                            prompt("what is to be seen in the new parts"),
                            share("creativity", "how much new content is made up", "0.1", "1", 0.5),
                            seed(),
                            format(),
                            style())),
            new StabilityService(
                    "search-recolor",
                    "stability.stable-image-search-recolor-",
                    USUAL,
                    List.of(
                            changed(),
                            prompt("the new colours, such as pink jacket").mustBeGiven(),
                            search("select_prompt", "what to recolour, in a few words"),
                            growMask(),
                            negative(),
                            seed(),
                            format(),
                            style())),
            new StabilityService(
                    "search-replace",
                    "stability.stable-image-search-replace-",
                    USUAL,
                    List.of(
                            changed(),
                            prompt("what comes in its place").mustBeGiven(),
                            search("search_prompt", "what to replace, in a few words"),
                            growMask(),
                            negative(),
                            seed(),
                            format(),
                            style())),
            new StabilityService(
                    "erase-object",
                    "stability.stable-image-erase-object-",
                    USUAL,
                    List.of(changed(), mask(), growMask(), seed(), format())),
            new StabilityService(
                    "remove-background",
                    "stability.stable-image-remove-background-",
                    USUAL,
                    List.of(changed(), format())),
            new StabilityService(
                    "control-sketch",
                    "stability.stable-image-control-sketch-",
                    USUAL,
                    List.of(
                            picture("image", "the sketch (--image)"),
                            described(),
                            controlStrength(),
                            negative(),
                            seed(),
                            format(),
                            style())),
            new StabilityService(
                    "control-structure",
                    "stability.stable-image-control-structure-",
                    USUAL,
                    List.of(
                            picture("image", "the picture whose structure is kept (--image)"),
                            described(),
                            controlStrength(),
                            negative(),
                            seed(),
                            format(),
                            style())),
            new StabilityService(
                    "style-guide",
                    "stability.stable-image-style-guide-",
                    USUAL,
                    List.of(
                            picture("image", "the picture whose style is taken (--image)"),
                            described(),
                            StabilityRows.aspectRatio(),
                            share("fidelity", "how closely the style is followed", "0", "1", 0.5),
                            negative(),
                            seed(),
                            format(),
                            style())),
            new StabilityService(
                    "style-transfer",
                    "stability.stable-style-transfer-",
                    USUAL,
                    List.of(
                            picture("init_image", "the picture to change (first --image)"),
                            picture("style_image", "the picture whose style is taken (second --image)"),
                            prompt("what the picture is to show"),
                            negative(),
                            share("composition_fidelity", "how closely the composition is kept", "0", "1", 0.9),
                            share("style_strength", "how much of the style is taken over", "0", "1", 1),
                            share("change_strength", "how much of the picture changes", "0.1", "1", 0.9),
                            seed(),
                            format())));

    StabilityService {
        rows = List.copyOf(rows);
    }

    /** The members of its pictures, in the order of {@code --image}. */
    List<String> pictures() {
        return rows.stream()
                .filter(row -> row.type() == Parameter.Type.BINARY && row.required())
                .map(Parameter::name)
                .toList();
    }

    private static Parameter enlarged() {
        return picture("image", "the picture to enlarge (--image)");
    }

    private static Parameter changed() {
        return picture("image", "the picture to change (--image)");
    }

    private static Parameter format() {
        return StabilityRows.format("png", "jpeg", "webp");
    }

    private static Parameter described() {
        return prompt("what the picture is to show").mustBeGiven();
    }

    private static Parameter controlStrength() {
        return share("control_strength", "how much the picture given determines the result", "0", "1", 0.7);
    }

    private static Parameter share(String name, String meaning, String low, String high, Number usual) {
        return Parameter.number(name, meaning).range(low, high).defaultsTo(usual);
    }

    private static Parameter side(String name) {
        return Parameter.integer(name, "pixels to add on this side; one side at least is extended")
                .range("0", "2000")
                .defaultsTo(0);
    }
}
